import CoreMetrics
import Synchronization

/// A figure that only rises.
final class CounterSeries: CounterHandler, FloatingPointCounterHandler, Series {
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.withLock { $0 += amount }
    }

    func reset() { value.withLock { $0 = 0 } }

    func write(_ name: String, _ labels: Labels, to text: inout MetricsText) {
        text.sample(name, labels, value.withLock { $0 })
    }
}

import CoreMetrics
import Synchronization

/// How values spread over buckets.
final class HistogramSeries: RecorderHandler, TimerHandler, Series {
    private struct State {
        var counts: [Int]
        var sum = 0.0
        var count = 0
    }

    /// Seconds; the last bucket is everything.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120]
    private let state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))

    func observe(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = Self.bounds.firstIndex { value <= $0 }
        state.withLock { state in
            if let bucket { state.counts[bucket] += 1 }
            state.sum += value
            state.count += 1
        }
    }

    func record(_ value: Int64) { observe(Double(value)) }
    func record(_ value: Double) { observe(value) }
    func recordNanoseconds(_ duration: Int64) { observe(Double(duration) / 1e9) }

    func write(_ name: String, _ labels: Labels, to text: inout MetricsText) {
        let state = state.withLock { $0 }
        var below = 0
        for (bound, count) in zip(Self.bounds, state.counts) {
            below += count
            text.sample("\(name)_bucket", labels.adding("le", MetricsText.number(bound)), Double(below))
        }
        text.sample("\(name)_bucket", labels.adding("le", "+Inf"), Double(state.count))
        text.sample("\(name)_sum", labels, state.sum)
        text.sample("\(name)_count", labels, Double(state.count))
    }
}

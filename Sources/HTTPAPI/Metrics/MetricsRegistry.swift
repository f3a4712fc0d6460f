import CoreMetrics
import Synchronization

/// The metrics of this process, for `MetricsSystem.bootstrap` and for `GET /metrics`.
///
/// Series live as long as the process. Each name holds a limited number of label sets; what comes
/// beyond is added up under `overflow="true"`, so that labels can never eat the memory.
package final class MetricsRegistry: Sendable {
    private let families = Mutex<[String: MetricFamily]>([:])
    private let mostSeries: Int

    package init(mostSeries: Int = 500) { self.mostSeries = mostSeries }

    func counter(_ name: String, _ labels: [(String, String)]) -> CounterSeries {
        series(name, labels, .counter, CounterSeries.init)
    }

    func gauge(_ name: String, _ labels: [(String, String)]) -> GaugeSeries {
        series(name, labels, .gauge, GaugeSeries.init)
    }

    func histogram(_ name: String, _ labels: [(String, String)]) -> HistogramSeries {
        series(name, labels, .histogram, HistogramSeries.init)
    }

    /// Everything recorded so far.
    var text: MetricsText {
        var text = MetricsText()
        for (name, family) in families.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            text.family(name, family.kind)
            let ordered = family.series.sorted {
                $0.key.pairs.map(\.value).lexicographicallyPrecedes($1.key.pairs.map(\.value))
            }
            for (labels, series) in ordered { series.write(name, labels, to: &text) }
        }
        return text
    }

    /// The series of a name and label set. Where the name already is of another type, one that is
    /// recorded but never shown: a scrape must stay readable.
    private func series<S: Series>(
        _ name: String, _ pairs: [(String, String)], _ kind: MetricFamily.Kind, _ make: () -> S
    ) -> S {
        let labels = Labels(pairs)
        return families.withLock { families in
            var family = families[name] ?? MetricFamily(kind: kind)
            guard family.kind == kind else { return make() }
            if let known = family.series[labels] as? S { return known }
            let place = family.series.count < mostSeries ? labels : .overflow
            if let known = family.series[place] as? S { return known }
            let new = make()
            family.series[place] = new
            families[name] = family
            return new
        }
    }
}

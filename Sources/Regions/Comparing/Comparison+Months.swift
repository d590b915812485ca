extension Comparison {
    /// The months from the first to the last with an event on any side; `nil` without any.
    public var months: ClosedRange<Month>? {
        let firsts = sides.compactMap(\.eventsByMonth.first?.month)
        let lasts = sides.compactMap(\.eventsByMonth.last?.month)
        guard let first = firsts.min(), let last = lasts.max() else { return nil }
        return first...last
    }

    /// The months that are drawn and whose variance is told.
    ///
    /// All of them, unless they are many and a few events far off would make the others one column. Then
    /// it is the shortest stretch with 95 % of the events (the first of equally short ones), with the
    /// events that are no farther from it than it is long, or than a year; it counts where it is less
    /// than half of all the months.
    ///
    /// - Complexity: O(*m* log *m*), *m* the months with events.
    public var coreMonths: ClosedRange<Month>? {
        guard let months, months.count > Comparison.sparklineWidth else { return months }
        var events: [Month: Int] = [:]
        for (month, figures) in sides.flatMap(\.eventsByMonth) {
            events[month, default: 0] += figures.events
        }
        let counted = events.sorted { $0.key < $1.key }
        let needed = (counted.reduce(0) { $0 + $1.value } * 95 + 99) / 100
        var shortest = months
        var (start, held) = (0, 0)
        for end in counted {
            held += end.value
            while held - counted[start].value >= needed {
                held -= counted[start].value
                start += 1
            }
            let stretch = counted[start].key...end.key
            if held >= needed, stretch.count < shortest.count { shortest = stretch }
        }
        let reach = max(12, shortest.count)
        let nearby = shortest.lowerBound.index - reach...shortest.upperBound.index + reach
        let near = counted.map(\.key).filter { nearby.contains($0.index) }
        guard let first = near.first, let last = near.last,
            (first...last).count * 2 < months.count
        else { return months }
        return first...last
    }

    /// A drawing of the months, then a row for each that has events, or for longer stretches.
    ///
    /// - Parameters:
    ///   - drawn: The months to draw.
    ///   - marks: What they are drawn with.
    func monthRows(drawn: ClosedRange<Month>, _ marks: Marks) -> [ComparisonSheet.Row] {
        let timeline = Timeline(drawn, atMost: Comparison.sparklineWidth)
        let columns = sides.map { timeline.figures(of: $0).map(\.events) }
        let most = columns.joined().max() ?? 0
        let drawing = ComparisonSheet.Row(
            label: "by \(timeline.step.word), \(timeline.name(of: 0)) to "
                + timeline.name(of: timeline.count - 1),
            cells: columns.map { marks.sparkline($0, of: most) }, isDrawing: true)
        let listed = Set(sides.flatMap { $0.eventsByMonth.map(\.month) }).sorted()
        if listed.count <= Comparison.listedPeriods {
            return [drawing]
                + listed.map { month in row(month.description) { $0 == month } }
        }
        let periods = Timeline(drawn, atMost: Comparison.listedPeriods)
        let (first, last) = (periods.name(of: 0), periods.name(of: periods.count - 1))
        var rows = [drawing]
        if listed.contains(where: { periods.column(of: $0) < 0 }) {
            rows.append(row("before \(first)") { periods.column(of: $0) < 0 })
        }
        for column in Set(listed.map(periods.column)).sorted()
        where (0..<periods.count).contains(column) {
            rows.append(row(periods.name(of: column)) { periods.column(of: $0) == column })
        }
        if listed.contains(where: { periods.column(of: $0) >= periods.count }) {
            rows.append(row("after \(last)") { periods.column(of: $0) >= periods.count })
        }
        return rows
    }

    /// Events and deaths of some months.
    private func row(_ label: String, _ isWanted: (Month) -> Bool) -> ComparisonSheet.Row {
        ComparisonSheet.Row(
            label: label,
            cells: sides.map { side in
                var sum = Figures()
                for (month, figures) in side.eventsByMonth where isWanted(month) {
                    sum.add(figures)
                }
                let deaths = sum.toll.best.map { ", \(Decimals.grouped($0)) dead" }
                return Decimals.grouped(sum.events) + (deaths ?? "")
            })
    }

    /// What the drawings leave out; `nil` where they show all months.
    var undrawnRemark: String? {
        guard let months, let coreMonths, months != coreMonths else { return nil }
        let events = sides.flatMap(\.eventsByMonth).reduce(0) {
            $0 + (coreMonths.contains($1.month) ? 0 : $1.figures.events)
        }
        return
            "Drawn are \(coreMonths.lowerBound) to \(coreMonths.upperBound), with at least 95 % of "
            + "the events whose month is known; \(counted(events, "event")) before or after "
            + "\(events == 1 ? "is" : "are") neither drawn nor in the variance."
    }

    private static let sparklineWidth = 36
    private static let listedPeriods = 24
}

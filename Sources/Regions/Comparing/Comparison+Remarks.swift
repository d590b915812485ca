import SimpleFeatures

extension Comparison {
    /// What a reader should know before quoting the figures, a sentence each.
    ///
    /// - Parameter marks: What ratios of small counts are marked with.
    public func remarks(_ marks: Marks = .unicode) -> [String] {
        [
            coverageRemark, undecidedRemark, sharedRemark, smallCountRemark(marks), yearRemark,
            undrawnRemark, waveRemark, typeRemark,
        ].compactMap { $0 } + sides.compactMap(reportRemark) + sides.compactMap(shortfallRemark)
    }

    /// What a reader of bare counts should know.
    var countRemarks: [String] {
        [coverageRemark, sharedRemark, undrawnRemark, typeRemark].compactMap { $0 }
    }

    private var coverageRemark: String {
        let unfiled = UnfiledGroup.allCases.compactMap { group -> String? in
            coverage.unfiled[group].map { "\(Decimals.grouped($0)) \(group.rawValue)" }
        }
        let elsewhere = Decimals.grouped(coverage.elsewhere)
        return "Of \(counted(coverage.events, "event")) of the layer "
            + "\(Decimals.grouped(coverage.compared)) are in the regions compared, \(elsewhere) in "
            + "other regions of the set '\(setName)', "
            + "\(Decimals.grouped(coverage.unfiled.values.reduce(0, +))) in none"
            + (unfiled.isEmpty ? "." : ": \(unfiled.joined(separator: ", ")).")
    }

    private var undecidedRemark: String? {
        guard coverage.undecided > 0 else { return nil }
        let bounds = sides.indices.compactMap { index in
            ratioBounds(of: index).map { bounds in
                "the ratio of \(sides[index].region.title) to \(reference.region.title) lies between "
                    + "\(Comparison.digits(bounds.low)) and \(Comparison.digits(bounds.high))"
            }
        }
        return "\(counted(coverage.undecided, "event")) could belong to any region, known too "
            + "vaguely or without a place"
            + (bounds.isEmpty
                ? "." : "; wherever that is, \(bounds.joined(separator: ", ")).")
    }

    private var sharedRemark: String? {
        guard coverage.shared > 0 else { return nil }
        return "\(counted(coverage.shared, "event")) in more than one of the regions compared "
            + "\(coverage.shared == 1 ? "counts" : "count") in each: the regions are not "
            + "independent, as the intervals take them to be."
    }

    private func smallCountRemark(_ marks: Marks) -> String? {
        let ratios = sides.indices.flatMap { index in
            [ratio(of: index, by: \.inhabitants), ratio(of: index, by: \.areaSquareKilometres)]
        }
        guard ratios.contains(where: { $0?.isOfSmallCounts == true }) else { return nil }
        return "\(marks.few.drop { $0 == " " }) Fewer than \(RateRatio.leastCount) events on one "
            + "side: the ratio says little, read its interval."
    }

    private var yearRemark: String? {
        let years = Set(sides.compactMap { $0.inhabitants == nil ? nil : $0.region.populationYear })
        let events = sides.flatMap { side in
            [side.earliest, side.latest].compactMap { $0?.day.year }
        }
        guard let first = events.min(), let last = events.max(),
            let oldest = years.min(), let newest = years.max(), oldest < first || newest > last
        else { return nil }
        let span = oldest == newest ? "\(oldest)" : "\(oldest) to \(newest)"
        return "The inhabitants are those of \(span), the events of "
            + (first == last ? "\(first)." : "\(first) to \(last).")
    }

    private var waveRemark: String? {
        guard let coreMonths, coreMonths.count >= Comparison.leastMonthsOfWaves else { return nil }
        let waves = sides.filter { side in
            side.figures.events >= RateRatio.leastCount
                && side.dispersion(over: coreMonths) ?? 0 > Comparison.waveDispersion
        }
        guard !waves.isEmpty else { return nil }
        let names = waves.map(\.region.title).joined(separator: ", ")
        return "Events of \(names) come in waves (variance of the months over mean above "
            + "\(Int(Comparison.waveDispersion))): intervals that take them for independent are too "
            + "narrow."
    }

    private var typeRemark: String? {
        guard sides.contains(where: { $0.types.contains { $0.name == SideCounts.furtherTypes } })
        else { return nil }
        return "The layer has more than \(Decimals.grouped(SideCounts.typeLimit)) types of "
            + "events; further ones are counted together."
    }

    private func reportRemark(_ side: Side) -> String? {
        guard side.figures.events >= Comparison.topLimit, let report = side.reports.first,
            report.figures.events * 2 > side.figures.events
        else { return nil }
        return "More than half of the events of \(side.region.title) are told by one report, "
            + "\(report.name)."
    }

    private func shortfallRemark(_ side: Side) -> String? {
        guard side.shortfall > 0 else { return nil }
        return "\(side.region.title) has so many different names that those with few events were "
            + "given up; events of a place, actor or report may be up to "
            + "\(Decimals.grouped(side.shortfall)) too low."
    }

    func counted(_ count: Int, _ word: String) -> String {
        "\(Decimals.grouped(count)) \(word)\(count == 1 ? "" : "s")"
    }

    /// From which variance of the months over their mean events are said to come in waves.
    static let waveDispersion = 2.0
    /// Of how many months the variance is shown at least: of fewer it says little.
    static let leastMonthsOfWaves = 12
}

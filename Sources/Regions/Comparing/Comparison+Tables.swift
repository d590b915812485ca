import SimpleFeatures

extension Comparison {
    /// Writes the comparison as a table in long form, a figure a line: region, measure, key, value.
    ///
    /// What is not known has no line. Regions are the short names of the set; figures of the whole
    /// layer have none.
    ///
    /// - Parameter write: Takes the next lines.
    /// - Throws: What `write` throws.
    /// - Complexity: O(*n*), *n* the number of figures.
    /// - SeeAlso: Wickham (2014), "Tidy Data", *Journal of Statistical Software* 59(10);
    ///   `docs/compare.md`, "Tables for machines".
    public func writeLongTable<Failure: Error>(
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        try write("region,measure,key,value\n")
        try write(layerLines)
        for index in sides.indices { try write(lines(of: index)) }
    }

    private var layerLines: String {
        var lines = LongLines(region: "")
        lines.add("layer_events", coverage.events)
        lines.add("layer_events_compared", coverage.compared)
        lines.add("layer_events_in_several", coverage.shared)
        lines.add("layer_events_elsewhere", coverage.elsewhere)
        for group in UnfiledGroup.allCases {
            lines.add(
                "layer_events_unfiled", key: group.rawValue, coverage.unfiled[group, default: 0])
        }
        return lines.text
    }

    private func lines(of index: Int) -> String {
        let side = sides[index]
        var lines = LongLines(region: side.region.name)
        lines.add("events", side.figures.events)
        lines.add(deathsOf: side.figures)
        lines.add("totals_left_out", side.totalsLeftOut)
        for (measure, named) in [("type", side.types), ("actor", side.actors)] {
            lines.add(by: measure, named)
        }
        for (month, figures) in side.eventsByMonth {
            lines.add("events_by_month", key: month.description, figures.events)
            lines.add(deathsOf: figures, by: "month", key: month.description)
        }
        addRates(of: index, to: &lines)
        addDays(of: side, to: &lines)
        lines.add("places", side.places.count)
        lines.add("places_of_half", side.placesOfHalf)
        lines.add(by: "place", side.places)
        lines.add("events_stating_sources", side.eventsStatingSources)
        lines.add("events_of_one_source", side.eventsOfOneSource)
        for report in side.reports.prefix(Comparison.listLimit) {
            lines.add("events_by_report", key: report.name, report.figures.events)
        }
        for precision in side.geoPrecisions {
            lines.add("events_by_geo_prec", key: precision.name, precision.figures.events)
        }
        return lines.text
    }

    private func addRates(of index: Int, to lines: inout LongLines) {
        let side = sides[index]
        lines.add("population", side.region.population)
        lines.add("population_year", side.region.populationYear)
        lines.add("area_km2", side.areaSquareKilometres)
        for (name, rate) in [
            ("events_per_100000_inhabitants", side.eventsPerHundredThousandInhabitants),
            ("events_per_10000_km2", side.eventsPerTenThousandSquareKilometres),
        ] {
            lines.add(name, rate?.value)
            lines.add(name + "_low", rate?.low)
            lines.add(name + "_high", rate?.high)
        }
        lines.add("deaths_per_100000_inhabitants", side.deathsPerHundredThousandInhabitants)
        let name = reference.region.name
        for (measure, ratio) in [
            ("ratio_by_inhabitants", ratio(of: index, by: \.inhabitants)),
            ("ratio_by_area", ratio(of: index, by: \.areaSquareKilometres)),
        ] {
            lines.add(measure, key: name, ratio?.value)
            lines.add(measure + "_low", key: name, ratio?.low)
            lines.add(measure + "_high", key: name, ratio?.high)
            lines.add(
                measure + "_of_small_counts", key: name, ratio.map { $0.isOfSmallCounts ? 1 : 0 })
        }
    }

    private func addDays(of side: Side, to lines: inout LongLines) {
        lines.add("first_day", text: side.earliest?.description)
        lines.add("last_day", text: side.latest?.description)
        lines.add("busiest_week", text: side.busiestWeek?.week.description)
        lines.add("busiest_week_events", side.busiestWeek?.events)
        lines.add("longest_quiet_first_day", text: side.longestQuiet?.firstDay.description)
        lines.add("longest_quiet_last_day", text: side.longestQuiet?.lastDay.description)
        lines.add("longest_quiet_days", side.longestQuiet?.days)
        lines.add("undated_events", side.undatedEvents)
        lines.add("events_without_exact_day", side.eventsWithoutExactDay)
        lines.add("events_without_month", side.eventsWithoutMonth)
        lines.add("variance_to_mean_of_months", coreMonths.flatMap { side.dispersion(over: $0) })
    }

    /// Writes the table of months that statisticians load: a line a region and month, every month from
    /// the first to the last with an event in any of the regions.
    ///
    /// Columns: region, month, events, deaths_low, deaths_best, deaths_high, and one `events_…` for each
    /// type. Deaths are empty where there are events and none of them states any.
    ///
    /// - Parameter write: Takes the next lines.
    /// - Throws: What `write` throws.
    /// - Complexity: O(*r* · *m* · *t*), regions, months and types.
    public func writePanel<Failure: Error>(
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        let types = types
        try write(
            CSVLine.of(
                ["region", "month", "events", "deaths_low", "deaths_best", "deaths_high"]
                    + types.map { "events_\($0)" }))
        guard let months else { return }
        for side in sides {
            for index in months.lowerBound.index...months.upperBound.index {
                let month = Month(index: index)
                let counts = side.counts.months[month] ?? SideCounts.MonthCounts()
                let toll = counts.figures.toll
                let deaths = [toll.low, toll.best, toll.high].map { deaths in
                    counts.figures.events == 0 ? "0" : deaths.map(String.init) ?? ""
                }
                try write(
                    CSVLine.of(
                        [side.region.name, month.description, String(counts.figures.events)]
                            + deaths + types.map { String(counts.types[$0, default: 0]) }))
            }
        }
    }
}

/// Lines of the long table of one region.
private struct LongLines {
    let region: String
    private(set) var text = ""

    init(region: String) { self.region = region }

    mutating func add(_ measure: String, key: String = "", text value: String?) {
        guard let value else { return }
        text += CSVLine.of([region, measure, key, value])
    }

    mutating func add(_ measure: String, key: String = "", _ value: Int?) {
        add(measure, key: key, text: value.map(String.init))
    }

    mutating func add(_ measure: String, key: String = "", _ value: Double?) {
        add(
            measure, key: key,
            text: value.map { $0.isFinite ? "\(Decimals.tenDigits($0))" : "infinity" })
    }

    mutating func add(deathsOf figures: Figures, by column: String? = nil, key: String = "") {
        let ending = column.map { "_by_\($0)" } ?? ""
        add("deaths_low" + ending, key: key, figures.toll.low)
        add("deaths_best" + ending, key: key, figures.toll.best)
        add("deaths_high" + ending, key: key, figures.toll.high)
        add("events_stating_deaths" + ending, key: key, figures.toll.statingEvents)
    }

    mutating func add(by column: String, _ named: [NamedFigures]) {
        for entry in named.prefix(Comparison.listLimit) {
            add("events_by_\(column)", key: entry.name, entry.figures.events)
            add(deathsOf: entry.figures, by: column, key: entry.name)
        }
    }
}

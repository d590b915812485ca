import SimpleFeatures

extension Comparison {
    /// The comparison as people read it.
    ///
    /// - Parameter marks: What it is drawn with.
    public func sheet(marks: Marks = .unicode) -> ComparisonSheet {
        let sections = [
            eventSection(marks), deathSection, rateSection(marks), timeSection(marks),
            nameSection("Places", \.places, first: placeRows),
            nameSection(
                "Actors", \.actors,
                first: [row("different actors") { Decimals.grouped($0.actors.count) }]),
            sourceSection,
        ]
        return ComparisonSheet(
            title: sides.map(\.region.title).joined(separator: ", "),
            columns: sides.map(\.region.title), sections: sections.filter { !$0.rows.isEmpty },
            remarks: remarks(marks), marks: marks)
    }

    private func row(
        _ label: String, isDrawing: Bool = false, _ cell: (Side) -> String
    ) -> ComparisonSheet.Row {
        ComparisonSheet.Row(label: label, cells: sides.map(cell), isDrawing: isDrawing)
    }

    // MARK: Counts

    private func eventSection(_ marks: Marks) -> ComparisonSheet.Section {
        let most = sides.map(\.figures.events).max() ?? 0
        var rows = [
            row("all") { Decimals.grouped($0.figures.events) },
            row("", isDrawing: true) { side in
                // Bars begin under each other, whatever the cells above.
                let bar = marks.bar(side.figures.events, of: most)
                return bar + String(repeating: " ", count: Marks.barWidth - bar.count)
            },
        ]
        rows += types.prefix(Comparison.listedTypes).map { type in
            row(type) { side in
                Decimals.grouped(side.types.first { $0.name == type }?.figures.events ?? 0)
            }
        }
        let further = types.dropFirst(Comparison.listedTypes)
        if !further.isEmpty {
            let names = Set(further)
            rows.append(
                row(counted(names.count, "further type")) { side in
                    Decimals.grouped(
                        side.types.reduce(0) {
                            $0 + (names.contains($1.name) ? $1.figures.events : 0)
                        })
                })
        }
        return ComparisonSheet.Section(title: "Events", rows: rows)
    }

    private var deathSection: ComparisonSheet.Section {
        var rows = [
            row("all") { $0.figures.toll.best == nil ? "none stated" : $0.figures.toll.words }
        ]
        rows += types.prefix(Comparison.listedTypes).compactMap { type in
            let tolls = sides.map { side in side.types.first { $0.name == type }?.figures.toll }
            guard tolls.contains(where: { $0?.best != nil }) else { return nil }
            return ComparisonSheet.Row(label: type, cells: tolls.map { $0?.words ?? "" })
        }
        rows.append(row("stated by events") { Decimals.grouped($0.figures.toll.statingEvents) })
        if sides.contains(where: { $0.totalsLeftOut > 0 }) {
            rows.append(row("totals left out") { Decimals.grouped($0.totalsLeftOut) })
        }
        return ComparisonSheet.Section(title: "Deaths, low / best / high", rows: rows)
    }

    // MARK: Rates

    private func rateSection(_ marks: Marks) -> ComparisonSheet.Section {
        var rows: [ComparisonSheet.Row] = []
        if sides.contains(where: { $0.inhabitants != nil }) {
            rows += [
                row("inhabitants") { side in
                    guard let population = side.region.population else { return "not known" }
                    let year = side.region.populationYear.map { " (\($0))" } ?? ""
                    return Decimals.grouped(population) + year
                },
                row("events per 100,000") {
                    words(of: $0.eventsPerHundredThousandInhabitants)
                },
                row("  95 % interval") { interval(of: $0.eventsPerHundredThousandInhabitants) },
            ]
            rows += ratioRows(by: \.inhabitants, marks)
            if sides.contains(where: { $0.deathsPerHundredThousandInhabitants != nil }) {
                rows.append(
                    row("deaths (best) per 100,000") {
                        $0.deathsPerHundredThousandInhabitants.map(Comparison.digits) ?? ""
                    })
            }
        }
        rows += [
            row("\(marks.squareKilometres) on the ellipsoid", measuredArea)
        ]
        func statedArea(_ side: Side) -> String {
            side.region.areaBasis == .stated
                ? Decimals.text(side.region.areaSquareKilometres, places: 0) : ""
        }
        // Where both agree, one of them is enough.
        if sides.contains(where: { ![measuredArea($0), ""].contains(statedArea($0)) }) {
            rows.append(row("\(marks.squareKilometres) as stated", statedArea))
        }
        rows += [
            row("events per 10,000 \(marks.squareKilometres)") {
                words(of: $0.eventsPerTenThousandSquareKilometres)
            },
            row("  95 % interval") { interval(of: $0.eventsPerTenThousandSquareKilometres) },
        ]
        rows += ratioRows(by: \.areaSquareKilometres, marks)
        return ComparisonSheet.Section(title: "Rates over the whole time", rows: rows)
    }

    private func measuredArea(_ side: Side) -> String {
        side.areaSquareKilometres.map { Decimals.text($0, places: 0) } ?? ""
    }

    private func words(of rate: Rate?) -> String { rate.map { Comparison.digits($0.value) } ?? "" }

    private func interval(of rate: Rate?) -> String {
        rate.map { "\(Comparison.digits($0.low)) to \(Comparison.digits($0.high))" } ?? ""
    }

    private func ratioRows(
        by denominator: KeyPath<Side, Double?>, _ marks: Marks
    ) -> [ComparisonSheet.Row] {
        let ratios = sides.indices.map { ratio(of: $0, by: denominator) }
        guard ratios.contains(where: { $0 != nil }) else { return [] }
        func cells(_ cell: (RateRatio) -> String) -> [String] {
            sides.indices.map { index in
                index == referenceIndex ? "1" : ratios[index].map(cell) ?? ""
            }
        }
        return [
            ComparisonSheet.Row(
                label: "ratio to \(reference.region.title)",
                cells: cells { ratio in
                    (ratio.value.map { number($0, marks) } ?? "undefined")
                        + (ratio.isOfSmallCounts ? marks.few : "")
                }),
            ComparisonSheet.Row(
                label: "  95 % interval",
                cells: sides.indices.map { index in
                    guard index != referenceIndex, let ratio = ratios[index] else { return "" }
                    return "\(number(ratio.low, marks)) to \(number(ratio.high, marks))"
                }),
        ]
    }

    private func number(_ number: Double, _ marks: Marks) -> String {
        number.isFinite ? Comparison.digits(number) : marks.infinity
    }

    /// A rate with two decimals, or where that shows little with two digits.
    static func digits(_ number: Double) -> String {
        switch number.magnitude {
        case 100...: return Decimals.text(number, places: 0)
        case 10..<100: return Decimals.text(number, places: 1)
        case 0.1..<10, 0: return Decimals.text(number, places: 2)
        case 0.01..<0.1: return Decimals.text(number, places: 3)
        case 0.001..<0.01: return Decimals.text(number, places: 4)
        default: return Decimals.text(number, places: 6)
        }
    }

    // MARK: Time

    private func timeSection(_ marks: Marks) -> ComparisonSheet.Section {
        var rows = [
            row("first day") { $0.earliest?.description ?? "" },
            row("last day") { $0.latest?.description ?? "" },
        ]
        if sides.contains(where: { $0.busiestWeek != nil }) {
            rows += [
                row("busiest week") { side in
                    side.busiestWeek.map { "\($0.week): \(counted($0.events, "event"))" } ?? ""
                },
                row("  from") { $0.busiestWeek?.week.firstDay.description ?? "" },
            ]
        }
        if sides.contains(where: { $0.longestQuiet != nil }) {
            rows += [
                row("longest quiet") { side in
                    side.longestQuiet.map { counted($0.days, "day") } ?? ""
                },
                row("  from, to") { side in
                    side.longestQuiet.map { "\($0.firstDay), \($0.lastDay)" } ?? ""
                },
            ]
        }
        rows.append(
            row("day not known") { Decimals.grouped($0.eventsWithoutExactDay) })
        if sides.contains(where: { $0.eventsWithoutMonth > 0 }) {
            rows.append(
                row("  nor the month") { Decimals.grouped($0.eventsWithoutMonth) })
        }
        rows.append(row("undated") { Decimals.grouped($0.undatedEvents) })
        if let coreMonths {
            rows += monthRows(drawn: coreMonths, marks)
            if coreMonths.count >= Comparison.leastMonthsOfWaves {
                rows.append(
                    row("variance / mean of months") {
                        $0.dispersion(over: coreMonths).map(Comparison.digits) ?? ""
                    })
            }
        }
        return ComparisonSheet.Section(title: "Time", rows: rows)
    }

    // MARK: Names

    private var placeRows: [ComparisonSheet.Row] {
        [
            row("different places") { Decimals.grouped($0.places.count) },
            row("hold half of the events") { Decimals.grouped($0.placesOfHalf) },
        ]
    }

    private func nameSection(
        _ title: String, _ names: KeyPath<Side, [NamedFigures]>, first: [ComparisonSheet.Row]
    ) -> ComparisonSheet.Section {
        let depth = sides.map { min($0[keyPath: names].count, Comparison.topLimit) }.max() ?? 0
        guard depth > 0 else { return ComparisonSheet.Section(title: title) }
        let ranks = (0..<depth).map { rank in
            row("\(rank + 1).") { side in
                let named = side[keyPath: names]
                guard rank < named.count else { return "" }
                return named[rank].name + " " + share(named[rank].figures.events, side)
            }
        }
        return ComparisonSheet.Section(title: title, rows: first + ranks)
    }

    /// A part of a side's events, with its share.
    private func share(_ events: Int, _ side: Side) -> String {
        share(events, of: side.figures.events)
    }

    private func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return Decimals.grouped(part) }
        let percent = Decimals.text(Double(part) * 100 / Double(whole), places: 0)
        return "\(Decimals.grouped(part)) (\(percent) %)"
    }

    private var sourceSection: ComparisonSheet.Section {
        var rows: [ComparisonSheet.Row] = []
        if sides.contains(where: { $0.eventsStatingSources > 0 }) {
            rows.append(
                row("events of one source") {
                    $0.eventsStatingSources == 0
                        ? "" : share($0.eventsOfOneSource, of: $0.eventsStatingSources)
                })
        }
        if sides.contains(where: { !$0.reports.isEmpty }) {
            rows += [
                row("different reports") { Decimals.grouped($0.reports.count) },
                row("most are told by") { side in
                    side.reports.first.map { report in
                        report.figures.events > 1 ? report.name : "none more than one"
                    } ?? ""
                },
                row("  its events") { side in
                    side.reports.first.map { report in
                        report.figures.events > 1 ? share(report.figures.events, side) : ""
                    } ?? ""
                },
            ]
        }
        let found = Set(sides.flatMap { $0.geoPrecisions.map(\.name) })
        if found != ["not stated"] {
            let order = ["exact", "town", "admin2", "admin1", "area", "country", "unknown"]
            let words = order.filter(found.contains) + found.subtracting(order).sorted()
            rows += words.prefix(Comparison.listedTypes).map { word in
                row("place known to: \(word)") { side in
                    Decimals.grouped(
                        side.geoPrecisions.first { $0.name == word }?.figures.events ?? 0)
                }
            }
            let further = Set(words.dropFirst(Comparison.listedTypes))
            if !further.isEmpty {
                rows.append(
                    row("place known to: further words") { side in
                        Decimals.grouped(
                            side.geoPrecisions.reduce(0) {
                                $0 + (further.contains($1.name) ? $1.figures.events : 0)
                            })
                    })
            }
        }
        return ComparisonSheet.Section(title: "Sources and precision", rows: rows)
    }

    private static let listedTypes = 30
}

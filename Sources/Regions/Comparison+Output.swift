public import SimpleFeatures

extension Comparison {
    /// A row a figure, a column a region; what is not known is an empty cell.
    public var table: Table {
        var rows: [[String]] = []
        func add(_ label: String, _ cell: (Side) -> String) {
            rows.append([label] + sides.map(cell))
        }
        add("events") { Decimals.grouped($0.summary.events) }
        for type in typeNames {
            add("  \(type)") { Decimals.grouped($0.summary.eventsByType.count(of: type)) }
        }
        add("deaths low / best / high") { $0.summary.toll.words }
        add("  stated by events") { Decimals.grouped($0.summary.toll.statingEvents) }
        if sides.contains(where: { $0.summary.totalsLeftOut > 0 }) {
            add("  totals left out") { Decimals.grouped($0.summary.totalsLeftOut) }
        }
        add("population") { side in
            guard let population = side.region.population else { return "" }
            let year = side.region.populationYear.map { " (\($0))" } ?? ""
            return Decimals.grouped(population) + year
        }
        add("  events per 100,000 inhabitants") {
            $0.eventsPerHundredThousandInhabitants.map { Decimals.text($0, places: 2) } ?? ""
        }
        add("area in km² (\(areaWords))") {
            Decimals.text($0.region.areaSquareKilometres, places: 0)
        }
        add("  events per 10,000 km²") {
            $0.eventsPerTenThousandSquareKilometres.map { Decimals.text($0, places: 2) } ?? ""
        }
        add("first day") { $0.summary.firstDay.map(\.description) ?? "" }
        add("last day") { $0.summary.lastDay.map(\.description) ?? "" }
        for month in monthNames {
            add("  \(month)") { Decimals.grouped($0.eventsByMonth.count(of: month)) }
        }
        add("  undated") { Decimals.grouped($0.summary.undatedEvents) }
        addRanks("top places", \.topPlaces, to: &rows)
        addRanks("top actors", \.topActors, to: &rows)
        return Table(
            header: [""] + sides.map(\.region.title), rows: rows,
            alignments: [.left] + sides.map { _ in .right })
    }

    /// The comparison as an object for machines.
    public var value: Value {
        .object([
            "regions": .list(
                sides.map { side in
                    let region = side.region
                    let head: Properties = [
                        "name": .text(region.name), "title": .text(region.title),
                    ]
                    let tail: Properties = [
                        "population": Value(region.population),
                        "population_year": Value(region.populationYear),
                        "events_per_100000_inhabitants": Value(
                            side.eventsPerHundredThousandInhabitants),
                        "area_km2": Value(region.areaSquareKilometres),
                        "area_basis": .text(region.areaBasis.rawValue),
                        "events_per_10000_km2": Value(side.eventsPerTenThousandSquareKilometres),
                        "events_by_month": .counts(side.eventsByMonth),
                        "top_places": .ranking(side.topPlaces),
                        "top_actors": .ranking(side.topActors),
                    ]
                    return .object(head.followed(by: side.summary.properties).followed(by: tail))
                })
        ])
    }

    /// The types of all sides: the most frequent over all first, equal ones by name.
    private var typeNames: [String] {
        var totals: [String: Int] = [:]
        for counted in sides.flatMap(\.summary.eventsByType) {
            totals[counted.name, default: 0] += counted.count
        }
        return totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    private var monthNames: [String] {
        Set(sides.flatMap { $0.eventsByMonth.map(\.name) }).sorted()
    }

    private var areaWords: String {
        let bases = Set(sides.map(\.region.areaBasis))
        guard bases.count == 1, let basis = bases.first else { return "stated or measured" }
        return basis == .stated ? "as stated" : "on the ellipsoid"
    }

    private func addRanks(
        _ label: String, _ ranks: KeyPath<Side, [Counted]>, to rows: inout [[String]]
    ) {
        let depth = sides.map { $0[keyPath: ranks].count }.max() ?? 0
        for rank in 0..<depth {
            rows.append(
                [rank == 0 ? label : ""]
                    + sides.map { side in
                        let counted = side[keyPath: ranks]
                        guard rank < counted.count else { return "" }
                        return "\(counted[rank].name) \(Decimals.grouped(counted[rank].count))"
                    })
        }
    }
}

extension [Counted] {
    fileprivate func count(of name: String) -> Int { first { $0.name == name }?.count ?? 0 }
}

extension Value {
    /// Names and counts as a list, whose order means something.
    fileprivate static func ranking(_ counted: [Counted]) -> Value {
        .list(
            counted.map {
                .object(["name": .text($0.name), "events": .integer($0.count)])
            })
    }
}

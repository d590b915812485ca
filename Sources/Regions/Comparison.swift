public import SimpleFeatures

/// Two regions or more, side by side.
public struct Comparison: Sendable {
    /// One region's side.
    public struct Side: Sendable {
        /// The region.
        public let region: Region
        /// Events by type, toll, first and last day.
        public let summary: RegionSummary
        /// Dated events by the month of their first day, "YYYY-MM", in order of time; months
        /// without events are missing.
        public let eventsByMonth: [Counted]
        /// The places with the most events, at most ``Comparison/topLimit``; equal ones by name.
        public let topPlaces: [Counted]
        /// The actors of the most events, at most ``Comparison/topLimit``; equal ones by name.
        public let topActors: [Counted]

        /// Events for 100,000 inhabitants; `nil` where the population is not known or 0.
        public var eventsPerHundredThousandInhabitants: Double? {
            guard let population = region.population, population > 0 else { return nil }
            return Double(summary.events) * 100_000 / Double(population)
        }

        /// Events for 10,000 square kilometres; `nil` where the area is 0.
        public var eventsPerTenThousandSquareKilometres: Double? {
            guard region.areaSquareKilometres > 0 else { return nil }
            return Double(summary.events) * 10_000 / region.areaSquareKilometres
        }

        init(region: Region, facts: [EventFacts]) {
            var (months, places, actors) = (Tally(), Tally(), Tally())
            for fact in facts {
                if let day = fact.firstDay { months.add(String(day.description.prefix(7))) }
                if let place = fact.place { places.add(place) }
                for actor in fact.actors { actors.add(actor) }
            }
            self.region = region
            summary = RegionSummary(facts: facts)
            eventsByMonth = months.ranked.sorted { $0.name < $1.name }
            topPlaces = Array(places.ranked.prefix(Comparison.topLimit))
            topActors = Array(actors.ranked.prefix(Comparison.topLimit))
        }
    }

    /// How many places and actors are named at most.
    public static let topLimit = 5

    /// The regions, in the order in which they were asked for.
    public let sides: [Side]

    /// Compares regions by what was filed in them.
    ///
    /// - Parameters:
    ///   - names: Names, titles or aliases of two different regions or more.
    ///   - set: The set that the features were filed by.
    ///   - features: The features that were filed.
    ///   - filing: Their filing, one answer a feature.
    /// - Throws: ``RegionError`` when a name finds no region, or fewer than two are different.
    /// - Complexity: O(*n* · *k*), *n* the number of features, *k* of regions compared.
    public init(
        of names: [String], in set: RegionSet, features: [Feature], filed filing: Filing
    ) throws(RegionError) {
        precondition(
            filing.answers.count == features.count,
            "\(filing.answers.count) answers for \(features.count) features")
        var wanted: [Int] = []
        for name in names {
            let index = try set.index(named: name)
            if !wanted.contains(index) { wanted.append(index) }
        }
        guard wanted.count >= 2 else { throw .tooFewRegions(names: names) }
        sides = wanted.map { index in
            Side(
                region: set.regions[index],
                facts: filing.features(inRegion: index).map { EventFacts(features[$0]) })
        }
    }
}

public import SimpleFeatures

/// Two regions or more, side by side.
///
/// It is made from counts that events were added to one by one, see ``Accumulator``, so that the
/// events need not be in memory. What each figure means stands in `docs/compare.md`.
public struct Comparison: Sendable {
    /// The short name of the set that the regions are from.
    public let setName: String
    /// The name of the set for headings.
    public let setTitle: String
    /// The regions, in the order in which they were asked for.
    public let sides: [Side]
    /// Which of the sides the rates of the others are divided by.
    public let referenceIndex: Int
    /// What became of all the events.
    public let coverage: Coverage

    /// The side that the rates of the others are divided by.
    public var reference: Side { sides[referenceIndex] }

    /// How many names a table shows of each kind.
    public static let topLimit = 5
    /// How many names machines get of each kind.
    public static let listLimit = 1000

    /// The types of all sides: the most frequent over all first, equal ones by name.
    public var types: [String] {
        var totals: [String: Int] = [:]
        for type in sides.flatMap(\.types) {
            totals[type.name, default: 0] += type.figures.events
        }
        return totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// Compares regions by what was filed in them.
    ///
    /// - Parameters:
    ///   - names: Names, titles or aliases of two different regions or more.
    ///   - reference: The region that the rates of the others are divided by, and which is compared
    ///     as well; `nil` takes the first.
    ///   - set: The set that the features were filed by.
    ///   - features: The features that were filed.
    ///   - filing: Their filing, one answer a feature.
    /// - Throws: ``RegionError`` when a name finds no region, or fewer than two are different.
    /// - Complexity: O(*n* · *k*), *n* the number of features, *k* of regions compared.
    public init(
        of names: [String], to reference: String? = nil, in set: RegionSet, features: [Feature],
        filed filing: Filing
    ) throws(RegionError) {
        precondition(
            filing.answers.count == features.count,
            "\(filing.answers.count) answers for \(features.count) features")
        var accumulator = try Accumulator(
            of: names, to: reference, in: set,
            seesTotals: features.contains { !$0.properties["total_of"].isNull })
        for (feature, answer) in zip(features, filing.answers) {
            accumulator.add(feature, filed: answer)
        }
        self = accumulator.comparison
    }

    fileprivate init(_ accumulator: Accumulator) {
        setName = accumulator.set.name
        setTitle = accumulator.set.title
        referenceIndex = accumulator.referenceIndex
        coverage = accumulator.coverage
        sides = zip(accumulator.wanted, accumulator.counts).map { index, counts in
            Side(region: accumulator.set.regions[index], counts: counts.whole)
        }
    }
}

extension Comparison {
    /// A comparison in the making: takes events in any order, a window of a layer at a time.
    ///
    /// What is kept grows with the months, days and names that come up, and in a layer with totals with
    /// the ids of events; of names of one kind 200,000 are kept at most.
    public struct Accumulator: Sendable {
        fileprivate let set: RegionSet
        fileprivate let wanted: [Int]
        fileprivate let referenceIndex: Int
        fileprivate var counts: [SideCounts]
        fileprivate var coverage = Coverage()
        /// Where a region of the set stands among those compared.
        private let placeOfRegion: [Int: Int]

        /// Begins a comparison without events.
        ///
        /// - Parameters:
        ///   - names: Names, titles or aliases of two different regions or more; of one that is named
        ///     twice the first counts.
        ///   - reference: The region that the rates of the others are divided by; it comes first where
        ///     it is none of the names. `nil` takes the first of them.
        ///   - set: The set that features are filed by.
        ///   - seesTotals: Whether features may have the column `total_of`, which takes the ids of all.
        /// - Throws: ``RegionError`` when a name finds no region, or fewer than two are different.
        public init(
            of names: [String], to reference: String? = nil, in set: RegionSet,
            seesTotals: Bool = true
        ) throws(RegionError) {
            var wanted: [Int] = []
            for name in names {
                let index = try set.index(named: name)
                if !wanted.contains(index) { wanted.append(index) }
            }
            var place = 0
            if let reference {
                let index = try set.index(named: reference)
                if !wanted.contains(index) { wanted.insert(index, at: 0) }
                place = wanted.firstIndex(of: index) ?? 0
            }
            guard wanted.count >= 2 else { throw .tooFewRegions(names: names) }
            self.set = set
            self.wanted = wanted
            referenceIndex = place
            counts = wanted.map { _ in SideCounts(seesTotals: seesTotals) }
            placeOfRegion = Dictionary(uniqueKeysWithValues: zip(wanted, wanted.indices))
        }

        /// Adds an event.
        ///
        /// - Parameters:
        ///   - feature: The event; every column may be missing. Not asked for where none of the regions
        ///     has it.
        ///   - answer: Where it was filed in the set.
        /// - Complexity: O(*k*), *k* the regions it is filed in.
        public mutating func add(
            _ feature: @autoclosure () -> Feature, filed answer: Filing.Answer
        ) {
            let places = answer.regions.compactMap { placeOfRegion[$0] }
            coverage.add(answer, placesCompared: places.count)
            guard !places.isEmpty else { return }
            let event = ComparedEvent(feature())
            for place in places { counts[place].add(event) }
        }

        /// The comparison of the events so far.
        public var comparison: Comparison { Comparison(self) }
    }
}

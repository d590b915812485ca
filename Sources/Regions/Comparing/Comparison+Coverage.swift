extension Comparison {
    /// What became of all the events of a layer, those of no region compared too.
    public struct Coverage: Hashable, Sendable {
        /// How many events there were.
        public private(set) var events = 0
        /// Events in one or more of the regions compared.
        public private(set) var compared = 0
        /// Events in more than one of them, which count in each.
        public private(set) var shared = 0
        /// Events only in other regions of the set.
        public private(set) var elsewhere = 0
        /// Events in no region, by the reason; reasons that never came are missing.
        public private(set) var unfiled: [UnfiledGroup: Int] = [:]

        /// Events that may belong to any of the regions: known too vaguely, or without a place.
        public var undecided: Int { unfiled[.tooVague, default: 0] + unfiled[.noPlace, default: 0] }

        mutating func add(_ answer: Filing.Answer, placesCompared: Int) {
            events += 1
            switch answer {
            case .unfiled(let group): unfiled[group, default: 0] += 1
            case .filed:
                compared += placesCompared > 0 ? 1 : 0
                elsewhere += placesCompared == 0 ? 1 : 0
                shared += placesCompared > 1 ? 1 : 0
            }
        }
    }

    /// The ratio of a region to the reference if all the undecided events were on one side.
    ///
    /// For 100,000 inhabitants, or by area where the inhabitants of one of them are not known.
    ///
    /// - Returns: With all of them in the reference, and with all in the region; `nil` for the
    ///   reference itself, and where it has no events or the denominators are not known.
    public func ratioBounds(of side: Int) -> (low: Double, high: Double)? {
        guard side != referenceIndex else { return nil }
        let (own, other) = (sides[side].figures.events, reference.figures.events)
        let undecided = coverage.undecided
        let denominators = [\Side.inhabitants, \Side.areaSquareKilometres]
        guard other > 0,
            let known = denominators.first(where: { ratio(of: side, by: $0) != nil }),
            let ownDenominator = sides[side][keyPath: known],
            let otherDenominator = reference[keyPath: known]
        else { return nil }
        let factor = otherDenominator / ownDenominator
        return (
            Double(own) / Double(other + undecided) * factor,
            Double(own + undecided) / Double(other) * factor
        )
    }

    /// The rate of a region divided by that of the reference; `nil` for the reference itself and
    /// where a denominator is not known.
    ///
    /// - Parameters:
    ///   - side: Which region.
    ///   - denominator: What events are divided by.
    public func ratio(of side: Int, by denominator: KeyPath<Side, Double?>) -> RateRatio? {
        guard side != referenceIndex else { return nil }
        return RateRatio(
            of: sides[side].figures.events, in: sides[side][keyPath: denominator],
            to: reference.figures.events, in: reference[keyPath: denominator])
    }
}

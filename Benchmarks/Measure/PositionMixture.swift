import Glibc
import SimpleFeatures

/// Made-up positions, spread as those of events are: a fair coin puts each around a town or anywhere.
///
/// Around a town means 20 km away in each direction, normally distributed; anywhere means evenly over
/// the earth's surface between 60° S and 75° N. Seven decimals, as in the files of the peers.
struct PositionMixture {
    private let towns: [Coordinate]

    /// - Parameter towns: At least one.
    init(around towns: [Coordinate]) {
        precondition(!towns.isEmpty, "there is no town to put positions around")
        self.towns = towns
    }

    /// The positions of a seed; fewer of one seed are the first of more.
    func positions(_ count: Int, seed: UInt64) -> [Coordinate] {
        var generator = SplitMix(state: seed)
        var positions: [Coordinate] = []
        positions.reserveCapacity(count)
        for _ in 0..<count {
            positions.append(
                Bool.random(using: &generator)
                    ? positionAroundATown(&generator) : positionAnywhere(&generator))
        }
        return positions
    }

    private func positionAroundATown(_ generator: inout SplitMix) -> Coordinate {
        let town = towns[Int.random(in: 0..<towns.count, using: &generator)]
        // Box, Muller (1958), "A note on the generation of random normal deviates".
        let radius = sqrt(-2 * log(1 - Double.random(in: 0..<1, using: &generator)))
        let angle = Double.random(in: 0..<2 * .pi, using: &generator)
        let degrees = 20 / 111.195 * radius
        let latitude = min(max(town.latitude + degrees * sin(angle), -89.9), 89.9)
        return rounded(
            longitude: town.longitude + degrees * cos(angle) / cos(latitude * .pi / 180),
            latitude: latitude)
    }

    private func positionAnywhere(_ generator: inout SplitMix) -> Coordinate {
        let sine = Double.random(
            in: sin(-60 * .pi / 180)..<sin(75 * .pi / 180), using: &generator)
        return rounded(
            longitude: Double.random(in: -180..<180, using: &generator),
            latitude: asin(sine) * 180 / .pi)
    }

    private func rounded(longitude: Double, latitude: Double) -> Coordinate {
        Coordinate(
            wrappingLongitude: (longitude * 1e7).rounded() / 1e7,
            clampingLatitude: (latitude * 1e7).rounded() / 1e7)
    }
}

/// Numbers that depend on a seed alone.
///
/// - SeeAlso: Steele, Lea, Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

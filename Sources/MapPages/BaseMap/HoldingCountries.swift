import SimpleFeatures
import SpatialIndexing

/// Tells which countries hold positions of a layer.
struct HoldingCountries {
    /// The country of each area; `nil` where the file names none.
    private let countries: [String?]
    private let cornerCounts: [String: Int]
    private let index: AreaIndex

    init(_ areas: [OutlineFile.Area]) {
        countries = areas.map(\.country)
        let shapes = areas.map { Geometry.multiPolygon($0.polygons) }
        var cornerCounts: [String: Int] = [:]
        for (country, shape) in zip(countries, shapes) {
            if let country { cornerCounts[country, default: 0] += shape.positionCount }
        }
        self.cornerCounts = cornerCounts
        index = AreaIndex(shapes)
    }

    /// How many corners a country's border has.
    func cornerCount(of code: String) -> Int { cornerCounts[code, default: 0] }

    /// The countries that hold positions, the one with most places first, then by code.
    ///
    /// Positions of one cell of a grid count as one place, and cells by the first position in them: the
    /// answer chooses outlines to be drawn, and there may be a million events in one town.
    func codes(holding positions: [Coordinate]) -> [String] {
        var counts: [String: Int] = [:]
        for position in HoldingCountries.spread(positions) {
            let held = index.areas(holding: position)
            let seen = Set((held.inside + held.border).compactMap { countries[$0] })
            for code in seen { counts[code, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// How many places are looked for at most.
    private static let mostPlaces = 2000

    /// Positions far from each other, one a cell, of cells as small as their number allows.
    private static func spread(_ positions: [Coordinate]) -> [Coordinate] {
        var chosen = positions
        var degrees = 0.05
        while chosen.count > mostPlaces {
            var cells: Set<SIMD2<Int32>> = []
            chosen = chosen.filter {
                cells.insert(
                    SIMD2(
                        Int32(($0.longitude / degrees).rounded(.down)),
                        Int32(($0.latitude / degrees).rounded(.down)))
                ).inserted
            }
            degrees *= 2
        }
        return chosen
    }
}

import SimpleFeatures

/// Tells which countries hold positions of a layer.
struct HoldingCountries {
    private struct Part {
        let code: String
        let box: Envelope
        let polygon: Polygon
    }

    private let parts: [Part]

    init(_ areas: [OutlineFile.Area]) {
        parts = areas.flatMap { area in
            area.polygons.compactMap { polygon in
                guard let code = area.country, let box = Envelope(polygon.exterior) else {
                    return nil
                }
                return Part(code: code, box: box, polygon: polygon)
            }
        }
    }

    /// How many corners a country's border has.
    func cornerCount(of code: String) -> Int {
        parts.reduce(0) { $0 + ($1.code == code ? $1.polygon.exterior.count : 0) }
    }

    /// The countries that hold positions, the one with most places first, then by code.
    ///
    /// Positions of one cell of a grid count as one place, and cells by the first position in them: the
    /// answer chooses outlines to be drawn, and there may be a million events in one town.
    func codes(holding positions: [Coordinate]) -> [String] {
        var counts: [String: Int] = [:]
        for position in HoldingCountries.spread(positions) {
            var seen: Set<String> = []
            for part in parts where part.box.contains(position) && !seen.contains(part.code) {
                let crossings = part.polygon.rings.reduce(0) {
                    $0 + HoldingCountries.crossings(of: $1, westOf: position)
                }
                if !crossings.isMultiple(of: 2) { seen.insert(part.code) }
            }
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

    private static func crossings(of ring: [Coordinate], westOf position: Coordinate) -> Int {
        var count = 0
        for (one, other) in zip(ring, ring.dropFirst())
        where (one.latitude > position.latitude) != (other.latitude > position.latitude) {
            let share = (position.latitude - one.latitude) / (other.latitude - one.latitude)
            if one.longitude + share * (other.longitude - one.longitude) < position.longitude {
                count += 1
            }
        }
        return count
    }
}

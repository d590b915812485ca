import Gazetteers
import Geodesy
import Geoparsing
import Orthography
import Reports
import SimpleFeatures

/// How many mentions were found and put where the gold standard has them.
///
/// A prediction is right when its words overlap a gold mention's (each counts once, exact spans
/// first, then the larger overlap) and its place lies near the gold one. Predictions on gold
/// mentions without coordinates, on words marked as of no matter, and before the text count
/// neither way.
struct EndToEndScore {
    private(set) var right = 0
    private(set) var predicted = 0
    private(set) var expected = 0

    /// The harmonic mean of precision and recall, 0...1.
    var f1: Double {
        guard predicted + expected > 0 else { return 0 }
        return 2 * Double(right) / Double(predicted + expected)
    }

    /// One report of the gold standard; offsets are code points, ends exclusive.
    struct Gold: Decodable {
        let id: String
        let toponyms: [Toponym]
        let dontCare: [Span]?
        let textStart: Int?

        struct Span: Decodable {
            let start: Int
            let end: Int
        }

        /// A mention; `altLat` and `altLon` are a second place that is right too.
        struct Toponym: Decodable {
            let start: Int
            let end: Int
            let lat: Double?
            let lon: Double?
            let altLat: Double?
            let altLon: Double?
            let toleranceKm: Double?
        }
    }

    /// Adds a report.
    ///
    /// - Parameter kilometres: How far a place may lie from the gold one.
    mutating func add(
        _ parsed: Geoparser.Parsed, against gold: Gold, withinKilometres kilometres: Double
    ) throws {
        let offsets = CodePointOffsets(parsed.report.text.bytes)
        let found = parsed.resolutions.map { resolution in
            let range = resolution.mention.range
            return Found(
                span: offsets.codePoints(
                    before: range.lowerBound)..<offsets.codePoints(before: range.upperBound),
                position: resolution.place?.position)
        }.filter { found in
            found.span.lowerBound >= gold.textStart ?? 0
                && !(gold.dontCare ?? []).contains { found.span.overlaps($0.start..<$0.end) }
        }
        let matches = EndToEndScore.matches(gold.toponyms.map { $0.start..<$0.end }, found)
        var uncounted = 0
        for (goldIndex, foundIndex) in matches {
            let toponym = gold.toponyms[goldIndex]
            guard let positions = try toponym.positions() else {
                uncounted += 1
                continue
            }
            guard let position = found[foundIndex].position else { continue }
            let nearest = positions.map {
                Geodesic.distanceMetres(from: position, to: $0) / 1000
            }.min()
            if let nearest, nearest <= max(kilometres, toponym.toleranceKm ?? 0) { right += 1 }
        }
        predicted += found.count - uncounted
        expected += gold.toponyms.count { $0.lat != nil }
    }

    private struct Found {
        let span: Range<Int>
        let position: Coordinate?
    }

    private static func matches(_ gold: [Range<Int>], _ found: [Found]) -> [(Int, Int)] {
        var pairs: [(gold: Int, found: Int, isExact: Bool, overlap: Int)] = []
        for (goldIndex, span) in gold.enumerated() {
            for (foundIndex, other) in found.enumerated() where span.overlaps(other.span) {
                pairs.append(
                    (goldIndex, foundIndex, span == other.span, span.clamped(to: other.span).count))
            }
        }
        pairs.sort {
            ($0.isExact ? 0 : 1, -$0.overlap, $0.gold, $0.found)
                < ($1.isExact ? 0 : 1, -$1.overlap, $1.gold, $1.found)
        }
        var takenGold: Set<Int> = []
        var takenFound: Set<Int> = []
        var matches: [(Int, Int)] = []
        for pair in pairs where !takenGold.contains(pair.gold) && !takenFound.contains(pair.found) {
            takenGold.insert(pair.gold)
            takenFound.insert(pair.found)
            matches.append((pair.gold, pair.found))
        }
        return matches
    }
}

extension EndToEndScore.Gold.Toponym {
    /// The places that are right; `nil` where the gold standard knows none.
    fileprivate func positions() throws -> [Coordinate]? {
        guard let lat, let lon else { return nil }
        var positions = [try Coordinate(longitude: lon, latitude: lat)]
        if let altLat, let altLon {
            positions.append(try Coordinate(longitude: altLon, latitude: altLat))
        }
        return positions
    }
}

import Glibc
import SimpleFeatures
import SpatialIndexing

/// Measures which areas hold positions, as the peers of the workload `pip` are measured.
///
/// The material is `pts_N.f64`, pairs of longitude and latitude, and `admin1.wkbs`: a count, then
/// each shape as its length and its bytes (OGC Simple Features, well-known binary), all
/// little-endian. Reading the shapes and making the index counts, as it does for the peers.
struct AreaMeasurement {
    private let shapes: [UInt8]
    private let positionCount: Int
    /// The positions in windows, as they come out of a layer.
    private let windows: [[Coordinate]]

    private static let windowLength = 4096

    init(folder: String, count: Int) throws {
        let positions = try IndexMeasurement.positions("\(folder)/pts_\(count).f64")
        positionCount = positions.count
        windows = stride(from: 0, to: positions.count, by: AreaMeasurement.windowLength).map {
            Array(positions[$0..<min($0 + AreaMeasurement.windowLength, positions.count)])
        }
        shapes = try TextFile("\(folder)/admin1.wkbs").bytes
    }

    /// Prints a line each round.
    ///
    /// - Parameter answers: A file for every answer: the numbers of a position and of an area that
    ///   covers it, four bytes each; `nil` for none.
    func run(rounds: Int, answers: String?) throws {
        for _ in 0..<rounds {
            var clock = Clock()
            let areas = try WellKnownBinaries(shapes).geometries()
            let index = AreaIndex(areas)
            var building = clock
            building.stop()
            var counts = [Int](repeating: 0, count: areas.count)
            var hits = AreaHits()
            var (total, sum, first) = (0, 0, 0)
            for window in windows {
                index.search(window, into: &hits)
                for place in window.indices {
                    hits.forEach(at: place) { area, _ in
                        counts[area] += 1
                        total += 1
                        sum += first + place
                    }
                }
                first += window.count
            }
            clock.stop()
            // FNV-1a over the counts, as the peers have it.
            let hash = counts.reduce(1_469_598_103_934_665_603 as UInt64) {
                ($0 ^ UInt64($1)) &* 1_099_511_628_211
            }
            MeasuredLine(
                "pip", peer: "apacheta", count: positionCount, clock: clock,
                operations: positionCount, unit: "points/s"
            ).print([
                "count": total, "idsum": sum, "polyhash": "\"\(hash)\"",
                "build_cpu_s": building.processorSeconds, "index_bytes": index.byteCount,
                "rss_mb": try ProcessMemory().peak >> 20,
            ])
            if let answers { try write(index, to: answers) }
        }
    }

    private func write(_ index: AreaIndex, to path: String) throws {
        guard let stream = unsafe fopen(path, "wb") else {
            throw MeasureError("\(path): cannot be written")
        }
        defer { unsafe fclose(stream) }
        var hits = AreaHits()
        var first: UInt32 = 0
        for window in windows {
            index.search(window, into: &hits)
            var pairs: [UInt32] = []
            for place in window.indices {
                hits.forEach(at: place) { area, _ in
                    pairs += [first + UInt32(place), UInt32(area)]
                }
            }
            first += UInt32(window.count)
            guard unsafe fwrite(pairs, 4, pairs.count, stream) == pairs.count else {
                throw MeasureError("\(path): cannot be written")
            }
        }
    }
}

/// Polygons in well-known binary, little-endian.
private struct WellKnownBinaries {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func geometries() throws -> [Geometry] {
        var reading = self
        return try (0..<reading.count()).map { _ in
            _ = try reading.count()
            return .multiPolygon(try reading.polygons())
        }
    }

    private mutating func polygons() throws -> [Polygon] {
        place += 1
        switch try count() {
        case 3:
            let rings = try (0..<count()).map { _ in
                try (0..<count()).map { _ in
                    try Coordinate(longitude: number(), latitude: number())
                }
            }
            return [Polygon(exterior: rings.first ?? [], interiors: Array(rings.dropFirst()))]
        case 6: return try (0..<count()).flatMap { _ in try polygons() }
        case let kind: throw MeasureError("expected polygons, found the shape \(kind)")
        }
    }

    private mutating func count() throws -> Int { Int(try value(UInt32.self)) }

    private mutating func number() throws -> Double { try value(Double.self) }

    private mutating func value<Number>(_ type: Number.Type) throws -> Number
    where Number: BitwiseCopyable {
        let end = place + MemoryLayout<Number>.size
        guard end <= bytes.count else { throw MeasureError("the shapes end in their middle") }
        defer { place = end }
        return unsafe bytes.withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: place, as: type)
        }
    }
}

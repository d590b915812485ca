import Geodesy
import Glibc
import SimpleFeatures
import SpatialIndexing

/// Measures the index on the workloads that its peers are measured on, one JSON line for each.
///
/// The material is pairs of longitude and latitude and boxes, all of them little-endian numbers of
/// double precision: `pts_N.f64`, `q_pts.f64`, `q_box_N_{s10,s1000,s1pct}.f64`. The lines have the
/// fields of the peers': seconds of wall and CPU time for all operations, and counts and sums of
/// what was answered, so that a faster wrong answer shows.
struct IndexMeasurement {
    private let folder: String
    private let count: Int
    private let peer: String
    private let kernels: Kernels
    private let positions: [Coordinate]
    private let queries: [Coordinate]

    init(folder: String, count: Int) throws {
        self.folder = folder
        self.count = count
        (peer, kernels) = try IndexMeasurement.contender()
        positions = try IndexMeasurement.positions("\(folder)/pts_\(count).f64")
        queries = try IndexMeasurement.positions("\(folder)/q_pts.f64")
    }

    /// The program and the loops that it searches by: those for this processor, or what
    /// APACHETA_PROCESSOR names.
    private static func contender() throws -> (peer: String, kernels: Kernels) {
        guard let variable = unsafe getenv("APACHETA_PROCESSOR") else {
            return ("apacheta", .best)
        }
        let name = unsafe String(cString: variable)
        guard let processor = Kernels.Processor.allCases.first(where: { "\($0)" == name }),
            let kernels = Kernels(for: processor)
        else { throw MeasureError("APACHETA_PROCESSOR is '\(name)', which this machine is not") }
        return (processor == .any ? "apacheta, plain x86-64" : "apacheta, \(name)", kernels)
    }

    private static func numbers(_ file: String) throws -> [Double] {
        guard let stream = unsafe fopen(file, "rb") else {
            throw MeasureError("\(file): cannot be read")
        }
        defer { unsafe fclose(stream) }
        unsafe fseek(stream, 0, SEEK_END)
        let count = unsafe ftell(stream) / 8
        unsafe rewind(stream)
        return unsafe [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe fread(buffer.baseAddress, 8, count, stream)
        }
    }

    /// The positions of a file of pairs of longitude and latitude.
    static func positions(_ file: String) throws -> [Coordinate] {
        let numbers = try numbers(file)
        return try stride(from: 0, to: numbers.count - 1, by: 2).map {
            try Coordinate(longitude: numbers[$0], latitude: numbers[$0 + 1])
        }
    }

    private func windows(_ name: String) throws -> [Envelope] {
        let edges = try IndexMeasurement.numbers("\(folder)/q_box_\(count)_\(name).f64")
        return try stride(from: 0, to: edges.count - 3, by: 4).map {
            try Envelope(
                west: edges[$0], south: edges[$0 + 1], east: edges[$0 + 2], north: edges[$0 + 3])
        }
    }

    func run(rounds: Int) throws {
        for _ in 0..<rounds {
            let before = try ProcessMemory()
            try ProcessMemory.forgetPeak()
            var clock = Clock()
            let tree = PackedRTree(positions, builtBy: kernels)
            clock.stop()
            let after = try ProcessMemory()
            line("build", clock, operations: count, unit: "points/s").print([
                "rss_mb": Double(after.peak) / 1_048_576,
                "delta_mb": Double(after.resident - before.resident) / 1e6,
                "peak_delta_mb": Double(after.peak - before.resident) / 1e6,
                "bytes": tree.byteCount,
            ])
            for name in ["s10", "s1000", "s1pct"] where wants("bbox_\(name)") {
                let windows = try windows(name)
                measureOnes("bbox_\(name)", windows) { tree.search($0, into: &$1) }
            }
            for (suffix, figure) in [("", EarthFigure.sphere), ("_wgs84", .ellipsoid)] {
                if wants("knn10\(suffix)") { measureNearest("knn10\(suffix)", tree, figure) }
                guard wants("within50\(suffix)") else { continue }
                measureOnes("within50\(suffix)", queries) {
                    tree.search(within: 50_000, of: $0, on: figure, into: &$1)
                }
            }
        }
    }

    /// Whether a workload is measured: all are, or the one that ONLY names.
    private func wants(_ name: String) -> Bool {
        guard let only = unsafe getenv("ONLY") else { return true }
        return unsafe String(cString: only) == name
    }

    private func measureOnes<Query>(
        _ name: String, _ queries: [Query], _ search: (Query, inout Answers) -> Void
    ) {
        var answers = Answers()
        var total = 0
        var sum = 0
        var clock = Clock()
        for query in queries {
            search(query, &answers)
            total += answers.count
            answers.forEach { sum &+= $0 }
        }
        clock.stop()
        line(name, clock, operations: queries.count)
            .print(["nq": queries.count, "count": total, "idsum": sum])
    }

    private func measureNearest(_ name: String, _ tree: PackedRTree, _ figure: EarthFigure) {
        var sum = 0
        var metres = 0.0
        var clock = Clock()
        for query in queries {
            for neighbour in tree.nearest(10, to: query, on: figure) {
                sum += neighbour.index
                metres += neighbour.distanceMetres
            }
        }
        clock.stop()
        line(name, clock, operations: queries.count)
            .print(["nq": queries.count, "idsum": sum, "dsum_km": metres / 1000])
        sum = 0
        clock = Clock()
        for neighbours in tree.nearest(10, to: queries, on: figure) {
            for neighbour in neighbours { sum += neighbour.index }
        }
        clock.stop()
        line(name, clock, operations: queries.count, peer: "\(peer), one batch")
            .print(["nq": queries.count, "idsum": sum])
    }

    private func line(
        _ name: String, _ clock: Clock, operations: Int, unit: String = "queries/s",
        peer: String? = nil
    ) -> MeasuredLine {
        MeasuredLine(
            name, peer: peer ?? self.peer, count: count, clock: clock, operations: operations,
            unit: unit)
    }
}

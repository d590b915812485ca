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
    private let positions: [Coordinate]
    private let queries: [Coordinate]

    init(folder: String, count: Int) throws {
        self.folder = folder
        self.count = count
        peer = "apacheta"
        positions = try IndexMeasurement.positions("\(folder)/pts_\(count).f64")
        queries = try IndexMeasurement.positions("\(folder)/q_pts.f64")
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

    private static func positions(_ file: String) throws -> [Coordinate] {
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
            let before = ResidentMemory.now
            var clock = Clock()
            let tree = PackedRTree(positions)
            clock.stop()
            print(
                "build", clock, operations: count, unit: "points/s",
                [
                    ("rss_mb", "\(ResidentMemory.peakMegabytes)"),
                    ("delta_mb", "\(ResidentMemory.now - before)"),
                    ("bytes", "\(tree.byteCount)"),
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
        print(
            name, clock, operations: queries.count, unit: "queries/s",
            [("nq", "\(queries.count)"), ("count", "\(total)"), ("idsum", "\(sum)")])
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
        print(
            name, clock, operations: queries.count, unit: "queries/s",
            [("nq", "\(queries.count)"), ("idsum", "\(sum)"), ("dsum_km", "\(metres / 1000)")])
        sum = 0
        clock = Clock()
        for neighbours in tree.nearest(10, to: queries, on: figure) {
            for neighbour in neighbours { sum += neighbour.index }
        }
        clock.stop()
        print(
            name, clock, operations: queries.count, unit: "queries/s",
            [("nq", "\(queries.count)"), ("idsum", "\(sum)")], peer: "\(peer), one batch")
    }

    private func print(
        _ name: String, _ clock: Clock, operations: Int, unit: String,
        _ others: [(String, String)], peer: String? = nil
    ) {
        var fields = [
            ("name", "\"\(name)\""), ("peer", "\"\(peer ?? self.peer)\""), ("n", "\(count)"),
            ("seconds", "\(clock.wallSeconds)"), ("cpu_s", "\(clock.processorSeconds)"),
            ("rate", "\(Double(operations) / clock.wallSeconds)"), ("unit", "\"\(unit)\""),
        ]
        fields += others
        Swift.print("{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}")
    }
}

/// Wall and processor time.
private struct Clock {
    private(set) var wallSeconds = Clock.now(CLOCK_MONOTONIC)
    private(set) var processorSeconds = Clock.now(CLOCK_PROCESS_CPUTIME_ID)

    mutating func stop() {
        wallSeconds = Clock.now(CLOCK_MONOTONIC) - wallSeconds
        processorSeconds = Clock.now(CLOCK_PROCESS_CPUTIME_ID) - processorSeconds
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The memory of this process.
private enum ResidentMemory {
    /// Megabytes that are in memory now.
    static var now: Double {
        guard let stream = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(stream) }
        var line = [CChar](repeating: 0, count: 128)
        guard unsafe fgets(&line, 127, stream) != nil else { return 0 }
        let text = String(
            decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
        return pages * 4096 / 1e6
    }

    static var peakMegabytes: Double {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}

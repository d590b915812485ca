import FileMapping
import Geodesy
import Glibc
import SimpleFeatures
import SpatialIndexing

/// Measures an index in a file: building and writing it, and what questions cost and read.
///
/// Each workload is asked in a file of which no page is in memory (*cold*), in one that is there but
/// whose pages are to be checked (*unchecked*), and again (*warm*). Answers must be those of the tree
/// in memory.
struct IndexFileMeasurement {
    private static let queryCount = 10_000
    /// How many questions are asked cold one by one, each of a file that is dropped before.
    private static let loneCount = 20

    private let path: String
    private let count: Int
    private let mixture: PositionMixture
    private let queries: [Coordinate]

    init(path: String, count: Int, towns: [Coordinate]) {
        self.path = path
        self.count = count
        mixture = PositionMixture(around: towns)
        queries = mixture.positions(IndexFileMeasurement.queryCount, seed: 2)
    }

    func run() throws {
        // What is in memory is gone before the file is asked.
        let (windows, expected) = try build()
        for (workload, expected) in zip(Workload.all(windows), expected) {
            try measureLone(workload)
            try forgetFile()
            let file = try MappedFile(path)
            let left = residentPages(of: file)
            let tree = try PackedRTree(file)
            try measure(workload, of: tree, "cold", expected, file: file, left: left)
            try measure(workload, of: PackedRTree(file), "unchecked", expected, file: file)
            try measure(workload, of: tree, "warm", expected, file: file)
            if let fault = tree.fault { throw fault }
        }
    }

    /// Writes the file.
    ///
    /// - Returns: Windows with about ten answers around the queries, and each workload's answers.
    private func build() throws -> ([Envelope], [AnswerSum]) {
        let positions = mixture.positions(count, seed: 1)
        let before = try ProcessMemory()
        try ProcessMemory.forgetPeak()
        var clock = Clock()
        let tree = PackedRTree(positions)
        clock.stop()
        let after = try ProcessMemory()
        line("build", clock, operations: count, unit: "points/s").print([
            "peak_mb": Double(after.peak) / 1e6,
            "peak_delta_mb": Double(after.peak - before.resident) / 1e6,
            "bytes": tree.byteCount,
        ])
        clock = Clock()
        try write(tree)
        clock.stop()
        line("write", clock, operations: tree.sectionByteCount, unit: "bytes/s")
            .print(["bytes": tree.sectionByteCount])
        let windows = try queries.map { query in
            let metres = tree.nearest(10, to: query).last?.distanceMetres ?? 0
            return try window(around: query, metres: metres * Double.pi.squareRoot() / 2)
        }
        let expected = Workload.all(windows).map { workload in
            var clock = Clock()
            let sum = workload.ask(tree, queries, queries.indices)
            clock.stop()
            line("\(workload.name) memory", clock, operations: queries.count)
                .print(["count": sum.count, "idsum": sum.numbers])
            return sum
        }
        return (windows, expected)
    }

    /// A window of the area of a circle has as many answers; it ends at the antimeridian.
    private func window(around centre: Coordinate, metres: Double) throws -> Envelope {
        let height = metres / 111_195
        let width = height / max(0.01, cos(centre.latitude * .pi / 180))
        return try Envelope(
            west: max(-180, centre.longitude - width), south: max(-90, centre.latitude - height),
            east: min(180, centre.longitude + width), north: min(90, centre.latitude + height))
    }

    private func write(_ tree: PackedRTree) throws {
        guard let stream = unsafe fopen(path, "wb") else {
            throw MeasureError("\(path): cannot be written")
        }
        var isWritten = true
        unsafe tree.write { piece in
            let count = unsafe fwrite(piece.baseAddress, 1, piece.count, stream)
            isWritten = isWritten && count == piece.count
        }
        // A page that is still to be written cannot be dropped.
        isWritten = unsafe fflush(stream) == 0 && fsync(fileno(stream)) == 0 && isWritten
        guard unsafe fclose(stream) == 0, isWritten else {
            throw MeasureError("\(path): cannot be written")
        }
    }

    private func forgetFile() throws {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw MeasureError("\(path): cannot be read") }
        defer { close(descriptor) }
        guard posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) == 0 else {
            throw MeasureError("\(path): the system does not drop its pages")
        }
    }

    /// How many pages of a file are in memory, in whichever process.
    private func residentPages(of file: MappedFile) -> Int {
        let pageSize = sysconf(Int32(_SC_PAGESIZE))
        var pages = [UInt8](repeating: 0, count: (file.count + pageSize - 1) / pageSize)
        let failed = unsafe mincore(
            UnsafeMutableRawPointer(mutating: file.bytes.baseAddress), file.count, &pages)
        precondition(failed == 0, "a file is mapped from a page's beginning on")
        return pages.count { $0 & 1 == 1 }
    }

    private func measure(
        _ workload: Workload, of tree: PackedRTree, _ state: String, _ expected: AnswerSum,
        file: MappedFile, left: Int = 0
    ) throws {
        var clock = Clock()
        let sum = workload.ask(tree, queries, queries.indices)
        clock.stop()
        guard sum == expected else {
            throw MeasureError("\(workload.name), \(state): \(sum), expected \(expected)")
        }
        line("\(workload.name) \(state)", clock, operations: queries.count).print([
            "count": sum.count, "idsum": sum.numbers,
            "pages": residentPages(of: file), "pages_left": left,
        ])
    }

    /// Asks single questions, each of a file that nothing was read of, opening it included.
    private func measureLone(_ workload: Workload) throws {
        for place in 0..<IndexFileMeasurement.loneCount {
            try forgetFile()
            var clock = Clock()
            let file = try MappedFile(path)
            let tree = try PackedRTree(file)
            clock.stop()
            let opening = clock.wallSeconds
            let pagesOfOpening = residentPages(of: file)
            clock = Clock()
            let sum = workload.ask(tree, queries, place..<place + 1)
            clock.stop()
            line("\(workload.name) lone", clock, operations: 1).print([
                "count": sum.count, "pages": residentPages(of: file) - pagesOfOpening,
                "open_s": opening, "open_pages": pagesOfOpening,
            ])
        }
    }

    private func line(
        _ name: String, _ clock: Clock, operations: Int, unit: String = "queries/s"
    ) -> MeasuredLine {
        MeasuredLine(
            name, peer: "apacheta", count: count, clock: clock, operations: operations, unit: unit)
    }
}

/// What is asked.
private enum Workload {
    case nearest
    case within
    case windows([Envelope])

    static func all(_ windows: [Envelope]) -> [Workload] { [.nearest, .within, .windows(windows)] }

    var name: String {
        switch self {
        case .nearest: "knn10_wgs84"
        case .within: "within50_wgs84"
        case .windows: "bbox_s10"
        }
    }

    /// Asks for a range of the queries, one after the other.
    func ask(_ tree: PackedRTree, _ queries: [Coordinate], _ range: Range<Int>) -> AnswerSum {
        var sum = AnswerSum()
        var answers = Answers()
        for place in range {
            switch self {
            case .nearest:
                for neighbour in tree.nearest(10, to: queries[place]) { sum.add(neighbour.index) }
                continue
            case .within: tree.search(within: 50_000, of: queries[place], into: &answers)
            case .windows(let windows): tree.search(windows[place], into: &answers)
            }
            answers.forEach { sum.add($0) }
        }
        return sum
    }
}

/// How many answers there were, and the sum of their numbers.
private struct AnswerSum: Equatable {
    private(set) var count = 0
    private(set) var numbers = 0

    mutating func add(_ number: Int) {
        count += 1
        numbers += number
    }
}

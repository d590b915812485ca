import SimpleFeatures

/// Reads a shape from well-known binary, whoever wrote it.
///
/// Both ways of writing numbers, those of OGC 06-103r4 for heights and measures (1001, 2001, 3001) and
/// the flags that PostGIS sets instead. What follows longitude and latitude is passed over.
///
/// - SeeAlso: OGC 06-103r4, section 8.2, "Well-known Binary Representation for Geometry".
@safe struct WKBReader {
    /// Why bytes are no shape that can be read.
    struct Fault: Error {
        /// The byte, counted from 0.
        let place: Int
        let found: String
        let expected: String
    }

    /// What one kind of shape says of all its positions.
    private struct Head {
        let kind: WKBKind
        /// Numbers of a position.
        let numbers: Int
        let isLittleEndian: Bool
    }

    private let bytes: UnsafeRawBufferPointer
    private let limits: ReadingLimits
    /// Where the next byte stands.
    private(set) var place: Int
    /// How many positions were read.
    private(set) var positionCount = 0
    /// How many positions had more than two numbers.
    private(set) var heightCount = 0
    /// How many rings were closed.
    private(set) var closedRingCount = 0
    /// How many points without coordinates there were.
    private(set) var emptyPointCount = 0

    /// - Parameters:
    ///   - bytes: Where the shape stands; they must stay as long as this value.
    ///   - start: Its first byte.
    ///   - limits: Depth to refuse.
    init(_ bytes: UnsafeRawBufferPointer, at start: Int, limits: ReadingLimits) {
        unsafe self.bytes = bytes
        self.limits = limits
        place = start
    }

    /// Reads a shape.
    ///
    /// - Returns: `nil` for a point without coordinates, which a ``Geometry`` cannot be.
    mutating func read(depth: Int = 1) throws(Fault) -> Geometry? {
        guard depth <= limits.depth else {
            throw fault("geometries more than \(limits.depth) deep", "\(limits.depth) at most")
        }
        let head = try readHead()
        switch head.kind {
        case .point:
            return try readPoint(head).map { .point($0) }
        case .lineString:
            return .lineString(try readLine(head))
        case .polygon: return .polygon(try readPolygon(head))
        case .multiPoint:
            let points = try members(of: head, depth: depth)
            return .multiPoint(
                points.compactMap { if case .point(let position) = $0 { position } else { nil } })
        case .multiLineString:
            let lines = try members(of: head, depth: depth)
            return .multiLineString(
                lines.compactMap { if case .lineString(let line) = $0 { line } else { nil } })
        case .multiPolygon:
            let polygons = try members(of: head, depth: depth)
            return .multiPolygon(
                polygons.compactMap { if case .polygon(let polygon) = $0 { polygon } else { nil } })
        case .collection: return .collection(try members(of: head, depth: depth))
        }
    }

    private func fault(_ found: String, _ expected: String, at place: Int? = nil) -> Fault {
        Fault(place: place ?? self.place, found: found, expected: expected)
    }

    // MARK: Kinds

    private mutating func readHead() throws(Fault) -> Head {
        let start = place
        let order = try readByte()
        guard order <= 1 else {
            throw fault("a byte order of \(order)", "0 or 1", at: start)
        }
        let isLittleEndian = order == 1
        let code = try readCount(isLittleEndian)
        // PostGIS sets flags: a height, a measure, the number of a reference system behind.
        let hasSystem = code & 0x2000_0000 != 0
        var numbers = 2 + (code & 0x8000_0000 != 0 ? 1 : 0) + (code & 0x4000_0000 != 0 ? 1 : 0)
        if hasSystem { _ = try readCount(isLittleEndian) }
        let plain = code & 0x0FFF_FFFF
        switch plain / 1000 {
        case 0: break
        case 1, 2: numbers = 3
        case 3: numbers = 4
        default: throw unknown(plain, at: start)
        }
        guard let kind = WKBKind(rawValue: plain % 1000) else { throw unknown(plain, at: start) }
        return Head(kind: kind, numbers: numbers, isLittleEndian: isLittleEndian)
    }

    private func unknown(_ code: UInt32, at start: Int) -> Fault {
        let names: [UInt32: String] = [
            8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve",
            12: "MultiSurface", 13: "Curve", 14: "Surface", 15: "PolyhedralSurface", 16: "TIN",
            17: "Triangle",
        ]
        let name = names[code % 1000].map { "the kind \($0)" } ?? "the unknown kind \(code)"
        return fault(
            "a geometry of \(name)",
            "one of Point, LineString, Polygon, their Multi kinds or GeometryCollection", at: start)
    }

    /// The shapes of which one is made; those of a Multi kind are all of its single kind.
    private mutating func members(of head: Head, depth: Int) throws(Fault) -> [Geometry] {
        let start = place
        // The shortest of all is one without parts: its head and their number.
        let count = try readCount(head.isLittleEndian, ofAtLeast: 9)
        var members: [Geometry] = []
        members.reserveCapacity(count)
        for _ in 0..<count {
            let place = place
            guard let member = try read(depth: depth + 1) else { continue }
            let isFit: Bool
            switch (head.kind, member) {
            case (.multiPoint, .point), (.multiLineString, .lineString),
                (.multiPolygon, .polygon), (.collection, _):
                isFit = true
            default: isFit = false
            }
            guard isFit else {
                throw fault(
                    "a \(member.kindName) in one of many", "members of its own kind", at: place)
            }
            members.append(member)
        }
        assert(place >= start)
        return members
    }

    private mutating func readPoint(_ head: Head) throws(Fault) -> Coordinate? {
        try check(head.numbers * 8)
        let longitude = number(at: place, head.isLittleEndian)
        let latitude = number(at: place + 8, head.isLittleEndian)
        if longitude.isNaN, latitude.isNaN {
            place += head.numbers * 8
            emptyPointCount += 1
            return nil
        }
        return try readPositions(1, head).first
    }

    private mutating func readLine(_ head: Head) throws(Fault) -> [Coordinate] {
        let start = place
        let positions = try readRun(head)
        guard positions.count != 1 else {
            throw fault("a line of one position", "two or more", at: start)
        }
        return positions
    }

    private mutating func readPolygon(_ head: Head) throws(Fault) -> Polygon {
        let count = try readCount(head.isLittleEndian, ofAtLeast: 4)
        var rings: [[Coordinate]] = []
        rings.reserveCapacity(count)
        for _ in 0..<count {
            let start = place
            var ring = try readRun(head)
            if ring.isEmpty { continue }
            if let first = ring.first, first != ring.last || ring.count == 1 {
                ring.append(first)
                closedRingCount += 1
            }
            guard ring.count >= 4 else {
                throw fault(
                    "a ring of \(ring.count) positions",
                    "four or more, the first repeated as the last", at: start)
            }
            rings.append(ring)
        }
        return Polygon(exterior: rings.first ?? [], interiors: Array(rings.dropFirst()))
    }

    // MARK: Positions

    private mutating func readRun(_ head: Head) throws(Fault) -> [Coordinate] {
        let count = try readCount(head.isLittleEndian, ofAtLeast: head.numbers * 8)
        return try readPositions(count, head)
    }

    private mutating func readPositions(
        _ count: Int, _ head: Head
    ) throws(Fault) -> [Coordinate] {
        var positions: [Coordinate] = []
        positions.reserveCapacity(count)
        for _ in 0..<count {
            let longitude = number(at: place, head.isLittleEndian)
            let latitude = number(at: place + 8, head.isLittleEndian)
            do throws(CoordinateError) {
                positions.append(try Coordinate(longitude: longitude, latitude: latitude))
            } catch {
                switch error {
                case .longitude(let found):
                    throw fault("longitude \(found)", "degrees in -180...180")
                case .latitude(let found):
                    let swapped =
                        found.magnitude <= 180 ? " (are longitude and latitude swapped?)" : ""
                    throw fault(
                        "latitude \(found)", "degrees in -90...90\(swapped)", at: place + 8)
                }
            }
            place += head.numbers * 8
        }
        positionCount += count
        if head.numbers > 2 { heightCount += count }
        return positions
    }

    // MARK: Bytes

    private func check(_ count: Int) throws(Fault) {
        let left = unsafe bytes.count - place
        guard count <= left else {
            throw fault("\(left) bytes to the end", "\(count)")
        }
    }

    private mutating func readByte() throws(Fault) -> UInt8 {
        try check(1)
        defer { place += 1 }
        return unsafe bytes[place]
    }

    private mutating func readCount(_ isLittleEndian: Bool) throws(Fault) -> UInt32 {
        try check(4)
        defer { place += 4 }
        let number = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        return isLittleEndian ? UInt32(littleEndian: number) : UInt32(bigEndian: number)
    }

    /// A number of things that follow.
    ///
    /// - Parameter size: The least that each takes, so that there is room for no more than there can
    ///   be.
    private mutating func readCount(
        _ isLittleEndian: Bool, ofAtLeast size: Int
    ) throws(Fault) -> Int {
        let start = place
        let count = Int(try readCount(isLittleEndian))
        let left = unsafe bytes.count - place
        guard count <= left / size else {
            throw fault(
                "\(count) parts in \(left) bytes", "\(left / size) at most", at: start)
        }
        return count
    }

    private func number(at place: Int, _ isLittleEndian: Bool) -> Double {
        let bits = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        return Double(
            bitPattern: isLittleEndian ? UInt64(littleEndian: bits) : UInt64(bigEndian: bits))
    }
}

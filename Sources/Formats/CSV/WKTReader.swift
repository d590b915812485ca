import SimpleFeatures

/// Reads a shape as well-known text: the seven kinds, in two dimensions or more, with a reference
/// system in front or without one (`SRID=4326;`).
///
/// - SeeAlso: OGC 06-103r4, *Simple Feature Access, Part 1*, section 7.
@safe struct WKTReader {
    /// What is wrong with a text, at one of its bytes.
    struct Fault: Error {
        let offset: Int
        let found: String
        let expected: String
    }

    private let bytes: UnsafeRawBufferPointer
    private let depthLimit: Int
    private var place = 0
    /// How many positions were read.
    private(set) var positionCount = 0
    private(set) var positionLimit: Int
    /// How many positions had more than two numbers.
    private(set) var heights = 0
    /// How many rings were closed.
    private(set) var openRings = 0
    /// How many points were empty.
    private(set) var emptyPoints = 0

    /// - Parameters:
    ///   - bytes: The text; it stays where it is.
    ///   - depth: How deep collections may stand in each other.
    ///   - positions: How many positions there may be.
    init(_ bytes: UnsafeRawBufferPointer, depth: Int, positions: Int) {
        unsafe self.bytes = unsafe bytes
        depthLimit = depth
        positionLimit = positions
    }

    /// Reads the shape.
    ///
    /// - Returns: `nil` for `POINT EMPTY`, which a ``Geometry`` cannot be.
    /// - Throws: ``Fault`` when the text is no shape, or has more behind it.
    mutating func read() throws(Fault) -> Geometry? {
        try skipReferenceSystem()
        let geometry = try readGeometry(depth: 1)
        skipSpace()
        guard unsafe place == (bytes.count) else { throw fault("the end of the shape") }
        return geometry
    }

    private mutating func skipReferenceSystem() throws(Fault) {
        skipSpace()
        let start = place
        guard word() == "SRID" else {
            place = start
            return
        }
        try take(UInt8(ascii: "="), "'='")
        let number = place
        guard let system = unsafe WrittenNumber(token()).real, system == 4326 || system == 0 else {
            place = number
            throw fault("4326, the reference system of WGS 84")
        }
        try take(UInt8(ascii: ";"), "';'")
    }

    private mutating func readGeometry(depth: Int) throws(Fault) -> Geometry? {
        skipSpace()
        let start = place
        guard depth <= depthLimit else {
            throw fault("\(depthLimit) collections in each other at most")
        }
        var kind = word()
        // `POINTZ` is written too.
        for suffix in ["ZM", "Z", "M"]
        where kind.hasSuffix(suffix) && kind.count > suffix.count + 4 {
            kind.removeLast(suffix.count)
            break
        }
        guard WKTReader.kinds.contains(kind) else {
            place = start
            throw fault("a shape as well-known text, such as POINT (-68.15 -16.5)")
        }
        skipSpace()
        let behindKind = place
        let dimensions = word()
        if !["Z", "M", "ZM"].contains(dimensions) { place = behindKind }
        if isEmptyNext() { return empty(kind) }
        switch kind {
        case "POINT":
            let positions = try readPositions()
            guard positions.count == 1, let position = positions.first else {
                place = start
                throw fault("a point of one position")
            }
            return .point(position)
        case "LINESTRING": return .lineString(try readLine())
        case "POLYGON": return .polygon(try readPolygon())
        case "MULTIPOINT": return .multiPoint(try readPoints())
        case "MULTILINESTRING":
            var lines: [[Coordinate]] = []
            try readMembers { (reader) throws(Fault) in
                lines.append(reader.isEmptyNext() ? [] : try reader.readLine())
            }
            return .multiLineString(lines)
        case "MULTIPOLYGON":
            var polygons: [Polygon] = []
            try readMembers { (reader) throws(Fault) in
                polygons.append(
                    reader.isEmptyNext() ? Polygon(exterior: []) : try reader.readPolygon())
            }
            return .multiPolygon(polygons)
        default:
            var members: [Geometry] = []
            try readMembers { (reader) throws(Fault) in
                if let member = try reader.readGeometry(depth: depth + 1) { members.append(member) }
            }
            return .collection(members)
        }
    }

    private static let kinds: Set<String> = [
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
    ]

    private mutating func empty(_ kind: String) -> Geometry? {
        switch kind {
        case "POINT":
            emptyPoints += 1
            return nil
        case "LINESTRING": return .lineString([])
        case "POLYGON": return .polygon(Polygon(exterior: []))
        case "MULTIPOINT": return .multiPoint([])
        case "MULTILINESTRING": return .multiLineString([])
        case "MULTIPOLYGON": return .multiPolygon([])
        default: return .collection([])
        }
    }

    // MARK: Parts

    /// Reads what stands in parentheses with commas between.
    private mutating func readMembers(
        _ readMember: (inout WKTReader) throws(Fault) -> Void
    ) throws(Fault) {
        try take(UInt8(ascii: "("), "'('")
        while true {
            try readMember(&self)
            skipSpace()
            if next == UInt8(ascii: ",") {
                place += 1
                continue
            }
            try take(UInt8(ascii: ")"), "',' or ')'")
            return
        }
    }

    private mutating func readPolygon() throws(Fault) -> Polygon {
        var rings: [[Coordinate]] = []
        try readMembers { (reader) throws(Fault) in
            if !reader.isEmptyNext() { rings.append(try reader.readRing()) }
        }
        return Polygon(exterior: rings.first ?? [], interiors: Array(rings.dropFirst()))
    }

    private mutating func readRing() throws(Fault) -> [Coordinate] {
        skipSpace()
        let start = place
        var ring = try readPositions()
        if let first = ring.first, first != ring.last || ring.count == 1 {
            ring.append(first)
            openRings += 1
        }
        guard ring.count >= 4 else {
            throw Fault(
                offset: start, found: "a ring of \(ring.count) positions",
                expected: "four or more, the first repeated as the last")
        }
        return ring
    }

    private mutating func readLine() throws(Fault) -> [Coordinate] {
        skipSpace()
        let start = place
        let line = try readPositions()
        guard line.count > 1 else {
            throw Fault(offset: start, found: "a line of one position", expected: "two or more")
        }
        return line
    }

    private mutating func readPositions() throws(Fault) -> [Coordinate] {
        var positions: [Coordinate] = []
        try readMembers { (reader) throws(Fault) in positions.append(try reader.readPosition()) }
        return positions
    }

    /// Points with parentheses around each or without.
    private mutating func readPoints() throws(Fault) -> [Coordinate] {
        var positions: [Coordinate] = []
        try readMembers { (reader) throws(Fault) in
            reader.skipSpace()
            if reader.isEmptyNext() {
                reader.emptyPoints += 1
            } else if reader.next == UInt8(ascii: "(") {
                reader.place += 1
                positions.append(try reader.readPosition())
                try reader.take(UInt8(ascii: ")"), "')'")
            } else {
                positions.append(try reader.readPosition())
            }
        }
        return positions
    }

    private mutating func readPosition() throws(Fault) -> Coordinate {
        skipSpace()
        let start = place
        let longitude = try readNumber()
        let latitude = try readNumber()
        var count = 2
        skipSpace()
        while count < 4, let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: ")") {
            // A height may be no number at all.
            let text = unsafe String(decoding: token(), as: UTF8.self).lowercased()
            guard Double(text) != nil else { throw fault("a number") }
            count += 1
            skipSpace()
        }
        if count > 2 { heights += 1 }
        positionCount += 1
        guard positionCount <= positionLimit else {
            throw Fault(
                offset: start, found: "more positions than a file may have",
                expected: "\(positionLimit) at most")
        }
        do throws(CoordinateError) {
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            throw Fault(offset: start, found: error.found, expected: error.expected)
        }
    }

    private mutating func readNumber() throws(Fault) -> Double {
        skipSpace()
        let start = place
        guard let number = unsafe WrittenNumber(token()).real else {
            place = start
            throw fault("a number of degrees")
        }
        return number
    }

    // MARK: Words

    private var next: UInt8? { unsafe place < (bytes.count) ? unsafe bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { place += 1 }
    }

    /// Reads letters, as capitals; none where no letter stands, and 30 at most.
    private mutating func word() -> String {
        skipSpace()
        let start = place
        while let byte = next, (byte | 0x20) &- UInt8(ascii: "a") < 26, place - start < 30 {
            place += 1
        }
        return unsafe String(decoding: bytes[start..<place], as: UTF8.self).uppercased()
    }

    /// Reads up to a space, a comma, a semicolon or a parenthesis.
    private mutating func token() -> UnsafeRawBufferPointer {
        skipSpace()
        let start = place
        while let byte = next, byte > 0x20, !",;()".utf8.contains(byte) { place += 1 }
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<place])
    }

    private mutating func isEmptyNext() -> Bool {
        let start = place
        if word() == "EMPTY" { return true }
        place = start
        return false
    }

    private mutating func take(_ byte: UInt8, _ expected: String) throws(Fault) {
        skipSpace()
        guard next == byte else { throw fault(expected) }
        place += 1
    }

    private func fault(_ expected: String) -> Fault {
        let rest = unsafe bytes[min(place, bytes.count)...].prefix(24)
        // A character that was cut is no character.
        let text = unsafe String(decoding: rest, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
        return Fault(
            offset: place, found: text.isEmpty ? "the end of the shape" : "'\(text)'",
            expected: expected)
    }
}

extension CoordinateError {
    /// What stands where a position should.
    var found: String {
        switch self {
        case .longitude(let found): return "longitude \(found)"
        case .latitude(let found): return "latitude \(found)"
        }
    }

    /// What should stand there.
    var expected: String {
        switch self {
        case .longitude: return "degrees in -180...180"
        case .latitude(let found):
            let swapped = found.magnitude <= 180 ? " (are longitude and latitude swapped?)" : ""
            return "degrees in -90...90\(swapped)"
        }
    }
}

import SimpleFeatures

/// Shapes as the bytes that a GeoPackage has for them: a header and well-known binary.
///
/// - SeeAlso: OGC 12-128r17, 2.1.3, "Geometry Encoding"; OGC 06-103r4, section 8, for well-known
///   binary.
enum GeoPackageBlob {
    /// How many bytes a point has.
    static let pointCount = 29

    /// The bytes of a point at 0, 0, into which others are written.
    static let pointTemplate: [UInt8] = {
        var bytes = header(envelope: nil, isEmpty: false)
        append(.point(Coordinate(uncheckedLongitude: 0, latitude: 0)), to: &bytes)
        return bytes
    }()

    /// The bytes of a shape other than a point; what is not empty has its envelope in front.
    static func bytes(of geometry: Geometry, envelope: Envelope?) -> [UInt8] {
        if case .point = geometry {
            var bytes = header(envelope: nil, isEmpty: false)
            append(geometry, to: &bytes)
            return bytes
        }
        var bytes = header(envelope: envelope, isEmpty: envelope == nil)
        append(geometry, to: &bytes)
        return bytes
    }

    private static func header(envelope: Envelope?, isEmpty: Bool) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "G"), UInt8(ascii: "P"), 0]
        // Little-endian; bits 1 to 3 tell of the envelope, bit 4 of a shape without positions.
        bytes.append(1 | (envelope == nil ? 0 : 1 << 1) | (isEmpty ? 1 << 4 : 0))
        append(UInt32(GeoPackage.referenceSystem), to: &bytes)
        if let envelope {
            for edge in [envelope.west, envelope.east, envelope.south, envelope.north] {
                append(edge.bitPattern, to: &bytes)
            }
        }
        return bytes
    }

    private static func append(_ geometry: Geometry, to bytes: inout [UInt8]) {
        func begin(_ kind: WKBKind) {
            bytes.append(1)
            append(kind.rawValue, to: &bytes)
        }
        func begin(_ kind: WKBKind, _ count: Int) {
            begin(kind)
            append(UInt32(truncatingIfNeeded: count), to: &bytes)
        }
        switch geometry {
        case .point(let position):
            begin(.point)
            append(position, to: &bytes)
        case .lineString(let positions):
            begin(.lineString)
            append(positions, to: &bytes)
        case .polygon(let polygon):
            // A polygon without positions has no rings rather than one without positions.
            let rings = polygon.rings.filter { !$0.isEmpty }
            begin(.polygon, rings.count)
            for ring in rings { append(ring, to: &bytes) }
        case .multiPoint(let positions):
            begin(.multiPoint, positions.count)
            for position in positions { append(.point(position), to: &bytes) }
        case .multiLineString(let lines):
            begin(.multiLineString, lines.count)
            for line in lines { append(.lineString(line), to: &bytes) }
        case .multiPolygon(let polygons):
            begin(.multiPolygon, polygons.count)
            for polygon in polygons { append(.polygon(polygon), to: &bytes) }
        case .collection(let members):
            begin(.collection, members.count)
            for member in members { append(member, to: &bytes) }
        }
    }

    private static func append(_ positions: [Coordinate], to bytes: inout [UInt8]) {
        append(UInt32(truncatingIfNeeded: positions.count), to: &bytes)
        for position in positions { append(position, to: &bytes) }
    }

    private static func append(_ position: Coordinate, to bytes: inout [UInt8]) {
        append(position.longitude.bitPattern, to: &bytes)
        append(position.latitude.bitPattern, to: &bytes)
    }

    private static func append<Number: FixedWidthInteger>(
        _ number: Number, to bytes: inout [UInt8]
    ) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }
}

/// What a shape is, as well-known binary numbers it.
enum WKBKind: UInt32 {
    case point = 1
    case lineString, polygon, multiPoint, multiLineString, multiPolygon, collection
}

import SimpleFeatures

extension OutputBuffer {
    /// Writes a position as the hexadecimal digits of extended well-known binary, in WGS 84.
    ///
    /// - Parameters:
    ///   - position: What to write.
    ///   - decimals: What degrees are rounded to; as they are when `nil`.
    /// - SeeAlso: PostGIS documentation, "OpenGIS WKB and WKT".
    mutating func write(hexadecimal position: Coordinate, decimals: Int?) {
        // Little-endian, a point with a reference system, EPSG:4326.
        write("0101000020E6100000" as StaticString)
        writeHexadecimal(position, decimals)
    }

    /// Writes a shape as the hexadecimal digits of extended well-known binary, in WGS 84.
    ///
    /// - Parameters:
    ///   - geometry: Rings closed.
    ///   - decimals: What degrees are rounded to; as they are when `nil`.
    mutating func write(hexadecimal geometry: Geometry, decimals: Int?) {
        writeHead(geometry, flags: 0x2000_0000)
        writeHexadecimal(4326, bytes: 4)
        writeBody(geometry, decimals)
    }

    private mutating func writeHead(_ geometry: Geometry, flags: UInt64) {
        write("01" as StaticString)
        let kind: UInt64
        switch geometry {
        case .point: kind = 1
        case .lineString: kind = 2
        case .polygon: kind = 3
        case .multiPoint: kind = 4
        case .multiLineString: kind = 5
        case .multiPolygon: kind = 6
        case .collection: kind = 7
        }
        writeHexadecimal(kind | flags, bytes: 4)
    }

    private mutating func writeBody(_ geometry: Geometry, _ decimals: Int?) {
        switch geometry {
        case .point(let position): writeHexadecimal(position, decimals)
        case .lineString(let positions): writeList(positions, decimals)
        case .polygon(let polygon):
            let rings = polygon.exterior.isEmpty ? [] : polygon.rings
            writeHexadecimal(UInt64(rings.count), bytes: 4)
            for ring in rings { writeList(ring, decimals) }
        case .multiPoint(let positions): writeMembers(positions.map { .point($0) }, decimals)
        case .multiLineString(let lines): writeMembers(lines.map { .lineString($0) }, decimals)
        case .multiPolygon(let polygons): writeMembers(polygons.map { .polygon($0) }, decimals)
        case .collection(let members): writeMembers(members, decimals)
        }
    }

    private mutating func writeMembers(_ members: [Geometry], _ decimals: Int?) {
        writeHexadecimal(UInt64(members.count), bytes: 4)
        for member in members {
            writeHead(member, flags: 0)
            writeBody(member, decimals)
        }
    }

    private mutating func writeList(_ positions: [Coordinate], _ decimals: Int?) {
        writeHexadecimal(UInt64(positions.count), bytes: 4)
        for position in positions { writeHexadecimal(position, decimals) }
    }

    private mutating func writeHexadecimal(_ position: Coordinate, _ decimals: Int?) {
        writeHexadecimal(OutputBuffer.bits(of: position.longitude, decimals), bytes: 8)
        writeHexadecimal(OutputBuffer.bits(of: position.latitude, decimals), bytes: 8)
    }

    private static func bits(of degrees: Double, _ decimals: Int?) -> UInt64 {
        guard let decimals else { return degrees.bitPattern }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return ((degrees * scale).rounded() / scale).bitPattern
    }

    /// Writes the digits of a number, its lowest byte first.
    private mutating func writeHexadecimal(_ number: UInt64, bytes: Int) {
        unsafe write(atMost: 16) { cursor in
            var cursor = unsafe cursor
            var rest = number
            for _ in 0..<bytes {
                let high = UInt8(truncatingIfNeeded: rest >> 4) & 15
                let low = UInt8(truncatingIfNeeded: rest) & 15
                unsafe cursor[0] = high < 10 ? 48 + high : 55 + high
                unsafe cursor[1] = low < 10 ? 48 + low : 55 + low
                unsafe cursor += 2
                rest >>= 8
            }
            return unsafe cursor
        }
    }
}

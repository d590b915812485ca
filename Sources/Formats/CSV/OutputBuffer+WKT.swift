import SimpleFeatures

extension OutputBuffer {
    /// Writes a shape as well-known text.
    ///
    /// - Parameters:
    ///   - geometry: Rings closed.
    ///   - decimals: Digits after the point at most, in 0...7.
    /// - SeeAlso: OGC 06-103r4, *Simple Feature Access, Part 1*, section 7.
    mutating func write(wellKnownText geometry: Geometry, decimals: Int) {
        switch geometry {
        case .point(let position):
            write("POINT ")
            write(part: [position], decimals)
        case .lineString(let positions):
            write("LINESTRING ")
            write(part: positions, decimals)
        case .polygon(let polygon):
            write("POLYGON ")
            write(rings: polygon, decimals)
        case .multiPoint(let positions):
            write("MULTIPOINT ")
            writeList(positions) { $0.write(part: [$1], decimals) }
        case .multiLineString(let lines):
            write("MULTILINESTRING ")
            writeList(lines) { $0.write(part: $1, decimals) }
        case .multiPolygon(let polygons):
            write("MULTIPOLYGON ")
            writeList(polygons) { $0.write(rings: $1, decimals) }
        case .collection(let members):
            write("GEOMETRYCOLLECTION ")
            writeList(members) { $0.write(wellKnownText: $1, decimals: decimals) }
        }
    }

    private mutating func write(rings polygon: Polygon, _ decimals: Int) {
        if polygon.exterior.isEmpty {
            write("EMPTY")
        } else {
            writeList(polygon.rings) { $0.write(part: $1, decimals) }
        }
    }

    private mutating func write(part positions: [Coordinate], _ decimals: Int) {
        writeList(positions) { output, position in
            output.write(degrees: position.longitude, decimals: decimals)
            output.write(byte: UInt8(ascii: " "))
            output.write(degrees: position.latitude, decimals: decimals)
        }
    }

    private mutating func writeList<Member>(
        _ members: [Member], _ writeMember: (inout OutputBuffer, Member) -> Void
    ) {
        guard !members.isEmpty else {
            write("EMPTY")
            return
        }
        var separator: UInt8 = UInt8(ascii: "(")
        for member in members {
            write(byte: separator)
            if separator == UInt8(ascii: ",") { write(byte: UInt8(ascii: " ")) }
            writeMember(&self, member)
            separator = UInt8(ascii: ",")
        }
        write(byte: UInt8(ascii: ")"))
    }
}

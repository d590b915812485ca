import SimpleFeatures

extension KMLFeatureWriter {
    /// Writes a point.
    @inline(__always)
    func write(_ position: Coordinate, to xml: inout XMLOutput) {
        xml.write("<Point><coordinates>")
        writePosition(position, to: &xml)
        xml.write("</coordinates></Point>")
    }

    /// Writes a shape as KML wants it; an empty one is left out.
    func write(_ geometry: Geometry, to xml: inout XMLOutput) {
        guard !geometry.positions.isEmpty else { return }
        switch geometry {
        case .point(let position): write(position, to: &xml)
        case .lineString(let positions):
            xml.write("<LineString><tessellate>1</tessellate>")
            write(positions, to: &xml)
            xml.write("</LineString>")
        case .polygon(let polygon):
            xml.write("<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing>")
            write(polygon.exterior, to: &xml)
            xml.write("</LinearRing></outerBoundaryIs>")
            for ring in polygon.interiors {
                xml.write("<innerBoundaryIs><LinearRing>")
                write(ring, to: &xml)
                xml.write("</LinearRing></innerBoundaryIs>")
            }
            xml.write("</Polygon>")
        case .multiPoint(let positions): write(positions.map { .point($0) }, to: &xml)
        case .multiLineString(let lines): write(lines.map { .lineString($0) }, to: &xml)
        case .multiPolygon(let polygons): write(polygons.map { .polygon($0) }, to: &xml)
        case .collection(let members): write(members, to: &xml)
        }
    }

    private func write(_ members: [Geometry], to xml: inout XMLOutput) {
        xml.write("<MultiGeometry>")
        for member in members { write(member, to: &xml) }
        xml.write("</MultiGeometry>")
    }

    private func write(_ positions: [Coordinate], to xml: inout XMLOutput) {
        xml.write("<coordinates>")
        for (index, position) in positions.enumerated() {
            if index > 0 { xml.write(" ") }
            writePosition(position, to: &xml)
        }
        xml.write("</coordinates>")
    }

    @inline(__always)
    private func writePosition(_ position: Coordinate, to xml: inout XMLOutput) {
        let precision = options.precision
        unsafe xml.buffer.write(atMost: 40) { cursor in
            let comma = unsafe Digits.write(
                degrees: position.longitude, decimals: precision, to: cursor)
            unsafe comma.pointee = UInt8(ascii: ",")
            return unsafe Digits.write(
                degrees: position.latitude, decimals: precision, to: comma + 1)
        }
    }
}

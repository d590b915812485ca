import CGEOS
import SimpleFeatures

extension GEOSGeometry {
    /// The shape as a value.
    ///
    /// An empty point, which our values do not know, is an empty set of points; a bare ring is a
    /// line.
    ///
    /// - Parameter function: The name of the function that made the shape, for the error.
    /// - Throws: ``TopologyError`` when GEOS fails, or answers with a position off the earth.
    /// - Complexity: O(*n*), *n* the number of positions.
    func value(from function: String) throws(TopologyError) -> Geometry {
        unsafe try GEOSReading(context: context, function: function).value(of: pointer)
    }
}

/// Reads shapes that GEOS made; `function` is the one that made them.
private struct GEOSReading {
    let context: GEOSContext
    let function: String

    func value(of pointer: OpaquePointer) throws(TopologyError) -> Geometry {
        let kind = unsafe GEOSGeomTypeId_r(context.handle, pointer)
        guard kind >= 0 else { throw context.failure(of: "GEOSGeomTypeId_r") }
        switch GEOSGeomTypes(UInt32(kind)) {
        case GEOS_POINT:
            let positions = unsafe try positions(of: pointer)
            return positions.first.map(Geometry.point) ?? .multiPoint([])
        case GEOS_LINESTRING, GEOS_LINEARRING:
            return .lineString(unsafe try positions(of: pointer))
        case GEOS_POLYGON:
            return .polygon(unsafe try polygon(of: pointer))
        case GEOS_MULTIPOINT:
            return .multiPoint(
                unsafe try members(of: pointer) { member throws(TopologyError) in
                    unsafe try positions(of: member)
                }.flatMap { $0 })
        case GEOS_MULTILINESTRING:
            return .multiLineString(
                unsafe try members(of: pointer) { member throws(TopologyError) in
                    unsafe try positions(of: member)
                })
        case GEOS_MULTIPOLYGON:
            return .multiPolygon(
                unsafe try members(of: pointer) { member throws(TopologyError) in
                    unsafe try polygon(of: member)
                })
        case GEOS_GEOMETRYCOLLECTION:
            return .collection(
                unsafe try members(of: pointer) { member throws(TopologyError) in
                    unsafe try value(of: member)
                })
        default:
            throw .kind(function: function, number: Int(kind))
        }
    }

    private func members<Member>(
        of pointer: OpaquePointer, _ read: (OpaquePointer) throws(TopologyError) -> Member
    ) throws(TopologyError) -> [Member] {
        let count = unsafe GEOSGetNumGeometries_r(context.handle, pointer)
        guard count >= 0 else { throw context.failure(of: "GEOSGetNumGeometries_r") }
        var answers: [Member] = []
        answers.reserveCapacity(Int(count))
        for index in 0..<count {
            guard let member = unsafe GEOSGetGeometryN_r(context.handle, pointer, index) else {
                throw context.failure(of: "GEOSGetGeometryN_r")
            }
            answers.append(unsafe try read(member))
        }
        return answers
    }

    private func polygon(of pointer: OpaquePointer) throws(TopologyError) -> Polygon {
        guard let exterior = unsafe GEOSGetExteriorRing_r(context.handle, pointer) else {
            throw context.failure(of: "GEOSGetExteriorRing_r")
        }
        let count = unsafe GEOSGetNumInteriorRings_r(context.handle, pointer)
        guard count >= 0 else { throw context.failure(of: "GEOSGetNumInteriorRings_r") }
        var interiors: [[Coordinate]] = []
        for index in 0..<count {
            guard let ring = unsafe GEOSGetInteriorRingN_r(context.handle, pointer, index) else {
                throw context.failure(of: "GEOSGetInteriorRingN_r")
            }
            interiors.append(unsafe try positions(of: ring))
        }
        return Polygon(exterior: unsafe try positions(of: exterior), interiors: interiors)
    }

    private func positions(of pointer: OpaquePointer) throws(TopologyError) -> [Coordinate] {
        guard let sequence = unsafe GEOSGeom_getCoordSeq_r(context.handle, pointer) else {
            throw context.failure(of: "GEOSGeom_getCoordSeq_r")
        }
        var count: UInt32 = 0
        guard unsafe GEOSCoordSeq_getSize_r(context.handle, sequence, &count) == 1 else {
            throw context.failure(of: "GEOSCoordSeq_getSize_r")
        }
        var numbers = [Double](repeating: 0, count: Int(count) * 2)
        let copied = unsafe numbers.withUnsafeMutableBufferPointer { buffer in
            unsafe GEOSCoordSeq_copyToBuffer_r(
                context.handle, sequence, buffer.baseAddress, 0, 0)
        }
        guard copied == 1 else { throw context.failure(of: "GEOSCoordSeq_copyToBuffer_r") }
        var positions: [Coordinate] = []
        positions.reserveCapacity(Int(count))
        for index in 0..<Int(count) {
            positions.append(try position(numbers[index * 2], numbers[index * 2 + 1]))
        }
        return positions
    }

    /// A computed position, rounding beyond the edge of the plane taken back.
    private func position(
        _ longitude: Double, _ latitude: Double
    ) throws(TopologyError) -> Coordinate {
        // 1e-9 degrees is a tenth of a millimetre: a computed crossing on the antimeridian or a
        // pole may round that far out; anything further is an answer that must not be kept.
        let rounding = 1e-9
        func settled(_ number: Double, _ limit: Double) -> Double {
            number.magnitude > limit && number.magnitude <= limit + rounding
                ? (number < 0 ? -limit : limit) : number
        }
        do throws(CoordinateError) {
            return try Coordinate(
                longitude: settled(longitude, 180), latitude: settled(latitude, 90))
        } catch { throw .answer(function: function, error) }
    }
}

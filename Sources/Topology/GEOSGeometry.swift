import CGEOS
import SimpleFeatures

/// A shape in GEOS' memory, freed once; it keeps its context alive.
@safe struct GEOSGeometry: ~Copyable {
    let context: GEOSContext
    let pointer: OpaquePointer

    /// Takes over what a C function returned.
    ///
    /// - Parameters:
    ///   - pointer: The function's answer, owned by the caller; `nil` when the function failed.
    ///   - function: The function's name, for the error.
    ///   - context: The context of the call.
    /// - Throws: ``TopologyError`` with the message of GEOS when there is no answer.
    @unsafe init(
        owning pointer: OpaquePointer?, from function: String, in context: GEOSContext
    ) throws(TopologyError) {
        guard let pointer = unsafe pointer else { throw context.failure(of: function) }
        self.context = context
        unsafe self.pointer = unsafe pointer
    }

    /// Copies a shape into GEOS' memory.
    ///
    /// - Parameters:
    ///   - shape: Any shape, empty ones included; its rings closed and of four positions or more.
    ///   - context: The context that the copy will hold on to.
    /// - Throws: ``TopologyError`` when a ring or line is not one, when collections are nested
    ///   deeper than ``Geometry/nestingLimit``, or when GEOS has no memory.
    /// - Complexity: O(*n*), *n* the number of positions.
    init(_ shape: Geometry, in context: GEOSContext) throws(TopologyError) {
        self.context = context
        unsafe pointer = unsafe try context.copied(shape)
    }

    deinit { unsafe GEOSGeom_destroy_r(context.handle, pointer) }
}

extension GEOSContext {
    /// Copies a shape into GEOS' memory; the caller frees the answer, and before the context.
    ///
    /// - Throws: ``TopologyError`` as the initializer of ``GEOSGeometry`` does.
    @unsafe func copied(_ shape: Geometry) throws(TopologyError) -> OpaquePointer {
        if let problem = try shape.structureProblem() { throw .structure(problem) }
        return unsafe try made(from: shape)
    }

    private func made(from shape: Geometry) throws(TopologyError) -> OpaquePointer {
        switch shape {
        case .point(let position):
            return unsafe try checked(
                GEOSGeom_createPointFromXY_r(handle, position.longitude, position.latitude),
                "GEOSGeom_createPointFromXY_r")
        case .lineString(let positions):
            return unsafe try madeLine(positions)
        case .polygon(let polygon):
            return unsafe try madePolygon(polygon)
        case .multiPoint(let positions):
            return unsafe try madeCollection(GEOS_MULTIPOINT, of: positions.map(Geometry.point))
        case .multiLineString(let lines):
            return unsafe try madeCollection(
                GEOS_MULTILINESTRING, of: lines.map(Geometry.lineString))
        case .multiPolygon(let polygons):
            return unsafe try madeCollection(
                GEOS_MULTIPOLYGON, of: polygons.map(Geometry.polygon))
        case .collection(let members):
            return unsafe try madeCollection(GEOS_GEOMETRYCOLLECTION, of: members)
        }
    }

    private func madeLine(_ positions: [Coordinate]) throws(TopologyError) -> OpaquePointer {
        // GEOS owns the sequence from the call on, even where it fails.
        let sequence = unsafe try madeSequence(positions)
        return unsafe try checked(
            GEOSGeom_createLineString_r(handle, sequence), "GEOSGeom_createLineString_r")
    }

    private func madePolygon(_ polygon: Polygon) throws(TopologyError) -> OpaquePointer {
        if polygon.exterior.isEmpty {
            return unsafe try checked(
                GEOSGeom_createEmptyPolygon_r(handle), "GEOSGeom_createEmptyPolygon_r")
        }
        var rings = unsafe try madeMembers(polygon.rings) { ring throws(TopologyError) in
            let sequence = unsafe try madeSequence(ring)
            return unsafe try checked(
                GEOSGeom_createLinearRing_r(handle, sequence), "GEOSGeom_createLinearRing_r")
        }
        let shell = unsafe rings.removeFirst()
        let count = UInt32(unsafe rings.count)
        // GEOS owns the shell and the holes from the call on, even where it fails.
        let answer = unsafe rings.withUnsafeMutableBufferPointer { holes in
            unsafe GEOSGeom_createPolygon_r(handle, shell, holes.baseAddress, count)
        }
        return unsafe try checked(answer, "GEOSGeom_createPolygon_r")
    }

    private func madeCollection(
        _ kind: GEOSGeomTypes, of shapes: [Geometry]
    ) throws(TopologyError) -> OpaquePointer {
        let number = Int32(kind.rawValue)
        if shapes.isEmpty {
            return unsafe try checked(
                GEOSGeom_createEmptyCollection_r(handle, number),
                "GEOSGeom_createEmptyCollection_r")
        }
        var members = unsafe try madeMembers(shapes) { shape throws(TopologyError) in
            unsafe try made(from: shape)
        }
        let count = UInt32(unsafe members.count)
        // GEOS owns the members from the call on, even where it fails.
        let answer = unsafe members.withUnsafeMutableBufferPointer { members in
            unsafe GEOSGeom_createCollection_r(handle, number, members.baseAddress, count)
        }
        return unsafe try checked(answer, "GEOSGeom_createCollection_r")
    }

    /// Builds each member; where one fails, frees those before it, which nothing else owns yet.
    private func madeMembers<Member>(
        _ members: [Member], _ make: (Member) throws(TopologyError) -> OpaquePointer
    ) throws(TopologyError) -> [OpaquePointer?] {
        var pointers: [OpaquePointer?] = unsafe []
        unsafe pointers.reserveCapacity(members.count)
        for member in members {
            do throws(TopologyError) {
                unsafe pointers.append(unsafe try make(member))
            } catch {
                unsafe pointers.forEach { unsafe GEOSGeom_destroy_r(handle, $0) }
                throw error
            }
        }
        return unsafe pointers
    }

    /// Copies positions into a sequence that the next call takes over.
    private func madeSequence(_ positions: [Coordinate]) throws(TopologyError) -> OpaquePointer {
        let limit = Int(Int32.max)
        guard positions.count <= limit else {
            throw .size(positions: positions.count, limit: limit)
        }
        var numbers: [Double] = []
        numbers.reserveCapacity(positions.count * 2)
        for position in positions {
            numbers.append(position.longitude)
            numbers.append(position.latitude)
        }
        let answer = unsafe numbers.withUnsafeBufferPointer { buffer in
            unsafe GEOSCoordSeq_copyFromBuffer_r(
                handle, buffer.baseAddress, UInt32(positions.count), 0, 0)
        }
        return unsafe try checked(answer, "GEOSCoordSeq_copyFromBuffer_r")
    }

    private func checked(
        _ pointer: OpaquePointer?, _ function: String
    ) throws(TopologyError) -> OpaquePointer {
        guard let pointer = unsafe pointer else { throw failure(of: function) }
        return unsafe pointer
    }
}

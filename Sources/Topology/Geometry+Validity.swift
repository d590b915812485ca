import CGEOS
public import SimpleFeatures

extension Geometry {
    /// Whether the shape keeps the rules of OGC Simple Features.
    ///
    /// - Throws: ``TopologyError`` when GEOS fails or collections are nested too deep; a shape
    ///   that is merely wrong is `false`.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public func isValid() throws(TopologyError) -> Bool { try validityProblem() == nil }

    /// The first thing that is wrong with the shape.
    ///
    /// Open rings and rings of fewer than four positions are found as well, which GEOS itself
    /// would not even take.
    ///
    /// - Returns: The reason, its position and the ring that lies nearest to it; `nil` for a valid
    ///   shape. Empty shapes are valid.
    /// - Throws: ``TopologyError`` when GEOS fails or collections are nested too deep.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    /// - SeeAlso: OGC 06-103r4, "Simple feature access", section 6.1.11.
    public func validityProblem() throws(TopologyError) -> ValidityProblem? {
        if let problem = try structureProblem() { return problem }
        switch self {
        case .polygon(let polygon) where ValidityProof.holds(of: [polygon]): return nil
        case .multiPolygon(let polygons) where ValidityProof.holds(of: polygons): return nil
        default: break
        }
        return try problemFoundByGEOS()
    }

    /// What GEOS says of a shape whose rings and lines are such.
    func problemFoundByGEOS() throws(TopologyError) -> ValidityProblem? {
        let context = try GEOSContext()
        let shape = try GEOSGeometry(self, in: context)
        var reason: UnsafeMutablePointer<CChar>?
        var place: OpaquePointer?
        let answer = unsafe GEOSisValidDetail_r(
            context.handle, shape.pointer, 0, &reason, &place)
        defer { unsafe GEOSFree_r(context.handle, reason) }
        guard answer == 0 || answer == 1 else {
            throw context.failure(of: "GEOSisValidDetail_r")
        }
        if answer == 1 { return nil }
        var position: Coordinate?
        if let place = unsafe place {
            let point = unsafe try GEOSGeometry(
                owning: place, from: "GEOSisValidDetail_r", in: context)
            position = try point.value(from: "GEOSisValidDetail_r").positions.first
        }
        let words = if let reason = unsafe reason { unsafe String(cString: reason) } else { "" }
        return ValidityProblem(
            reason: words.isEmpty ? "not valid" : words.lowercased(), position: position,
            part: try position.flatMap { (place) throws(TopologyError) in
                try partNearest(to: place)
            })
    }

    /// A valid shape as close to this one as can be had.
    ///
    /// Open rings are closed; rings of fewer than three corners and lines of one position are
    /// dropped; where a ring crosses itself every lobe becomes area; overlapping polygons of one
    /// shape are joined and holes cut out. A valid shape comes back as GEOS writes it: the same
    /// area, its rings perhaps turned or begun elsewhere.
    ///
    /// - Returns: A valid shape, empty when nothing of it had an area.
    /// - Throws: ``TopologyError`` when GEOS fails or collections are nested too deep.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public func madeValid() throws(TopologyError) -> Geometry {
        let context = try GEOSContext()
        _ = try partedPositions()
        let shape = try GEOSGeometry(closed(), in: context)
        guard let parameters = unsafe GEOSMakeValidParams_create_r(context.handle) else {
            throw context.failure(of: "GEOSMakeValidParams_create_r")
        }
        defer { unsafe GEOSMakeValidParams_destroy_r(context.handle, parameters) }
        // The structured method keeps holes holes; the other one turns a hole that leaves its
        // shell into area of its own.
        guard
            unsafe GEOSMakeValidParams_setMethod_r(
                context.handle, parameters, GEOS_MAKE_VALID_STRUCTURE) == 1
        else { throw context.failure(of: "GEOSMakeValidParams_setMethod_r") }
        guard unsafe GEOSMakeValidParams_setKeepCollapsed_r(context.handle, parameters, 0) == 1
        else { throw context.failure(of: "GEOSMakeValidParams_setKeepCollapsed_r") }
        let function = "GEOSMakeValidWithParams_r"
        let valid = unsafe try GEOSGeometry(
            owning: GEOSMakeValidWithParams_r(context.handle, shape.pointer, parameters),
            from: function, in: context)
        return try valid.value(from: function)
    }

    /// The ring or line that passes nearest to a position, near meaning in the plane of degrees.
    private func partNearest(
        to position: Coordinate
    ) throws(TopologyError) -> ValidityProblem.Part? {
        var nearest: (distance: Double, part: ValidityProblem.Part)?
        for (part, positions) in try partedPositions() {
            guard let found = OutlineSearch(around: position).nearest(on: positions) else {
                continue
            }
            if let old = nearest, old.distance <= found.squaredDegrees { continue }
            nearest = (found.squaredDegrees, part)
        }
        return nearest?.part
    }

    /// The shape with open rings closed and with what has too few positions left out.
    private func closed() -> Geometry {
        func closed(_ ring: [Coordinate]) -> [Coordinate]? {
            guard let first = ring.first else { return nil }
            let whole = ring.last == first && ring.count > 1 ? ring : ring + [first]
            return whole.count < 4 ? nil : whole
        }
        func closed(_ polygon: Polygon) -> Polygon? {
            closed(polygon.exterior).map {
                Polygon(exterior: $0, interiors: polygon.interiors.compactMap(closed))
            }
        }
        switch self {
        case .point, .multiPoint: return self
        case .lineString(let line): return .lineString(line.count == 1 ? [] : line)
        case .multiLineString(let lines):
            return .multiLineString(lines.filter { $0.count != 1 })
        case .polygon(let polygon):
            return .polygon(closed(polygon) ?? Polygon(exterior: []))
        case .multiPolygon(let polygons): return .multiPolygon(polygons.compactMap(closed))
        case .collection(let members): return .collection(members.map { $0.closed() })
        }
    }
}

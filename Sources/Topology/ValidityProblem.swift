public import SimpleFeatures

/// What is wrong with a shape, and where.
public struct ValidityProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// A ring or line of a shape, counted from 1 as people count.
    public struct Part: Hashable, Sendable, CustomStringConvertible {
        /// Which polygon, or which line, of the shape.
        public let number: Int
        /// Which ring of the polygon, 1 for the outer ring; `nil` for a line.
        public let ring: Int?

        public var description: String {
            guard let ring else { return "line \(number)" }
            return "polygon \(number), " + (ring == 1 ? "outer ring" : "hole \(ring - 1)")
        }
    }

    /// What is wrong, in the words of GEOS or in ours, lower case.
    public let reason: String
    /// Where it is wrong; `nil` for a shape that has no position there.
    public let position: Coordinate?
    /// The ring or line at that position; `nil` when none is known.
    public let part: Part?

    public var description: String {
        let place = position.map { " at longitude \($0.longitude), latitude \($0.latitude)" }
        return reason + (place ?? "") + (part.map { " (\($0))" } ?? "")
    }
}

extension Geometry {
    /// How deep collections may be nested in collections.
    ///
    /// Real data has one level; the limit keeps a hostile file from exhausting the stack.
    public static let nestingLimit = 32

    /// The first ring or line that is none: open, or of too few positions.
    ///
    /// - Throws: ``TopologyError`` when collections are nested too deep to be looked into.
    func structureProblem() throws(TopologyError) -> ValidityProblem? {
        let parts = try partedPositions()
        if let bare = polygons.firstIndex(where: { $0.exterior.isEmpty && !$0.interiors.isEmpty }) {
            return ValidityProblem(
                reason: "holes without an outer ring",
                position: polygons[bare].interiors.lazy.compactMap(\.first).first,
                part: ValidityProblem.Part(number: bare + 1, ring: 1))
        }
        for (part, positions) in parts {
            if let reason = fault(
                of: positions, isRing: part.ring != nil, isHole: part.ring ?? 0 > 1)
            {
                return ValidityProblem(reason: reason, position: positions.first, part: part)
            }
        }
        return nil
    }

    private func fault(of positions: [Coordinate], isRing: Bool, isHole: Bool) -> String? {
        if !isRing {
            return positions.count == 1 ? "a line of one position, expected none or two" : nil
        }
        if positions.isEmpty { return isHole ? "a hole without positions" : nil }
        if positions.count > 1, positions.first != positions.last {
            return "a ring that is not closed"
        }
        return positions.count < 4
            ? "a ring of \(positions.count) positions, expected at least four" : nil
    }

    /// Every ring and line with the number it has in the whole shape.
    ///
    /// - Throws: ``TopologyError`` when collections are nested too deep.
    func partedPositions() throws(TopologyError) -> [(ValidityProblem.Part, [Coordinate])] {
        var parts: [(ValidityProblem.Part, [Coordinate])] = []
        var polygons = 0
        var lines = 0
        func add(_ shape: Geometry, depth: Int) throws(TopologyError) {
            guard depth <= Geometry.nestingLimit else {
                throw .nesting(limit: Geometry.nestingLimit)
            }
            func addLine(_ line: [Coordinate]) {
                lines += 1
                parts.append((ValidityProblem.Part(number: lines, ring: nil), line))
            }
            func addPolygon(_ polygon: Polygon) {
                polygons += 1
                for (index, ring) in polygon.rings.enumerated() {
                    parts.append((ValidityProblem.Part(number: polygons, ring: index + 1), ring))
                }
            }
            switch shape {
            case .point, .multiPoint: break
            case .lineString(let line): addLine(line)
            case .multiLineString(let members): members.forEach(addLine)
            case .polygon(let polygon): addPolygon(polygon)
            case .multiPolygon(let members): members.forEach(addPolygon)
            case .collection(let members):
                for member in members { try add(member, depth: depth + 1) }
            }
        }
        try add(self, depth: 0)
        return parts
    }
}

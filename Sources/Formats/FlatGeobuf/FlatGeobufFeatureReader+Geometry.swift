import SimpleFeatures
import SpatialIndexing

extension FlatGeobufFeatureReader {
    /// The fields of a geometry.
    private enum Field {
        static let ends = 0
        static let positions = 1
        /// Heights, measures and times, which are passed over.
        static let others = 2...5
        static let kind = 6
        static let parts = 7
    }

    /// Reads a geometry.
    ///
    /// - Parameters:
    ///   - table: Where it stands.
    ///   - kind: What it is by what it belongs to; ``FlatGeobufKind/unknown`` when it says so
    ///     itself.
    ///   - depth: In how many geometries it stands, itself included.
    /// - Returns: `nil` for a point without coordinates, which a ``Geometry`` cannot be.
    mutating func readGeometry(
        _ table: FlatBuffer.Table, kind: FlatGeobufKind, depth: Int
    ) throws(FormatError) -> Geometry? {
        guard depth <= limits.depth else {
            throw message.failure(
                at: table.place, found: "geometries more than \(limits.depth) deep",
                expected: "\(limits.depth) at most")
        }
        let kind =
            kind == .unknown
            ? try FlatGeobufKind(field: Field.kind, of: table, in: message) : kind
        switch kind {
        case .point: return try readPoint(table)
        case .lineString:
            return .lineString(try line(try readPositions(table), at: table.place))
        case .polygon: return .polygon(try readPolygon(table))
        case .multiPoint: return .multiPoint(try readPositions(table))
        case .multiLineString:
            var lines: [[Coordinate]] = []
            for part in try readRuns(table) { lines.append(try line(part, at: table.place)) }
            return .multiLineString(lines)
        case .multiPolygon:
            var polygons: [Polygon] = []
            try eachPart(of: table) { reader, part throws(FormatError) in
                polygons.append(try reader.readPolygon(part))
            }
            return .multiPolygon(polygons)
        case .collection:
            var members: [Geometry] = []
            try eachPart(of: table) { reader, part throws(FormatError) in
                let member = try reader.readGeometry(part, kind: .unknown, depth: depth + 1)
                if let member { members.append(member) }
            }
            return .collection(members)
        default:
            throw message.failure(
                at: table.place, found: "a geometry of the kind \(kind.name)",
                expected: "one of Point, LineString, Polygon, their Multi kinds "
                    + "or GeometryCollection")
        }
    }

    private mutating func eachPart(
        of table: FlatBuffer.Table,
        body: (inout Self, FlatBuffer.Table) throws(FormatError) -> Void
    ) throws(FormatError) {
        let positions = try message.vector(Field.positions, of: table, width: 8)
        guard positions?.count ?? 0 == 0 else {
            throw message.failure(
                at: table.place, found: "positions in a geometry of parts",
                expected: "positions in its parts")
        }
        guard let parts = try message.vector(Field.parts, of: table, width: 4) else { return }
        for index in 0..<parts.count { try body(&self, try message.table(index, of: parts)) }
    }

    private mutating func readPoint(_ table: FlatBuffer.Table) throws(FormatError) -> Geometry? {
        // A point without coordinates has none in this format, and two of no number in others.
        let numbers = try message.vector(Field.positions, of: table, width: 8)
        let isEmpty = numbers.map { vector in
            vector.count == 0
                || vector.count == 2
                    && (0..<2).allSatisfy { message.bytes.double(at: vector.place + $0 * 8).isNaN }
        }
        if isEmpty ?? true {
            tally.repairs.note(.emptyPoint, at: number)
            return nil
        }
        let positions = try readPositions(table)
        guard let position = positions.first, positions.count == 1 else {
            throw message.failure(
                at: table.place, found: "a point of \(positions.count) positions", expected: "one")
        }
        return .point(position)
    }

    private mutating func readPolygon(_ table: FlatBuffer.Table) throws(FormatError) -> Polygon {
        var rings = try readRuns(table)
        for index in rings.indices {
            if let start = rings[index].first, start != rings[index].last || rings[index].count == 1
            {
                rings[index].append(start)
                tally.repairs.note(.openRing, at: number)
            }
            guard rings[index].count >= 4 else {
                let count = rings[index].count
                throw message.failure(
                    at: table.place, found: "a ring of \(count) position\(count == 1 ? "" : "s")",
                    expected: "four or more, the first repeated as the last")
            }
        }
        return Polygon(exterior: rings.first ?? [], interiors: Array(rings.dropFirst()))
    }

    private func line(_ positions: [Coordinate], at place: Int) throws(FormatError) -> [Coordinate]
    {
        guard positions.count != 1 else {
            throw message.failure(
                at: place, found: "a line of one position", expected: "two or more")
        }
        return positions
    }

    /// The positions cut where the field `ends` says; one run of all when there is no such field.
    private mutating func readRuns(
        _ table: FlatBuffer.Table
    ) throws(FormatError) -> [[Coordinate]] {
        let positions = try readPositions(table)
        guard let ends = try message.vector(Field.ends, of: table, width: 4), ends.count > 0 else {
            return positions.isEmpty ? [] : [positions]
        }
        var runs: [[Coordinate]] = []
        var start = 0
        for index in 0..<ends.count {
            let place = ends.place + index * 4
            let end = Int(try message.load(at: place) as UInt32)
            let isLast = index == ends.count - 1
            guard end >= start, isLast ? end == positions.count : end <= positions.count else {
                throw message.failure(
                    at: place, found: "a part that ends before position \(end)",
                    expected: isLast
                        ? "\(positions.count), the end of all"
                        : "a number in \(start)...\(positions.count)")
            }
            runs.append(Array(positions[start..<end]))
            start = end
        }
        return runs
    }

    private mutating func readPositions(
        _ table: FlatBuffer.Table
    ) throws(FormatError) -> [Coordinate] {
        guard let numbers = try message.vector(Field.positions, of: table, width: 8) else {
            return []
        }
        guard numbers.count % 2 == 0 else {
            throw message.failure(
                at: numbers.place, found: "\(numbers.count) numbers of positions",
                expected: "an even number")
        }
        let count = numbers.count / 2
        tally.positions += count
        guard tally.positions <= limits.positions else {
            throw message.failure(
                at: numbers.place, found: "more than \(limits.positions) positions",
                expected: "\(limits.positions) at most")
        }
        for field in Field.others {
            guard let others = try message.vector(field, of: table, width: 8), others.count > 0
            else { continue }
            tally.repairs.note(.height, at: number, times: count)
            break
        }
        var positions: [Coordinate] = []
        positions.reserveCapacity(count)
        for index in 0..<count {
            let place = numbers.place + index * 16
            do throws(CoordinateError) {
                positions.append(
                    try Coordinate(
                        longitude: message.bytes.double(at: place),
                        latitude: message.bytes.double(at: place + 8)))
            } catch {
                throw outOfRange(error, at: place)
            }
        }
        return positions
    }

    private func outOfRange(_ error: CoordinateError, at place: Int) -> FormatError {
        switch error {
        case .longitude(let found):
            return message.failure(
                at: place, found: "longitude \(found)", expected: "degrees in -180...180")
        case .latitude(let found):
            let swapped = found.magnitude <= 180 ? " (are longitude and latitude swapped?)" : ""
            return message.failure(
                at: place + 8, found: "latitude \(found)",
                expected: "degrees in -90...90\(swapped)")
        }
    }
}

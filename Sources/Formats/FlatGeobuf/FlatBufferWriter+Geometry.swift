import SimpleFeatures

extension FlatBufferWriter {
    /// Writes a shape as a table of the format.
    ///
    /// - Parameters:
    ///   - geometry: As it is to be written.
    ///   - pointer: Where the pointer to the table stands.
    mutating func append(_ geometry: Geometry, pointedAtBy pointer: Int) {
        switch geometry {
        case .point(let position):
            appendShape(.point, [CollectionOfOne(position)], pointedAtBy: pointer)
        case .lineString(let positions):
            appendShape(.lineString, [positions], pointedAtBy: pointer)
        case .multiPoint(let positions):
            appendShape(.multiPoint, [positions], pointedAtBy: pointer)
        case .multiLineString(let lines):
            appendShape(.multiLineString, lines, pointedAtBy: pointer)
        case .polygon(let polygon):
            let rings = polygon.exterior.isEmpty ? [] : polygon.rings
            appendShape(.polygon, rings, pointedAtBy: pointer)
        case .multiPolygon(let polygons):
            appendShape(.multiPolygon, parts: polygons.map { .polygon($0) }, pointedAtBy: pointer)
        case .collection(let members):
            appendShape(.collection, parts: members, pointedAtBy: pointer)
        }
    }

    /// Writes a point of a layer whose header says that it has points only.
    mutating func append(_ position: Coordinate, pointedAtBy pointer: Int) {
        let fields = table([0, 4], pointedAtBy: pointer)
        vector(of: 2, width: 8, pointedAtBy: fields[1])
        append(position.longitude)
        append(position.latitude)
    }

    /// The fields of a geometry: ends, positions, four of heights and measures, kind, parts.
    private static func fields(
        ends: Bool = false, positions: Bool = false, parts: Bool = false
    ) -> [Int] {
        [ends ? 4 : 0, positions ? 4 : 0, 0, 0, 0, 0, 1, parts ? 4 : 0]
    }

    private mutating func appendShape(
        _ kind: FlatGeobufKind, _ runs: [some Collection<Coordinate>], pointedAtBy pointer: Int
    ) {
        // One run needs no end, but GDAL 3.6 wants that of a MultiLineString; no run at all has
        // neither ends nor positions.
        let hasEnds = runs.count > 1 || kind == .multiLineString && !runs.isEmpty
        let fields = table(
            FlatBufferWriter.fields(ends: hasEnds, positions: !runs.isEmpty),
            pointedAtBy: pointer)
        set(kind.rawValue, at: fields[6])
        guard !runs.isEmpty else { return }
        let count = runs.reduce(0) { $0 + $1.count }
        vector(of: 2 * count, width: 8, pointedAtBy: fields[1])
        for run in runs {
            for position in run {
                append(position.longitude)
                append(position.latitude)
            }
        }
        guard hasEnds else { return }
        vector(of: runs.count, width: 4, pointedAtBy: fields[0])
        var end = 0
        for run in runs {
            end += run.count
            append(UInt32(end))
        }
    }

    private mutating func appendShape(
        _ kind: FlatGeobufKind, parts: [Geometry], pointedAtBy pointer: Int
    ) {
        let fields = table(
            FlatBufferWriter.fields(parts: !parts.isEmpty), pointedAtBy: pointer)
        set(kind.rawValue, at: fields[6])
        guard !parts.isEmpty else { return }
        let pointers = pointers(parts.count, pointedAtBy: fields[7])
        for (index, part) in parts.enumerated() {
            append(part, pointedAtBy: pointers + 4 * index)
        }
    }
}

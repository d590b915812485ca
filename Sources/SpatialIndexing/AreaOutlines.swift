import SimpleFeatures

/// The rings of areas, one behind the other in flat memory.
struct AreaOutlines {
    /// Sides that follow each other.
    struct Run {
        /// The vertex at which the first begins.
        var first: UInt32
        var count: UInt32

        var sides: Range<Int> { Int(first)..<Int(first) + Int(count) }
    }

    /// One area.
    struct Outline {
        let firstRun: UInt32
        let endOfRuns: UInt32
        let sideCount: UInt32
        /// West, south, east and north, rounded outwards.
        let box: SIMD4<Float>

        var runs: Range<Int> { Int(firstRun)..<Int(endOfRuns) }

        /// Whether it is cheaper to look at all of its sides than to divide it.
        var isSmall: Bool { sideCount <= AreaOutlines.sidesOfSmall }
    }

    /// Up to how many sides an area is looked at as a whole.
    private static let sidesOfSmall = 24

    /// Longitudes and latitudes in turn, ring after ring, each closed.
    private(set) var vertices: [Double] = []
    /// A run for each ring.
    private(set) var runs: [Run] = []
    /// One for each area; those without rings have no runs.
    private(set) var outlines: [Outline] = []
    /// How many sides there are.
    private(set) var sideCount = 0
    /// How long the sides of areas are together that are not small, in degrees.
    private(set) var length = (east: 0.0, north: 0.0)
    /// The box around all; `nil` when there is no side.
    private(set) var envelope: Envelope?
    /// The areas that reach a pole, times two and plus one, for they have it on their border.
    private(set) var reaching: (south: [UInt32], north: [UInt32]) = ([], [])

    init(_ areas: [Geometry]) {
        var whole = Box()
        // Memory that grows step by step costs more than all else that is done here.
        var (positionCount, ringCount) = (0, 0)
        for shape in areas {
            for polygon in shape.polygons {
                positionCount += polygon.exterior.count + 1
                for hole in polygon.interiors { positionCount += hole.count + 1 }
                ringCount += 1 + polygon.interiors.count
            }
        }
        precondition(positionCount < 1 << 31, "an index holds fewer than 2^31 positions")
        vertices.reserveCapacity(2 * positionCount)
        runs.reserveCapacity(ringCount)
        outlines.reserveCapacity(areas.count)
        for (area, shape) in areas.enumerated() {
            let firstRun = runs.count
            let firstVertex = vertices.count / 2
            var box = Box()
            for polygon in shape.polygons {
                append(polygon.exterior, &box)
                for hole in polygon.interiors { append(hole, &box) }
            }
            let outline = Outline(
                firstRun: UInt32(firstRun), endOfRuns: UInt32(runs.count),
                sideCount: UInt32(vertices.count / 2 - firstVertex - (runs.count - firstRun)),
                box: box.roundedOutwards)
            outlines.append(outline)
            guard !outline.runs.isEmpty else { continue }
            sideCount += Int(outline.sideCount)
            whole.formUnion(box)
            if !outline.isSmall { addLength(of: outline) }
            if box.south == -90 { reaching.south.append(UInt32(area) << 1 | 1) }
            if box.north == 90 { reaching.north.append(UInt32(area) << 1 | 1) }
        }
        envelope =
            runs.isEmpty
            ? nil
            : Envelope(
                uncheckedWest: whole.west, south: whole.south, east: whole.east, north: whole.north)
    }

    private mutating func append(_ ring: [Coordinate], _ box: inout Box) {
        guard let first = ring.first, let last = ring.last else { return }
        let start = vertices.count / 2
        // Two numbers each, longitude first, with nothing between.
        unsafe ring.withUnsafeBytes { bytes in
            unsafe vertices.append(contentsOf: bytes.assumingMemoryBound(to: Double.self))
        }
        for position in ring { box.form(position) }
        if first != last {
            vertices.append(first.longitude)
            vertices.append(first.latitude)
        }
        runs.append(
            Run(first: UInt32(start), count: UInt32(vertices.count / 2 - start - 1)))
    }

    private mutating func addLength(of outline: Outline) {
        for run in runs[outline.runs] {
            for side in run.sides {
                length.east += (vertices[2 * side + 2] - vertices[2 * side]).magnitude
                length.north += (vertices[2 * side + 3] - vertices[2 * side + 1]).magnitude
            }
        }
    }
}

/// A box that grows.
private struct Box {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    @inline(__always)
    mutating func form(_ position: Coordinate) {
        west = min(west, position.longitude)
        south = min(south, position.latitude)
        east = max(east, position.longitude)
        north = max(north, position.latitude)
    }

    mutating func formUnion(_ other: Box) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }

    var roundedOutwards: SIMD4<Float> {
        guard west <= east else { return SIMD4() }
        return SIMD4(
            Float(roundingDown: west), Float(roundingDown: south), Float(roundingUp: east),
            Float(roundingUp: north))
    }
}

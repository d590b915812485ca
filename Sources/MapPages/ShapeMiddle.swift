import SimpleFeatures

/// Where a shape is shown that has no position of its own.
enum ShapeMiddle {
    /// The middle of the box around a shape, which may lie over the antimeridian; `nil` for an empty one.
    ///
    /// Positions that follow each other with more than 180° between them are neighbours across the
    /// antimeridian, and so are the parts of a shape.
    ///
    /// - Complexity: O(*n*).
    static func position(of geometry: Geometry) -> Coordinate? {
        var box = UnrolledBox()
        box.add(geometry)
        guard box.west <= box.east else { return nil }
        return Coordinate(
            wrappingLongitude: (box.west + box.east) / 2,
            clampingLatitude: (box.south + box.north) / 2)
    }
}

/// A box whose longitudes count on beyond 180°.
private struct UnrolledBox {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    mutating func add(_ geometry: Geometry) {
        switch geometry {
        case .point(let position): add([position])
        case .lineString(let line): add(line)
        case .polygon(let polygon): add(polygon.exterior)
        case .multiPoint(let positions): for position in positions { add([position]) }
        case .multiLineString(let lines): for line in lines { add(line) }
        case .multiPolygon(let polygons): for polygon in polygons { add(polygon.exterior) }
        case .collection(let members): for member in members { add(member) }
        }
    }

    private mutating func add(_ part: [Coordinate]) {
        var last = west <= east ? (west + east) / 2 : nil
        var turn = 0.0
        for position in part {
            // From the middle of the parts before to this one, then from position to position.
            let step = position.longitude + turn - (last ?? position.longitude)
            if step > 180, step < 360 { turn -= 360 }
            if step < -180, step > -360 { turn += 360 }
            let longitude = position.longitude + turn
            last = longitude
            west = min(west, longitude)
            east = max(east, longitude)
            south = min(south, position.latitude)
            north = max(north, position.latitude)
        }
    }
}

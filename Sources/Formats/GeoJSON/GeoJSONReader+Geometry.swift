import SimpleFeatures

extension GeoJSONReader {
    /// The types that are geometries (RFC 7946, section 1.4).
    static let geometryKinds = [
        "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
        "GeometryCollection",
    ]

    /// Reads a geometry object.
    ///
    /// - Returns: `nil` for a point without coordinates, which a ``Geometry`` cannot be.
    mutating func readGeometry() throws(FormatError) -> Geometry? {
        let start = scanner.offset
        var members = StructuralMembers()
        var kind: String?
        var coordinatesPlace: Int?
        var geometry: Geometry?
        var parts: [Geometry]?
        var first = true
        try scanner.enterObject(expected: "a geometry or null")
        while let (member, place) = try scanner.nextName(first: &first) {
            switch member {
            case "type":
                try members.take(member, at: place, in: scanner)
                kind = try readKind()
            case "coordinates":
                try members.take(member, at: place, in: scanner)
                if let kind, kind != "GeometryCollection" {
                    geometry = try readCoordinates(of: kind)
                } else {
                    // What they mean is known only once the type is; they are read a second time.
                    coordinatesPlace = scanner.offset
                    try scanner.skipValue()
                }
            case "geometries":
                try members.take(member, at: place, in: scanner)
                if kind == nil || kind == "GeometryCollection" {
                    parts = try readParts()
                } else {
                    try scanner.skipValue()
                }
            case "crs":
                try members.take(member, at: place, in: scanner)
                try checkReferenceSystem()
            default: try scanner.skipValue()
            }
        }
        guard let kind else {
            throw scanner.failure(
                found: "an object without 'type'", expected: "a geometry", at: start)
        }
        if kind == "GeometryCollection" {
            if let parts { return .collection(parts) }
            throw scanner.failure(
                found: "a GeometryCollection without 'geometries'",
                expected: "an array of geometries", at: start)
        }
        guard members.has("coordinates") else {
            throw scanner.failure(
                found: "a \(kind) without 'coordinates'", expected: "an array of coordinates",
                at: start)
        }
        if let coordinatesPlace {
            let end = scanner.offset
            scanner.resume(at: coordinatesPlace)
            geometry = try readCoordinates(of: kind)
            scanner.resume(at: end)
        }
        return geometry
    }

    private mutating func readKind() throws(FormatError) -> String {
        let place = scanner.offset
        let kind = try scanner.string(expected: "the kind of a geometry in quotation marks")
        guard GeoJSONReader.geometryKinds.contains(kind) else {
            throw scanner.failure(
                found: "the type '\(kind.prefix(40))'", expected: "the kind of a geometry",
                at: place)
        }
        return kind
    }

    private mutating func readParts() throws(FormatError) -> [Geometry] {
        var parts: [Geometry] = []
        var first = true
        try scanner.enterArray(expected: "an array of geometries")
        while try scanner.nextMember(first: &first) {
            if let part = try readGeometry() { parts.append(part) }
        }
        return parts
    }

    private mutating func readCoordinates(of kind: String) throws(FormatError) -> Geometry? {
        switch kind {
        case "Point":
            let place = scanner.offset
            if let position = try readPosition() { return .point(position) }
            scanner.repairs.note(.emptyPoint, at: place)
            return nil
        case "LineString": return .lineString(try readLine())
        case "Polygon": return .polygon(try readPolygon())
        case "MultiPoint": return .multiPoint(try readPositions())
        case "MultiLineString":
            var lines: [[Coordinate]] = []
            var first = true
            try scanner.enterArray(expected: "an array of lines")
            while try scanner.nextMember(first: &first) { lines.append(try readLine()) }
            return .multiLineString(lines)
        default:
            var polygons: [Polygon] = []
            var first = true
            try scanner.enterArray(expected: "an array of polygons")
            while try scanner.nextMember(first: &first) { polygons.append(try readPolygon()) }
            return .multiPolygon(polygons)
        }
    }

    private mutating func readPolygon() throws(FormatError) -> Polygon {
        var rings: [[Coordinate]] = []
        var first = true
        try scanner.enterArray(expected: "an array of rings")
        while try scanner.nextMember(first: &first) { rings.append(try readRing()) }
        return Polygon(exterior: rings.first ?? [], interiors: Array(rings.dropFirst()))
    }

    private mutating func readRing() throws(FormatError) -> [Coordinate] {
        let place = scanner.offset
        var ring = try readPositions()
        if let start = ring.first, start != ring.last || ring.count == 1 {
            ring.append(start)
            scanner.repairs.note(.openRing, at: place)
        }
        guard ring.count >= 4 else {
            throw scanner.failure(
                found: "a ring of \(ring.count) position\(ring.count == 1 ? "" : "s")",
                expected: "four or more, the first repeated as the last", at: place)
        }
        return ring
    }

    private mutating func readLine() throws(FormatError) -> [Coordinate] {
        let place = scanner.offset
        let line = try readPositions()
        guard line.count != 1 else {
            throw scanner.failure(
                found: "a line of one position", expected: "two or more", at: place)
        }
        return line
    }

    private mutating func readPositions() throws(FormatError) -> [Coordinate] {
        var positions: [Coordinate] = []
        var first = true
        try scanner.enterArray(expected: "an array of positions")
        while try scanner.nextMember(first: &first) {
            let place = scanner.offset
            guard let position = try readPosition() else {
                throw scanner.failure(
                    found: "an empty position", expected: "longitude and latitude", at: place)
            }
            positions.append(position)
        }
        return positions
    }

    /// Reads longitude and latitude; `nil` for an empty array.
    private mutating func readPosition() throws(FormatError) -> Coordinate? {
        let place = scanner.offset
        var numbers = (longitude: 0.0, latitude: 0.0)
        var count = 0
        var first = true
        try scanner.enterArray(expected: "a position: an array of longitude and latitude")
        while try scanner.nextMember(first: &first) {
            let number = try scanner.double(expected: "a number of degrees")
            if count == 0 { numbers.longitude = number }
            if count == 1 { numbers.latitude = number }
            count += 1
        }
        if count == 0 { return nil }
        guard count > 1 else {
            throw scanner.failure(
                found: "a position of one number", expected: "longitude and latitude", at: place)
        }
        if count > 2 { scanner.repairs.note(.height, at: place) }
        positionCount += 1
        guard positionCount <= scanner.limits.positions else {
            throw scanner.failure(
                found: "more than \(scanner.limits.positions) positions",
                expected: "\(scanner.limits.positions) at most", at: place)
        }
        do throws(CoordinateError) {
            return try Coordinate(longitude: numbers.longitude, latitude: numbers.latitude)
        } catch {
            throw outOfRange(error, at: place)
        }
    }

    private func outOfRange(_ error: CoordinateError, at place: Int) -> FormatError {
        switch error {
        case .longitude(let found):
            return scanner.failure(
                found: "longitude \(found)", expected: "degrees in -180...180", at: place)
        case .latitude(let found):
            let swapped = found.magnitude <= 180 ? " (are longitude and latitude swapped?)" : ""
            return scanner.failure(
                found: "latitude \(found)", expected: "degrees in -90...90\(swapped)", at: place)
        }
    }
}

import SimpleFeatures

extension KMLReader {
    /// Reads the geometry that was started last, and goes over its end.
    ///
    /// - Returns: `nil` for what has no position, such as a model.
    mutating func readGeometry(
        _ element: KMLElement, _ token: XMLTokenReader.Token
    ) throws(FormatError) -> Geometry? {
        let place = token.place
        let line = token.line
        switch element {
        case .point:
            let positions = try readCoordinates()
            guard positions.count <= 1 else {
                throw failure(
                    found: "a point of \(positions.count) positions", expected: "one", at: place)
            }
            if let position = positions.first { return .point(position) }
            repairs.note(.emptyPoint, at: line)
            return nil
        case .lineString: return .lineString(try checked(try readCoordinates(), at: place))
        case .linearRing: return .lineString(try ring(try readCoordinates(), at: place))
        case .polygon: return .polygon(try readPolygon())
        case .track: return try readTrack(line: line)
        case .multiTrack, .multiGeometry: return try readMembers()
        default:
            repairs.note(.model, at: line)
            try skip()
            return nil
        }
    }

    private mutating func readMembers() throws(FormatError) -> Geometry {
        var members: [Geometry] = []
        try forEachMember { (reader, token) throws(FormatError) in
            guard let element = token.element, element.isGeometry else {
                try reader.skip()
                return
            }
            if let member = try reader.readGeometry(element, token) { members.append(member) }
        }
        return KMLReader.joined(members)
    }

    /// Members of one kind as a geometry of that kind, others as a collection.
    private static func joined(_ members: [Geometry]) -> Geometry {
        var points: [Coordinate] = []
        var lines: [[Coordinate]] = []
        var polygons: [Polygon] = []
        for member in members {
            switch member {
            case .point(let position): points.append(position)
            case .lineString(let positions): lines.append(positions)
            case .polygon(let polygon): polygons.append(polygon)
            default: return .collection(members)
            }
        }
        if !points.isEmpty, points.count == members.count { return .multiPoint(points) }
        if !lines.isEmpty, lines.count == members.count { return .multiLineString(lines) }
        if !polygons.isEmpty, polygons.count == members.count { return .multiPolygon(polygons) }
        return .collection(members)
    }

    private mutating func readPolygon() throws(FormatError) -> Polygon {
        var exterior: [Coordinate]?
        var interiors: [[Coordinate]] = []
        try forEachMember { (reader, token) throws(FormatError) in
            let isOuter = token.element == .outerBoundaryIs
            guard isOuter || token.element == .innerBoundaryIs else {
                try reader.skip()
                return
            }
            try reader.forEachMember { (reader, token) throws(FormatError) in
                guard token.element == .linearRing else {
                    try reader.skip()
                    return
                }
                let place = token.place
                let ring = try reader.ring(try reader.readCoordinates(), at: place)
                if isOuter, exterior != nil {
                    throw reader.failure(
                        found: "a second outer ring of a polygon", expected: "one", at: place)
                }
                if isOuter { exterior = ring } else if !ring.isEmpty { interiors.append(ring) }
            }
        }
        return Polygon(exterior: exterior ?? [], interiors: interiors)
    }

    /// Reads a `gx:Track`: its positions as a line, its times left out.
    private mutating func readTrack(line: Int) throws(FormatError) -> Geometry? {
        var positions: [Coordinate] = []
        var hasTimes = false
        try forEachMember { (reader, token) throws(FormatError) in
            if token.element == .when { hasTimes = true }
            guard token.element == .coord else {
                try reader.skip()
                return
            }
            positions += try reader.readPositions(token, separator: nil)
        }
        if hasTimes { repairs.note(.trackTime, at: line) }
        if positions.count == 1, let only = positions.first { return .point(only) }
        return .lineString(positions)
    }

    // MARK: Positions

    /// Reads the positions of a point, a line or a ring.
    private mutating func readCoordinates() throws(FormatError) -> [Coordinate] {
        var positions: [Coordinate] = []
        try forEachMember { (reader, token) throws(FormatError) in
            guard token.element == .coordinates else {
                // Heights and how a shape is drawn between them.
                try reader.skip()
                return
            }
            positions += try reader.readPositions(token, separator: UInt8(ascii: ","))
        }
        return positions
    }

    /// Reads the positions in the element that was started last.
    ///
    /// - Parameter separator: What stands between the numbers of a position, with or without white
    ///   space around it; `nil` for one position of numbers with white space between.
    private mutating func readPositions(
        _ token: XMLTokenReader.Token, separator: UInt8?
    ) throws(FormatError) -> [Coordinate] {
        let place = token.place
        if let text = try readShortText() {
            let positions = unsafe try positions(in: text.bytes, separator: separator, at: place)
            _ = try tokens.token()
            return positions
        }
        let text = pieces
        var positions: [Coordinate] = []
        var failure: FormatError?
        unsafe text.withUnsafeBytes { bytes in
            do throws(FormatError) {
                positions = unsafe try self.positions(in: bytes, separator: separator, at: place)
            } catch { failure = error }
        }
        if let failure { throw failure }
        return positions
    }

    private mutating func positions(
        in bytes: UnsafeRawBufferPointer, separator: UInt8?, at textPlace: FormatError.Place
    ) throws(FormatError) -> [Coordinate] {
        var positions: [Coordinate] = []
        var place = 0
        while unsafe KMLReader.skipSpace(in: bytes, from: &place) {
            var numbers = (longitude: 0.0, latitude: 0.0)
            var count = 0
            var height = 0.0
            while true {
                guard let number = unsafe KMLNumber.real(bytes, from: &place) else {
                    throw unsafe failure(
                        found: "'\(KMLReader.excerpt(of: bytes, at: place))' in coordinates",
                        expected: "a number of degrees", at: textPlace)
                }
                if count == 0 { numbers.longitude = number }
                if count == 1 { numbers.latitude = number }
                // Programs that know no heights write 0.
                if count == 2, number != 0 { height = number }
                count += 1
                let isMore = unsafe KMLReader.skipSpace(in: bytes, from: &place)
                guard isMore, count < 4 else { break }
                guard let separator else { continue }
                guard unsafe bytes[place] == separator else { break }
                place += 1
                unsafe KMLReader.skipSpace(in: bytes, from: &place)
            }
            guard count == 2 || count == 3 else {
                throw failure(
                    found: "a position of \(count == 1 ? "one number" : "more than three numbers")",
                    expected: "longitude, latitude and perhaps a height", at: textPlace)
            }
            if height != 0 { repairs.note(.height, at: KMLReader.line(of: textPlace)) }
            positions.append(try position(numbers, at: textPlace))
        }
        return positions
    }

    private mutating func position(
        _ numbers: (longitude: Double, latitude: Double), at place: FormatError.Place
    ) throws(FormatError) -> Coordinate {
        positionCount += 1
        guard positionCount <= limits.positions else {
            throw failure(
                found: "more than \(limits.positions) positions",
                expected: "\(limits.positions) at most", at: place)
        }
        do throws(CoordinateError) {
            return try Coordinate(longitude: numbers.longitude, latitude: numbers.latitude)
        } catch {
            switch error {
            case .longitude(let found):
                throw failure(
                    found: "longitude \(found)", expected: "degrees in -180...180", at: place)
            case .latitude(let found):
                let swapped =
                    found.magnitude <= 180 ? " (are longitude and latitude swapped?)" : ""
                throw failure(
                    found: "latitude \(found)", expected: "degrees in -90...90\(swapped)",
                    at: place)
            }
        }
    }

    /// Goes over white space; whether anything follows.
    @discardableResult
    private static func skipSpace(
        in bytes: UnsafeRawBufferPointer, from place: inout Int
    ) -> Bool {
        while place < (bytes.count), unsafe KMLNumber.isSpace(bytes[place]) { place += 1 }
        return place < (bytes.count)
    }

    private static func excerpt(of bytes: UnsafeRawBufferPointer, at place: Int) -> String {
        let rest = unsafe bytes[place...].prefix(20).prefix { !KMLNumber.isSpace($0) }
        return unsafe String(decoding: rest, as: UTF8.self)
    }

    // MARK: Lines and rings

    private func checked(
        _ line: [Coordinate], at place: FormatError.Place
    ) throws(FormatError) -> [Coordinate] {
        guard line.count != 1 else {
            throw failure(found: "a line of one position", expected: "two or more", at: place)
        }
        return line
    }

    private mutating func ring(
        _ positions: [Coordinate], at place: FormatError.Place
    ) throws(FormatError) -> [Coordinate] {
        guard let start = positions.first else { return [] }
        var ring = positions
        if start != ring.last || ring.count == 1 {
            ring.append(start)
            repairs.note(.openRing, at: KMLReader.line(of: place))
        }
        guard ring.count >= 4 else {
            throw failure(
                found: "a ring of \(ring.count) position\(ring.count == 1 ? "" : "s")",
                expected: "four or more, the first repeated as the last", at: place)
        }
        return ring
    }
}

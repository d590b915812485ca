package import SimpleFeatures

extension Envelope {
    /// The box with the fewest degrees of longitude around positions; it may cross the antimeridian.
    ///
    /// It leaves out the widest gap between longitudes that follow each other around the earth. Of
    /// gaps that are equally wide it is the one over the antimeridian, then the westernmost.
    ///
    /// - Parameter positions: Any number of positions.
    /// - Returns: `nil` when there are none.
    /// - Complexity: O(*n* log *n*).
    package init?(shortestAround positions: [Coordinate]) {
        guard let plain = Envelope(positions) else { return nil }
        let longitudes = positions.map(\.longitude).sorted()
        // 180° and -180° are one meridian: the gap between them has no width.
        var widest = plain.west + 360 - plain.east
        var edges = (west: plain.west, east: plain.east)
        for (west, east) in zip(longitudes, longitudes.dropFirst()) where east - west > widest {
            widest = east - west
            edges = (west: east, east: west)
        }
        self.init(
            uncheckedWest: edges.west, south: plain.south, east: edges.east, north: plain.north)
    }

    /// Degrees of longitude between the western and the eastern edge.
    var widthDegrees: Double { crossesAntimeridian ? east - west + 360 : east - west }

    /// Degrees of latitude between the southern and the northern edge.
    var heightDegrees: Double { north - south }

    /// The box with a rim around it.
    ///
    /// - Parameters:
    ///   - longitudes: Degrees on either side; a box that comes to reach around the earth is the
    ///     whole of it.
    ///   - latitudes: Degrees above and below, up to the poles.
    func grown(longitudes: Double, latitudes: Double) -> Envelope {
        let south = max(south - latitudes, -90)
        let north = min(north + latitudes, 90)
        guard widthDegrees + 2 * longitudes < 360 else {
            return Envelope(uncheckedWest: -180, south: south, east: 180, north: north)
        }
        func turned(_ longitude: Double) -> Double {
            longitude < -180 ? longitude + 360 : longitude > 180 ? longitude - 360 : longitude
        }
        return Envelope(
            uncheckedWest: turned(west - longitudes), south: south,
            east: turned(east + longitudes), north: north)
    }
}

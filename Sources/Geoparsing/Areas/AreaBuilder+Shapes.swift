import Gazetteers
import Geodesy
import SimpleFeatures
import Topology

extension AreaBuilder {
    /// What lies no farther from a position, land or sea, in whatever country.
    func disk(
        around centre: Coordinate, kilometres: Double, within outline: Geometry? = nil
    ) throws(Failure) -> RelativePlace.Extent {
        let circle = GeodesicShapes.circle(around: centre, metres: kilometres * 1000)
        let frame = MapFrame(around: circle, anchor: centre)
        let shape = try polygon(circle, in: frame, anchor: centre)
        return try extent(shape, in: frame, within: outline, preferring: centre)
    }

    /// What lies at a distance from a place, in its country where that has an outline.
    func ring(
        around place: Place, kilometres: ClosedRange<Double>
    ) throws(Failure) -> RelativePlace.Extent {
        let outer = GeodesicShapes.circle(
            around: place.position, metres: kilometres.upperBound * 1000)
        let frame = MapFrame(around: outer, anchor: place.position)
        var shape = try polygon(outer, in: frame, anchor: place.position)
        if kilometres.lowerBound > 0.1 {
            let inner = GeodesicShapes.circle(
                around: place.position, metres: kilometres.lowerBound * 1000)
            let hole = try polygon(inner, in: frame, anchor: place.position)
            shape = try topology { () throws(TopologyError) in try shape.difference(from: hole) }
        }
        return try extent(shape, in: frame, within: country(of: place), preferring: nil)
    }

    /// What lies in a direction from a place.
    ///
    /// With a distance, the direction is one of eight, 22.5° to either side; without one, people say
    /// one of four for twice as much.
    func sector(
        _ point: CompassPoint, from place: Place, distance: WrittenDistance?, isJust: Bool
    ) throws(Failure) -> RelativePlace.Extent {
        let reach = reach(of: place, distance, isJust: isJust)
        let azimuth = point.azimuthDegrees
        let isWide = distance == nil && azimuth.truncatingRemainder(dividingBy: 90) == 0
        let width = isWide ? 45.0 : 22.5
        let ring = GeodesicShapes.sector(
            around: place.position, metres: reach.lowerBound * 1000...reach.upperBound * 1000,
            azimuths: azimuth - width...azimuth + width)
        let frame = MapFrame(around: ring, anchor: place.position)
        let axis = Geodesic.position(
            from: place.position, azimuthDegrees: azimuth,
            distanceMetres: 1000
                * (distance?.kilometres ?? (reach.lowerBound + reach.upperBound) / 2))
        guard let shape = frame.polygon(ring, pole: pole(near: place.position)) else {
            // A sector that winds about a pole: every direction is told from the ring around it.
            return try self.ring(around: place, kilometres: reach)
        }
        // Behind a border goes on what is told to lie there, so only land on this side is cut out.
        let outline = country(of: place)
        let isInside = try outline.map { outline throws(Failure) in
            try covers(outline, axis)
        }
        return try extent(
            shape, in: frame, within: isInside ?? false ? outline : nil, preferring: axis)
    }

    private func reach(
        of place: Place, _ distance: WrittenDistance?, isJust: Bool
    ) -> ClosedRange<Double> {
        if let distance {
            let farthest = distance.bounds.upperBound + AreaBuilder.edge(of: place)
            return distance.bounds.lowerBound...farthest
        }
        let extent = place.extentKilometres
        let farthest =
            !place.kind.isPopulated && extent > 10
            ? extent * (isJust ? 1.5 : 2)
            : isJust ? min(max(5 * extent, 10), 50) : min(max(10 * extent, 20), 100)
        return min(extent, farthest) / 2...farthest
    }

    // MARK: - Common to all shapes

    /// A ring as a polygon of a plane.
    func polygon(
        _ ring: [Coordinate], in frame: MapFrame, anchor: Coordinate
    ) throws(Failure) -> Geometry {
        guard let shape = frame.polygon(ring, pole: pole(near: anchor)) else {
            throw .reason(.noShape)
        }
        return shape
    }

    private func pole(near position: Coordinate) -> Double { position.latitude < 0 ? -90 : 90 }

    /// The area that a shape of a plane covers of an outline, or all of it where they are apart.
    ///
    /// - Parameter preferred: The position that stands for the area if it lies in it.
    func extent(
        _ shape: Geometry, in frame: MapFrame, within outline: Geometry?,
        preferring preferred: Coordinate?
    ) throws(Failure) -> RelativePlace.Extent {
        try topology { () throws(TopologyError) in
            var shape = shape
            if let outline {
                let cut = try shape.intersection(with: try frame.drawn(outline)).areas
                if !cut.polygons.isEmpty { shape = cut }
            }
            let whole = try frame.read(shape).areas
            if let preferred, try PreparedAreas([whole]).covers(preferred, area: 0) {
                return RelativePlace.Extent(whole, representative: preferred)
            }
            // Looked for before the antimeridian cuts the shape, where it lies in the middle of it.
            let inside = try shape.interiorPosition().map(frame.read)
            return inside.map { RelativePlace.Extent(whole, representative: $0) }
        }
    }

    /// Runs what asks GEOS; an answer of nothing is no shape.
    func topology<Answer>(
        _ ask: () throws(TopologyError) -> Answer?
    ) throws(Failure) -> Answer {
        let answer: Answer?
        do throws(TopologyError) { answer = try ask() } catch { throw .topology(error) }
        guard let answer else { throw .reason(.noShape) }
        return answer
    }

    func covers(_ outline: Geometry, _ position: Coordinate) throws(Failure) -> Bool {
        try topology { () throws(TopologyError) in
            try PreparedAreas([outline]).covers(position, area: 0)
        }
    }

    /// The outline of the country that a place lies in.
    func country(of place: Place) -> Geometry? {
        gazetteer.country(of: place).flatMap(shapes.area)
    }
}

extension RelativePlace.Extent {
    /// An area with the position that stands for it; how far it reaches from there is measured.
    ///
    /// - Complexity: O(*n*), *n* the positions of the shape.
    init(_ geometry: Geometry, representative: Coordinate) {
        let ruler = Ruler(from: representative)
        self.init(
            geometry: geometry, representative: representative,
            uncertaintyKilometres: geometry.positions.reduce(0) {
                max($0, ruler.metres(to: $1))
            } / 1000)
    }
}

extension Geometry {
    /// The polygons of the shape alone, as one polygon or several; none for an empty shape.
    var areas: Geometry {
        let polygons = polygons.filter { !$0.exterior.isEmpty }
        return polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
    }
}

extension CompassPoint {
    /// The azimuth of the point, in degrees clockwise from north.
    var azimuthDegrees: Double {
        Double(CompassPoint.allCases.firstIndex(of: self) ?? 0) * 45
    }
}

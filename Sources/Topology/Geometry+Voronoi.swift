import CGEOS
public import SimpleFeatures

extension Geometry {
    /// For each of some sites, the part of a box that lies nearer to it than to any other site.
    ///
    /// Near is meant in the plane of degrees with longitudes shrunk by the cosine of the box's
    /// middle latitude, which is the local map of a country-sized box. Together the cells fill the
    /// box and overlap only along borders. Sites at one and the same position have equal cells; a
    /// site outside the box has what of its cell reaches into the box, perhaps nothing.
    ///
    /// - Parameters:
    ///   - sites: Any number of positions.
    ///   - box: A box with width and height that does not cross the antimeridian.
    /// - Returns: One polygon for each site, in the order of the sites; an empty polygon where
    ///   nothing of the cell lies in the box.
    /// - Throws: ``TopologyError`` when the box crosses the antimeridian or GEOS fails.
    /// - Complexity: O(*n* log *n*) for sites that do not lie on one line, *n* their number.
    public static func voronoiCells(
        around sites: [Coordinate], within box: Envelope
    ) throws(TopologyError) -> [Geometry] {
        guard !box.crossesAntimeridian else {
            throw .antimeridian(west: box.west, east: box.east)
        }
        guard let first = sites.first else { return [] }
        let frame = Geometry.polygon(Polygon(box))
        // GEOS has no cell for one site alone.
        if sites.allSatisfy({ $0 == first }) { return sites.map { _ in frame } }
        let plane = LocalPlane(of: box)
        let places = sites.map(plane.drawn)
        let planeFrame = plane.drawn(frame)
        let diagram = try diagram(around: places, within: planeFrame)
        var cells: [Coordinate: Geometry] = [:]
        for (cell, owner) in zip(diagram, try owners(of: diagram, among: places)) {
            let cut = try Geometry.polygon(cell).intersection(with: planeFrame).polygons.first
            cells[owner] = cut.map { .polygon(plane.read($0)) }
        }
        return places.map { cells[$0] ?? .polygon(Polygon(exterior: [])) }
    }

    /// The cells as GEOS makes them: in no known order, and reaching beyond the box.
    private static func diagram(
        around sites: [Coordinate], within box: Geometry
    ) throws(TopologyError) -> [Polygon] {
        let context = try GEOSContext()
        let points = try GEOSGeometry(.multiPoint(sites), in: context)
        let frame = try GEOSGeometry(box, in: context)
        let function = "GEOSVoronoiDiagram_r"
        let cells = unsafe try GEOSGeometry(
            owning: GEOSVoronoiDiagram_r(
                context.handle, points.pointer, frame.pointer, 0, 0),
            from: function, in: context)
        return try cells.value(from: function).polygons
    }

    /// The site in each cell: the only one of those in the cell's box that the cell covers.
    private static func owners(
        of cells: [Polygon], among sites: [Coordinate]
    ) throws(TopologyError) -> [Coordinate] {
        let byLongitude = Set(sites).sorted {
            ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude)
        }
        let areas = try PreparedAreas(cells.map(Geometry.polygon))
        var owners: [Coordinate] = []
        for (index, cell) in cells.enumerated() {
            guard let box = Envelope(cell.exterior) else {
                throw .geos(function: "GEOSVoronoiDiagram_r", message: "an empty cell")
            }
            var owner: Coordinate?
            for site in byLongitude[firstIndex(in: byLongitude, from: box.west)...] {
                if owner != nil || site.longitude > box.east { break }
                if try areas.covers(site, area: index) { owner = site }
            }
            guard let owner else {
                throw .geos(function: "GEOSVoronoiDiagram_r", message: "a cell without a site")
            }
            owners.append(owner)
        }
        return owners
    }

    /// The first of positions in order of longitude that does not lie west of a longitude.
    private static func firstIndex(in positions: [Coordinate], from west: Double) -> Int {
        var range = 0..<positions.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            if positions[middle].longitude < west {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound
    }
}

/// A flat map of a box: longitudes shrunk by the cosine of the middle latitude.
///
/// The map is drawn at an eighth of a degree to the degree, so that cells that reach beyond the
/// box by the width of the earth are still positions; dividing by eight loses nothing.
private struct LocalPlane {
    private let box: Envelope
    private let shrink: Double

    init(of box: Envelope) {
        self.box = box
        // Near a pole the shrinking stops, lest different longitudes become one.
        shrink = max(cosine(ofDegrees: (box.south + box.north) / 2), 0.01) / 8
    }

    func drawn(_ position: Coordinate) -> Coordinate {
        Coordinate(
            wrappingLongitude: position.longitude * shrink,
            clampingLatitude: position.latitude / 8)
    }

    func drawn(_ shape: Geometry) -> Geometry {
        .multiPolygon(shape.polygons.map { Polygon(exterior: $0.exterior.map(drawn)) })
    }

    /// Back from the map; what rounding puts beyond the box is put on its edge.
    func read(_ polygon: Polygon) -> Polygon {
        Polygon(
            exterior: polygon.exterior.map {
                Coordinate(
                    wrappingLongitude: min(max($0.longitude / shrink, box.west), box.east),
                    clampingLatitude: min(max($0.latitude * 8, box.south), box.north))
            })
    }
}

extension Polygon {
    /// The four edges of a box, counter-clockwise from its south-western corner.
    fileprivate init(_ box: Envelope) {
        let corners = [
            (box.west, box.south), (box.east, box.south), (box.east, box.north),
            (box.west, box.north), (box.west, box.south),
        ]
        self.init(
            exterior: corners.map {
                Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1)
            })
    }
}

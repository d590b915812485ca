import Gazetteers
import Geodesy
import Regions
import SimpleFeatures

/// What distances are measured from: a position, a place, a route, a feature of another layer.
struct NearCentre {
    /// How the shape stands for the centre.
    enum Measure: Equatable {
        /// From a position.
        case position
        /// From the middle of an area of which only the reach is known.
        case circle(reachMetres: Double)
        /// From the outline of an area; what lies inside is at no distance.
        case outline
        /// From the nearest position of a line, or of several.
        case line
    }

    /// What is measured from; `nil` for a feature without one.
    let shape: Geometry?
    /// How the shape is meant.
    let measure: Measure
    /// What it is called.
    let title: String
    /// Its id in the gazetteer or in its layer.
    let id: String?
    /// The one position that stands for it.
    let position: Coordinate?
    /// The area of the gazetteer or of a region set that the shape was taken from, as `layer#id`.
    let area: String?
    /// The places of the same name that were not taken.
    let others: [String]

    /// A bare position.
    init(_ position: Coordinate) {
        shape = .point(position)
        measure = .position
        title = "\(position.longitude), \(position.latitude)"
        id = nil
        self.position = position
        area = nil
        others = []
    }

    /// The likeliest of places, with its outline where there is one.
    ///
    /// - Parameters:
    ///   - hits: The places that a name may mean, at least one.
    ///   - gazetteer: Where they stand.
    ///   - outlines: Where outlines are looked for; `nil` measures from positions alone.
    /// - Throws: ``Failure`` 65 when a file of outlines cannot be read.
    init(of hits: [PlaceHit], in gazetteer: Gazetteer, outlines: PlaceOutlines?) throws {
        precondition(!hits.isEmpty, "a place that was looked up has a hit")
        let place = hits[0].place
        position = place.position
        title = gazetteer.titleWithKind(of: place)
        id = place.id
        others = hits.dropFirst().prefix(3).map { gazetteer.titleWithKind(of: $0.place) }
        let outline = try outlines?.outline(of: place)
        area = outline?.name
        shape = outline?.shape ?? .point(place.position)
        if let outline {
            measure = outline.shape.polygons.isEmpty ? .line : .outline
        } else {
            measure =
                place.kind.isArea
                ? .circle(reachMetres: place.extentKilometres * 1000) : .position
        }
    }

    /// A feature of a layer of centres.
    ///
    /// - Parameters:
    ///   - feature: Any feature.
    ///   - number: Where it stands in its layer, from 1: what it is called if nothing names it.
    init(_ feature: Feature, number: Int) {
        let names = RegionSet.nameColumns.filter { $0 != "id" }
        let name = names.lazy.compactMap { feature.properties[$0].text }.first { !$0.isEmpty }
        id = feature.id ?? feature.properties["id"].text
        title = name ?? id ?? "feature \(number)"
        position = feature.representativePosition
        // An empty shape is no shape: nothing is near to it.
        shape = feature.geometry.flatMap { $0.envelope == nil ? nil : $0 }
        switch feature.geometry {
        case .lineString, .multiLineString: measure = .line
        case .some(let shape) where !shape.polygons.isEmpty: measure = .outline
        default: measure = .position
        }
        area = nil
        others = []
    }

    /// A line under a title of its own.
    init(line shape: Geometry, title: String) {
        self.shape = shape
        measure = .line
        self.title = title
        id = nil
        position = nil
        area = nil
        others = []
    }

    /// Whether it is a route that was given as such, and no place.
    var isRoute: Bool { position == nil && measure == .line }

    /// How far the circle around an area's middle reaches; `nil` for everything else.
    var reachMetres: Double? {
        if case .circle(let metres) = measure { return metres }
        return nil
    }

    /// The way along the shape where it is one line; `nil` where "how far along" means nothing.
    var path: NearPath? {
        switch shape {
        case .lineString(let positions) where positions.count > 1: return NearPath(positions)
        case .multiLineString(let lines) where lines.count == 1 && lines[0].count > 1:
            return NearPath(lines[0])
        default: return nil
        }
    }

    /// The length of all lines of the shape.
    var lengthMetres: Double {
        switch shape {
        case .lineString(let positions): return Geodesic.lengthMetres(of: positions)
        case .multiLineString(let lines):
            return lines.reduce(0) { $0 + Geodesic.lengthMetres(of: $1) }
        default: return 0
        }
    }
}

extension Gazetteer {
    /// What a place is called where its kind should be seen: "La Paz, Bolivia (admin-1)".
    func titleWithKind(of place: Place) -> String {
        "\(fullName(of: place)) (\(place.kind.word))"
    }
}

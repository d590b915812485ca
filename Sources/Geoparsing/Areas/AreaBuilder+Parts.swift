import Gazetteers
import Geodesy
import SimpleFeatures
import Topology

extension AreaBuilder {
    /// An area without an outline is a circle up to this radius; beyond it a circle says nothing.
    private static let widestCircleKilometres = 300.0
    /// Islands no farther than this from the main part of an area belong to it when it is halved,
    /// exclaves and overseas parts do not: Alaska lies 7° from the states south of Canada.
    private static let nearDegrees = 4.0
    /// What reaches beyond this lies on both sides of the antimeridian: Natural Earth cuts Russia and
    /// Fiji at 179.9°.
    private static let antimeridianDegrees = 179.5
    /// Parts smaller than this share of the largest do not move the middle of an area.
    private static let leastShare = 0.05

    /// The area that a name stands for.
    func namedArea(_ place: Place) throws(Failure) -> RelativePlace.Extent {
        if let outline = shapes.area(of: place) {
            return try extent(
                outline.areas, in: MapFrame(middle: 0), within: nil, preferring: place.position)
        }
        guard place.extentKilometres <= Self.widestCircleKilometres else {
            throw .reason(.noOutline)
        }
        let holder = place.parent.flatMap { shapes.area(of: gazetteer.places[$0]) }
        return try disk(
            around: place.position, kilometres: place.extentKilometres,
            within: holder ?? country(of: place))
    }

    /// The part of an area beyond the middle of its extent in a direction.
    ///
    /// Half, as projections onto north and east halve a thing, and not the outermost third: a report
    /// that says "southern Peru" tells which half is meant, and a third would leave out places in the
    /// other two that everybody counts in. The centre is the middle half both ways.
    ///
    /// - SeeAlso: Frank (1996), "Qualitative spatial reasoning: cardinal directions as an example", the
    ///   projection-based directions.
    func part(_ part: AreaPart, of place: Place) throws(Failure) -> RelativePlace.Extent {
        try self.part(part, of: try outlineOrCircle(of: place), around: place.position)
    }

    func part(
        _ part: AreaPart, of outline: Geometry, around centre: Coordinate
    ) throws(Failure) -> RelativePlace.Extent {
        let main = try main(of: outline)
        // The plane is turned where the area is cut by the antimeridian, so that it has a middle.
        let touches = outline.positions.contains {
            $0.longitude.magnitude >= Self.antimeridianDegrees
        }
        let frame = MapFrame(middle: touches ? centre.longitude : 0)
        return try topology { () throws(TopologyError) in
            var shape = try frame.drawn(touches ? outline : .multiPolygon(main.polygons))
            var box = main.box
            if touches {
                let turned = AreaBuilder.main(of: shape.polygons)
                guard let turned else { return nil }
                (shape, box) = (.multiPolygon(turned.polygons), turned.box)
            }
            let half = try shape.intersection(with: .polygon(box.half(part))).areas
            // A kilometre of a part that is told by halves.
            let simple = try half.simplified(toleranceDegrees: 0.01).areas
            guard let inside = try AreaBuilder.middle(of: simple) else { return nil }
            return RelativePlace.Extent(
                try frame.read(simple).areas, representative: frame.read(inside))
        }
    }

    /// The middle of the box of an area where it lies in it, else a position that does.
    private static func middle(of area: Geometry) throws(TopologyError) -> Coordinate? {
        guard let box = area.envelope else { return nil }
        let middle = Coordinate(
            wrappingLongitude: (box.west + box.east) / 2,
            clampingLatitude: (box.south + box.north) / 2)
        let covers = try PreparedAreas([area]).covers(middle, area: 0)
        return covers ? middle : try area.interiorPosition()
    }

    private func main(
        of outline: Geometry
    ) throws(Failure) -> (polygons: [Polygon], box: Envelope) {
        guard let main = AreaBuilder.main(of: outline.polygons) else { throw .reason(.noShape) }
        return main
    }

    /// The largest polygon with those near to it, and the box around the large ones among them.
    private static func main(
        of polygons: [Polygon]
    ) -> (polygons: [Polygon], box: Envelope)? {
        var boxes = polygons.compactMap { polygon in
            Envelope(polygon.exterior).map { (polygon: polygon, box: $0) }
        }
        boxes.sort { $0.box.squareDegrees > $1.box.squareDegrees }
        guard let first = boxes.first else { return nil }
        var box = first.box
        // The large ones in order of size, so that one bridges the gap to the next.
        for other in boxes.dropFirst()
        where other.box.squareDegrees >= leastShare * first.box.squareDegrees
            && other.box.gapDegrees(to: box) <= nearDegrees
        {
            box = box.joined(other.box)
        }
        let near = boxes.filter { $0.box.gapDegrees(to: box) <= nearDegrees }
        return (near.map(\.polygon), box)
    }

    func outlineOrCircle(of place: Place) throws(Failure) -> Geometry {
        if let outline = shapes.area(of: place) { return outline }
        guard place.extentKilometres <= Self.widestCircleKilometres else {
            throw .reason(.noOutline)
        }
        return try disk(around: place.position, kilometres: place.extentKilometres).geometry
    }

    // MARK: - Landscapes

    /// "el norte boliviano", "el oriente boliviano"
    func partOfPeople(_ part: AreaPart, _ id: String, _ name: String) -> Found? {
        guard let place = gazetteer.place(withID: id) else { return nil }
        if let area = region(named: name, in: place.country) {
            return found(.area, [.init(mention: nil, place: area)]) { anchors throws(Failure) in
                try namedArea(anchors[0].place)
            }
        }
        // A town's people stand for its unit: "el norte paceño".
        return found(.part, [.init(mention: nil, place: unit(of: place))]) {
            anchors throws(Failure) in
            try self.part(part, of: anchors[0].place)
        }
    }

    /// "the highlands", "los valles de Cochabamba"
    func landscape(
        _ name: String, _ part: AreaPart?, mention: Int?, of owner: Int?,
        peopleOf id: String?
    ) -> Found? {
        let holder = owner.flatMap { resolutions[$0].place }
        let kind = part == nil ? RelativePlace.Kind.area : .part
        let holders = owner.map { [anchor($0)] } ?? []
        let people = id.flatMap { gazetteer.place(withID: $0)?.country }
        guard let country = holder?.country ?? people ?? focus.country, !country.isEmpty else {
            return found(kind, holders) { _ throws(Failure) in throw .reason(.noFocus) }
        }
        guard let area = region(named: name, in: country) else {
            return found(kind, holders) { _ throws(Failure) in throw .reason(.notInGazetteer) }
        }
        let named = RelativePlace.Anchor(mention: mention, place: area)
        return found(kind, [named] + holders) { _ throws(Failure) in
            if let part { return try self.part(part, of: area) }
            guard let holder, holder.kind.level > .country,
                let outline = shapes.area(of: unit(of: holder))
            else { return try namedArea(area) }
            return try extent(
                try outlineOrCircle(of: area).areas, in: MapFrame(middle: 0), within: outline,
                preferring: nil)
        }
    }

    private func unit(of place: Place) -> Place {
        place.kind.level == .town ? gazetteer.admin1(of: place) ?? place : place
    }

    /// The region of a country that bears a name, with an article ("the valleys") or without.
    private func region(named name: String, in country: String) -> Place? {
        let bearers = [name, "the " + name].flatMap { gazetteer.bearers(of: $0) }
            .map { gazetteer.places[$0.place] }
        let regions = bearers.filter { $0.kind.level == .region && $0.country == country }
        // One with an outline before one without.
        return regions.first { shapes.area(of: $0) != nil } ?? regions.first
    }
}

extension Envelope {
    /// The area of the box in the plane of degrees.
    fileprivate var squareDegrees: Double { (east - west) * (north - south) }

    /// How far two boxes lie apart in the plane of degrees, in longitude or in latitude.
    fileprivate func gapDegrees(to other: Envelope) -> Double {
        let across = max(0, max(west, other.west) - min(east, other.east))
        let along = max(0, max(south, other.south) - min(north, other.north))
        return max(across, along)
    }

    fileprivate func joined(_ other: Envelope) -> Envelope {
        Envelope(
            uncheckedWest: min(west, other.west), south: min(south, other.south),
            east: max(east, other.east), north: max(north, other.north))
    }

    /// A part of the plane beyond the middle of the box, or the middle half of the box.
    fileprivate func half(_ part: AreaPart) -> Polygon {
        let middle = (longitude: (west + east) / 2, latitude: (south + north) / 2)
        switch part {
        case .central:
            return Polygon(
                west: (west + middle.longitude) / 2, south: (south + middle.latitude) / 2,
                east: (east + middle.longitude) / 2, north: (north + middle.latitude) / 2)
        case .towards(let point):
            let word = point.rawValue
            return Polygon(
                west: word.hasSuffix("east") ? middle.longitude : -180,
                south: word.hasPrefix("north") ? middle.latitude : -90,
                east: word.hasSuffix("west") ? middle.longitude : 180,
                north: word.hasPrefix("south") ? middle.latitude : 90)
        }
    }
}

import Geodesy
import SimpleFeatures
import Testing
import Topology

@testable import Regions

/// Regions where the plane of degrees ends, with holes and with islands.
@Suite struct WorldRegionsTests {
    static func ring(_ corners: [(Double, Double)]) -> [Coordinate] {
        (corners + corners.prefix(1)).map { Samples.position($0.0, $0.1) }
    }

    static func read(_ shapes: [Geometry]) throws(RegionError) -> RegionSet {
        try RegionSet(
            layer: Layer(
                name: "w",
                features: shapes.enumerated().map { index, shape in
                    Feature(geometry: shape, properties: ["name": .text("r\(index)")])
                }))
    }

    static func regions(_ set: RegionSet, at longitude: Double, _ latitude: Double) throws -> [Int]
    {
        let filing = try set.file(
            [Samples.event(at: (longitude, latitude))], parents: { _ in [] }, toleranceMetres: 0)
        guard case .filed(let regions, _) = filing.answers[0] else { return [] }
        return Array(regions)
    }

    /// A box of 20° by 10° around the antimeridian at the equator: cut, and uncut.
    static let cut = Geometry.multiPolygon([
        Samples.box(170, -5, 180, 5), Samples.box(-180, -5, -170, 5),
    ])
    static let uncut = Geometry.polygon(
        Polygon(exterior: ring([(170, -5), (-170, -5), (-170, 5), (170, 5)])))

    @Test func `an area over the antimeridian is the same, cut or uncut`() throws {
        let set = try Self.read([Self.cut, Self.uncut])
        #expect(set.notes == ["feature 2 ('r1') cut at the antimeridian, which it crosses"])
        #expect(set.faults.isEmpty)
        #expect(
            (set.regions[0].areaSquareKilometres - set.regions[1].areaSquareKilometres).magnitude
                < 1e-6)
        for longitude in [175.0, -175] {
            #expect(try Self.regions(set, at: longitude, 1) == [0, 1], "\(longitude)")
        }
        // The cut is a border in the plane of degrees, of which the first region has a position.
        for longitude in [180.0, -180] {
            #expect(try Self.regions(set, at: longitude, 1) == [0], "\(longitude)")
        }
        #expect(try Self.regions(set, at: 0, 1).isEmpty)
        let review = try RegionSetReview(of: set)
        #expect(review.overlaps.map(\.regions) == [[0, 1]])
    }

    @Test func `an area around a pole holds the pole, cut at the antimeridian or not`() throws {
        let parallel = stride(from: -175.0, through: 175, by: 10).map { ($0, -70.0) }
        let ends = [(180.0, -70.0), (180, -90), (-180, -90), (-180, -70)]
        let uncut = Geometry.polygon(Polygon(exterior: Self.ring(parallel)))
        let cut = Geometry.polygon(Polygon(exterior: Self.ring(parallel + ends)))
        let set = try Self.read([uncut, cut])
        #expect(set.notes == ["feature 1 ('r0') cut at the antimeridian, which it crosses"])
        for (longitude, latitude) in [(0.0, -89.9), (10, -80), (-170, -71), (179.9, -71)] {
            #expect(try Self.regions(set, at: longitude, latitude) == [0, 1])
        }
        #expect(try Self.regions(set, at: 10, -90) == [0])
        #expect(try Self.regions(set, at: 10, -60).isEmpty)
        // A cap from 70° S on the authalic sphere has 2πR²(1 - sin 70°), 15.38 million km²; its
        // sides of 10° are geodesics and bulge towards the pole.
        for region in set.regions {
            #expect((region.areaSquareKilometres - 15.38e6).magnitude < 0.1e6)
        }
    }

    @Test func `holes, islands in them and parts apart are kept`() throws {
        let hole = Array(Samples.box(1, 1, 4, 4).exterior.reversed())
        let shape = Geometry.multiPolygon([
            Polygon(exterior: Samples.box(0, 0, 5, 5).exterior, interiors: [hole]),
            Samples.box(2, 2, 3, 3), Samples.box(7, 0, 8, 1),
        ])
        let set = try Self.read([shape])
        #expect(set.notes.isEmpty)
        #expect(set.regions[0].geometry == shape)
        for (longitude, latitude, isInside) in [
            (0.5, 0.5, true), (1.5, 1.5, false), (2.5, 2.5, true), (7.5, 0.5, true),
            (6, 0.5, false),
        ] {
            #expect(try Self.regions(set, at: longitude, latitude).isEmpty != isInside)
        }
    }

    @Test func `the ring that is wrong is named`() throws {
        let bow = Self.ring([(10, 10), (12, 12), (12, 10), (10, 12)])
        let inHole = Polygon(
            exterior: Samples.box(0, 0, 5, 5).exterior,
            interiors: [Self.ring([(1, 1), (2, 2), (2, 1), (1, 2)])])
        let set = try Self.read([
            .multiPolygon([Samples.box(0, 0, 5, 5), Polygon(exterior: bow)]), .polygon(inHole),
            .polygon(Polygon(exterior: Array(Samples.box(0, 0, 1, 1).exterior.dropLast()))),
        ])
        #expect(
            set.faults == [
                "feature 1 ('r0') repaired: self-intersection at longitude 11.0, latitude 11.0 "
                    + "(polygon 2, outer ring)",
                "feature 2 ('r1') repaired: self-intersection at longitude 1.5, latitude 1.5 "
                    + "(polygon 1, hole 1)",
                "feature 3 ('r2') repaired: a ring that is not closed at longitude 0.0, "
                    + "latitude 0.0 (polygon 1, outer ring)",
            ])
        for region in set.regions { #expect(try region.geometry.isValid()) }
    }

    @Test func `compositions cross the antimeridian too`() throws {
        let text =
            "[near]\nadd: within 200 km of Middle\nclip: w/*\n"
            + "[cells]\ncells: East; West\nclip: w/*"
        let set = try RegionSet(
            try Composition(reading: Array(text.utf8), file: "t"), atlas: Ocean())
        #expect(set.regions.map(\.name) == ["near", "East", "West"])
        // Each has half of the box, split by the antimeridian half-way between them.
        let half = Geodesic.areaSquareMetres(of: Samples.area(170, -5, 180, 5)) / 1e6
        for region in set.regions.dropFirst() {
            #expect((region.areaSquareKilometres - half).magnitude < half * 1e-6)
        }
        #expect(try Self.regions(set, at: 175, 0).contains(2))
        #expect(try Self.regions(set, at: -175, 0).contains(1))
        #expect((set.regions[0].areaSquareKilometres - 125_664).magnitude < 300)
    }

    /// Two places on either side of the antimeridian, and the area around them.
    struct Ocean: Atlas {
        func sets() throws(RegionError) -> [RegionSet] {
            [RegionSet(name: "w", regions: [Region(name: "box", geometry: WorldRegionsTests.cut)])]
        }
        func set(of source: Composition.Source) throws(RegionError) -> RegionSet {
            throw .lookup(reason: "no file")
        }
        func area(named name: String, country: String?) throws(RegionError) -> AtlasPlace? { nil }
        func place(
            named name: String, country: String?, near position: Coordinate?
        ) throws(RegionError) -> AtlasPlace? {
            let longitudes = ["East": -178.0, "West": 178, "Middle": 180]
            return longitudes[name].map {
                AtlasPlace(
                    id: name, title: name, position: Samples.position($0, 0), shape: nil)
            }
        }
        func road(from start: AtlasPlace, to end: AtlasPlace) throws(RegionError) -> [Coordinate]? {
            nil
        }
        func unknown(_ name: String) -> String { "no place '\(name)'" }
    }
}

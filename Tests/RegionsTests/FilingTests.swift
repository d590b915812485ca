import Geodesy
import SimpleFeatures
import Testing

@testable import Regions

@Suite struct FilingTests {
    static func answer(
        _ feature: Feature, parents: [String: [String]] = [:],
        toleranceMetres: Double = RegionSet.toleranceMetres
    ) throws -> Filing.Answer {
        let filing = try Samples.set.file(
            [feature], parents: { parents[$0] ?? [] }, toleranceMetres: toleranceMetres)
        return try #require(filing.answers.first)
    }

    @Test func `a member is filed by its id, wherever its position lies`() throws {
        let event = Samples.event(at: (-61, -19), ["gazetteer_id": .text("town-oruro")])
        #expect(try Self.answer(event) == .filed([0], by: .member(id: "town-oruro")))
    }

    @Test func `a place is filed by the nearest place that holds it and is a member`() throws {
        let event = Samples.event(at: (-61, -19), ["gazetteer_id": .text("town-viacha")])
        let parents = ["town-viacha": ["province-ingavi", "dep-la-paz", "dep-santa-cruz"]]
        #expect(
            try Self.answer(event, parents: parents) == .filed([0], by: .parent(id: "dep-la-paz")))
    }

    @Test func `an id that nobody knows leaves the question to the polygons`() throws {
        let event = Samples.event(at: (-66, -19), ["gazetteer_id": .text("town-nowhere")])
        #expect(try Self.answer(event) == .filed([0], by: .polygon))
    }

    @Test func `a position in two regions is filed in both`() throws {
        #expect(try Self.answer(Samples.event(at: (-61, -15))) == .filed([1, 2], by: .polygon))
    }

    @Test func `a common border belongs to the first region, an inside goes before a border`()
        throws
    {
        #expect(try Self.answer(Samples.event(at: (-65, -17))) == .filed([0], by: .border))
        #expect(try Self.answer(Samples.event(at: (-63, -15))) == .filed([1], by: .polygon))
        #expect(try Self.answer(Samples.event(at: (-60, -15))) == .filed([1], by: .border))
    }

    @Test func `what lies a little outside goes to the nearest region, with its distance`() throws {
        let event = Samples.event(at: (-69.05, -17))
        guard case .filed([0], by: .nearest(let way)) = try Self.answer(event) else {
            Issue.record("filed as \(try Self.answer(event))")
            return
        }
        let expected = Geodesic.distanceMetres(
            from: Samples.position(-69.05, -17), to: Samples.position(-69, -17))
        #expect((way.metres - expected).magnitude < 0.01)
        #expect(
            try Self.answer(event).explanation
                == "no region covers its position; this one is the nearest, 5.3 km away")
    }

    @Test func `the tolerance is a limit, and zero switches it off`() throws {
        let event = Samples.event(at: (-69.05, -17))
        #expect(try Self.answer(event, toleranceMetres: 5000) == .unfiled(.outside))
        #expect(try Self.answer(event, toleranceMetres: 0) == .unfiled(.outside))
        #expect(try Self.answer(Samples.event(at: (-69.5, -17))) == .unfiled(.outside))
    }

    @Test func `no position, a vague place and a place abroad are different things`() throws {
        #expect(try Self.answer(Samples.event(at: nil)) == .unfiled(.noPlace))
        #expect(
            try Self.answer(Samples.event(at: nil, ["geo_prec": .text("unknown")]))
                == .unfiled(.noPlace))
        for precision in ["country", "unknown"] {
            let event = Samples.event(at: (-66, -17), ["geo_prec": .text(precision)])
            #expect(try Self.answer(event) == .unfiled(.tooVague))
        }
        #expect(
            try Self.answer(Samples.event(at: (-66, -17), ["geo_prec": .text("admin1")]))
                == .filed([0], by: .polygon))
        #expect(try Self.answer(Samples.event(at: (-58, -34))) == .unfiled(.outside))
    }

    @Test func `a member without a shape, or a country that is a member, is filed all the same`()
        throws
    {
        let placeless = Samples.event(at: nil, ["gazetteer_id": .text("town-oruro")])
        #expect(try Self.answer(placeless) == .filed([0], by: .member(id: "town-oruro")))
        let country = Samples.event(
            at: (-61, -17), ["gazetteer_id": .text("dep-la-paz"), "geo_prec": .text("country")])
        #expect(try Self.answer(country) == .filed([0], by: .member(id: "dep-la-paz")))
    }

    @Test func `a march over the antimeridian is not measured the long way round`() throws {
        func box(_ west: Double, _ east: Double) throws -> Geometry {
            .polygon(
                Polygon(
                    exterior: try [(west, 0.0), (east, 0), (east, 20), (west, 20), (west, 0)].map {
                        try Coordinate(longitude: $0.0, latitude: $0.1)
                    }))
        }
        let set = RegionSet(
            name: "ocean",
            regions: [
                Region(name: "west", geometry: try box(170, 180)),
                Region(name: "east", geometry: try box(-180, -170)),
            ])
        let march = Feature(
            geometry: .lineString([
                try Coordinate(longitude: 179.5, latitude: 10),
                try Coordinate(longitude: -179, latitude: 10.5),
            ]))
        let answer = try set.file([march]) { _ in [] }.answers[0]
        guard case .filed([1], by: .share(let share)) = answer else {
            Issue.record("filed as \(answer)")
            return
        }
        #expect(abs(share - 2 / 3) < 0.01)
    }

    @Test func `a march belongs to the region that has the most of its way`() throws {
        func march(_ positions: (Double, Double)...) -> Feature {
            Feature(geometry: .lineString(positions.map { Samples.position($0.0, $0.1) }))
        }
        guard
            case .filed([0], by: .share(let share)) = try Self.answer(
                march((-64, -18), (-67, -18)))
        else {
            Issue.record("filed as \(try Self.answer(march((-64, -18), (-67, -18))))")
            return
        }
        #expect((share - 2.0 / 3).magnitude < 1e-4)
        #expect(try Self.answer(march((-62, -18), (-61, -18))) == .filed([1], by: .share(1)))
        // Where regions overlap, each has the whole.
        #expect(try Self.answer(march((-62, -15), (-61, -15))) == .filed([1, 2], by: .share(1)))
        // A third in the region, and nothing in any other.
        guard case .filed([0], by: .share) = try Self.answer(march((-73, -18), (-67, -18))) else {
            Issue.record("not filed by its share")
            return
        }
        #expect(try Self.answer(march((-80, -18), (-75, -18))) == .unfiled(.outside))
        #expect(try Self.answer(march((-66, -18), (-66, -18))) == .filed([0], by: .polygon))
    }

    @Test func `of equal halves the first region has the whole`() throws {
        let area = Feature(geometry: Samples.area(-66, -18, -64, -17))
        guard case .filed([0], by: .share(let share)) = try Self.answer(area) else {
            Issue.record("filed as \(try Self.answer(area))")
            return
        }
        #expect((share - 0.5).magnitude < 1e-4)
    }

    @Test func `an area belongs to the region that has the most of its ground`() throws {
        func region(of box: (Double, Double, Double, Double)) throws -> Filing.Answer {
            try Self.answer(Feature(geometry: Samples.area(box.0, box.1, box.2, box.3)))
        }
        guard case .filed([1], by: .share) = try region(of: (-66, -19, -62, -18)),
            case .filed([0], by: .share(1)) = try region(of: (-67, -19, -66, -18)),
            // Its box is centred in the east, where it has less.
            case .filed([0], by: .share) = try Self.answer(
                Feature(
                    geometry: .multiPolygon([
                        Samples.box(-69, -19, -66, -18), Samples.box(-60.5, -19, -60, -18),
                    ])))
        else {
            Issue.record("not the greatest share")
            return
        }
        // What crosses itself is repaired and measured.
        let bow = Polygon(
            exterior: [(-67, -19), (-66, -18), (-66, -19), (-67, -18), (-67, -19)].map {
                Samples.position($0.0, $0.1)
            })
        #expect(
            try Self.answer(Feature(geometry: .polygon(bow))) == .filed([0], by: .share(1)))
    }

    @Test(arguments: UInt64(0)..<20)
    func `every feature has one answer, equal to that of plain boxes`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let features = (0..<200).map { _ in
            // Tenths of degrees fall on borders and on each other now and then.
            Samples.event(
                at: (
                    Double(Int.random(in: -700...(-590), using: &random)) / 10,
                    Double(Int.random(in: -210...(-130), using: &random)) / 10
                ))
        }
        let filing = try Samples.set.file(features, parents: { _ in [] }, toleranceMetres: 0)
        #expect(filing.answers.count == features.count)
        for (feature, answer) in zip(features, filing.answers) {
            let place = try #require(feature.representativePosition)
            let boxes = Samples.set.regions.map { $0.geometry.envelope }
            let covering = boxes.indices.filter { boxes[$0]?.contains(place) == true }
            let inside = covering.filter { index in
                guard let box = boxes[index] else { return false }
                return place.longitude > box.west && place.longitude < box.east
                    && place.latitude > box.south && place.latitude < box.north
            }
            let expected = inside.isEmpty ? Array(covering.prefix(1)) : inside
            #expect(Array(answer.regions) == expected, "seed \(seed): \(place)")
        }
        let filed = filing.ruleCounts.reduce(0) { $0 + $1.count }
        let unfiled = UnfiledGroup.allCases.reduce(0) { $0 + filing.features(in: $1).count }
        #expect(filed + unfiled == features.count)
    }

    @Test func `a set without regions, and one with an empty region, file nothing`() throws {
        let none = RegionSet(name: "none", regions: [])
        let empty = RegionSet(
            name: "empty", regions: [Region(name: "void", geometry: .multiPolygon([]))])
        for set in [none, empty] {
            let filing = try set.file([Samples.event(at: (0, 0))], parents: { _ in [] })
            #expect(filing.answers == [.unfiled(.outside)])
        }
    }

    @Test func `the antimeridian is no border between a place and its region`() throws {
        let fiji = RegionSet(
            name: "fiji",
            regions: [Region(name: "west", geometry: Samples.area(178, -18, 180, -16))])
        let filing = try fiji.file(
            [Samples.event(at: (-180, -17)), Samples.event(at: (-179.95, -17))],
            parents: { _ in [] })
        #expect(filing.answers.map(\.regions) == [[0], [0]])
    }
}

/// Numbers that are the same for the same seed on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

import Geodesy
import SimpleFeatures
import Testing

@testable import Regions

/// Regions made by compositions, over a small world of squares.
@Suite struct CompositionTests {
    /// Two sets, three places and a road.
    struct World: Atlas {
        static let places = [
            AtlasPlace(
                id: "p-west", title: "Westville", position: Samples.position(-67, -17), shape: nil),
            AtlasPlace(
                id: "p-east", title: "Eastville", position: Samples.position(-63, -17), shape: nil),
            AtlasPlace(
                id: "p-land", title: "Land", position: Samples.position(-50, -17),
                shape: Samples.area(-51, -18, -49, -16)),
            AtlasPlace(
                id: "p-road", title: "Road 1", position: Samples.position(-65, -17),
                shape: .lineString([Samples.position(-67, -17), Samples.position(-63, -17)])),
        ]

        func sets() throws(RegionError) -> [RegionSet] {
            [
                Samples.set,
                RegionSet(
                    name: "other",
                    regions: [
                        Region(name: "west", geometry: Samples.area(-80, -20, -75, -14)),
                        Region(name: "strip", geometry: Samples.area(-66, -18, -64, -16)),
                    ]),
            ]
        }

        func set(of source: Composition.Source) throws(RegionError) -> RegionSet {
            guard source.file == "mine.kml" else {
                throw .lookup(reason: "\(source.file): no such file")
            }
            return RegionSet(
                name: source.file,
                regions: [Region(name: "own", geometry: Samples.area(0, 0, 1, 1))])
        }

        func area(named name: String, country: String?) throws(RegionError) -> AtlasPlace? {
            guard let place = try place(named: name, country: country, near: nil) else {
                return nil
            }
            guard place.shape?.polygons.isEmpty == false else {
                throw .lookup(reason: "no outline is known of \(place.title)")
            }
            return place
        }

        func place(
            named name: String, country: String?, near position: Coordinate?
        ) throws(RegionError) -> AtlasPlace? {
            Self.places.first { $0.title == name }
        }

        func road(from start: AtlasPlace, to end: AtlasPlace) throws(RegionError) -> [Coordinate]? {
            start.id == "p-west" && end.id == "p-east" ? [start.position, end.position] : nil
        }

        func unknown(_ name: String) -> String { "no place '\(name)' in the gazetteer" }
    }

    static func made(_ text: String) throws(RegionError) -> RegionSet {
        try RegionSet(
            try Composition(reading: Array(text.utf8), file: "t.regions"), atlas: World())
    }

    static func areaOfOnly(_ text: String) throws -> Double {
        try #require(try made("[r]\n" + text).regions.first).areaSquareKilometres
    }

    static func square(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Double {
        Geodesic.areaSquareMetres(of: Samples.area(west, south, east, north)) / 1e6
    }

    @Test func `lines are followed from top to bottom`() throws {
        #expect(
            (try Self.areaOfOnly("add: sample/west") - Self.square(-69, -20, -65, -14)).magnitude
                < 0.01)
        // West less the strip is west of 66° between 16 and 18° S.
        let less = Self.square(-69, -20, -65, -14) - Self.square(-66, -18, -65, -16)
        #expect(
            (try Self.areaOfOnly("add: sample/west\nsubtract: strip") - less).magnitude < 0.01)
        let back = try Self.areaOfOnly("add: sample/west\nsubtract: strip\nadd: strip")
        let whole = Self.square(-69, -20, -65, -14) + Self.square(-65, -18, -64, -16)
        #expect((back - whole).magnitude < 0.01)
        #expect(
            (try Self.areaOfOnly("add: sample/west; east\nclip: strip")
                - Self.square(-66, -18, -64, -16)).magnitude < 0.01)
    }

    @Test func `a union of whole regions has their members, a region that is cut has none`() throws
    {
        let set = try Self.made("[a]\nadd: sample/west; Land\n[b]\nadd: east\nsubtract: strip")
        #expect(set.regions[0].memberIDs == ["dep-la-paz", "town-oruro", "p-land"])
        #expect(set.regions[1].memberIDs.isEmpty)
    }

    @Test func `sections are made of sections, and areas in parentheses are no regions`() throws {
        let set = try Self.made(
            """
            set: study
            title: A study

            [all]
            title: Everything
            aliases: alles
            population: 12 in 1999
            add: half; sample/east

            [(half)]
            add: sample/west
            """)
        #expect(set.name == "study")
        #expect(set.title == "A study")
        #expect(set.regions.map(\.name) == ["all"])
        #expect(set.regions.map(\.title) == ["Everything"])
        #expect(set.regions.map(\.aliases) == [["alles"]])
        #expect(set.regions.map(\.population) == [12])
        #expect(set.regions.map(\.populationYear) == [1999])
        #expect(set.regions[0].geometry.polygons.count == 1)
        #expect(set.notes.isEmpty)
    }

    @Test func `a region may bear the name of what it is made of`() throws {
        let set = try Self.made(
            "[Land]\nadd: Land\n[east]\nadd: east; within 1 km of Land\n[both]\nadd: Land; east")
        #expect(set.regions.map(\.name) == ["Land", "east", "both"])
        #expect(set.regions.map(\.geometry.polygons.count) == [1, 2, 2])
    }

    @Test func `a file of polygons lends its regions under the name of its section`() throws {
        let set = try Self.made(
            "[f]\nfile: mine.kml\n[a]\nadd: f/own\n[b]\nadd: own\n[c]\nadd: f/*")
        let areas = set.regions.map { $0.areaSquareKilometres.rounded() }
        #expect(areas == [12_309, 12_309, 12_309])
    }

    @Test func `surroundings of places, roads and routes reach as far as is told`() throws {
        // A disk of 10 km has 314.16 km², a way of 4° along 17° S is 425.8 km long (GeographicLib),
        // so what lies within 10 km of it has 425.8 × 20 + 314.16 = 8,830 km².
        let disk = try Self.areaOfOnly("add: within 10 km of Westville")
        #expect((disk - 314.16).magnitude < 1)
        for way in ["the road Westville-Eastville", "the route Westville - Eastville", "Road 1"] {
            let corridor = try Self.areaOfOnly("add: within 10 km of \(way)")
            #expect((corridor - 8_830).magnitude < 20, "\(way): \(corridor)")
        }
        let grown = try Self.areaOfOnly("add: within 10 km of other/strip")
        let strip = try #require(try World().sets()[1].regions.last)
        let outline = Geodesic.lengthMetres(of: strip.geometry.polygons[0].exterior) / 1000
        #expect(
            (grown - strip.areaSquareKilometres - outline * 10 - 314.16).magnitude
                < grown * 0.002)
    }

    @Test func `cells share an area out among places, each the nearest`() throws {
        let set = try Self.made(
            "[towns]\ncells: Westville; Eastville\nclip: sample/west; sample/east\n"
                + "[rest]\nadd: towns/*\nsubtract: towns/Westville")
        #expect(set.regions.map(\.name) == ["Westville", "Eastville", "rest"])
        let whole = Self.square(-69, -20, -60, -14)
        let sum = set.regions[0].areaSquareKilometres + set.regions[1].areaSquareKilometres
        // Areas are measured with geodesics for sides, which bulge where sides are long.
        #expect((sum - whole).magnitude < whole * 0.002)
        #expect(
            (set.regions[1].areaSquareKilometres - set.regions[2].areaSquareKilometres).magnitude
                < 0.01)
        // Half-way between the two, on their parallel.
        let envelope = try #require(set.regions[0].geometry.envelope)
        #expect((envelope.east + 65).magnitude < 1e-9)
    }

    @Test func `notes tell which places were taken and which lines change nothing`() throws {
        let set = try Self.made(
            "[a]\nadd: Land\nsubtract: sample/west\n[b]\nadd: within 1 km of Westville")
        #expect(
            set.notes == [
                "t.regions:2: 'Land' is Land", "t.regions:3: 'subtract' changes nothing of 'a'",
                "t.regions:5: 'Westville' is Westville",
            ])
    }

    @Test(arguments: [
        ("[a]\nadd: wst", ":2: no region or place 'wst', did you mean 'west'?"),
        ("[a]\nadd: Atlantis", ":2: no place 'Atlantis' in the gazetteer"),
        (
            "[a]\nadd: west",
            ":2: 'west' is a region of sample and of other, expected 'sample/west' or one of the others"
        ),
        ("[a]\nadd: sampel/west", ":2: no set 'sampel', did you mean 'sample'?"),
        ("[a]\nadd: nowhere/west", ":2: no set 'nowhere', expected one of sample, other"),
        ("[a]\nadd: sample/wset", ":2: no region 'wset' in sample, did you mean 'west'?"),
        (
            "[a]\nadd: sample/atlantis",
            ":2: no region 'atlantis' in sample, expected west, east or north-east"
        ),
        ("[a]\nadd: Westville", ":2: no outline is known of Westville"),
        (
            "[a]\nadd: east\n\nadd: b\n[b]\nadd: c\n[c]\nadd: a",
            ":8: a circle: a is made of b is made of c is made of a"
        ),
        ("[a]\nadd: a", ":2: no place 'a' in the gazetteer"),
        (
            "[a]\nadd: east\nsubtract: sample/*",
            ":3: nothing is left of 'a' here, expected areas that leave some of it"
        ),
        (
            "[a]\nadd: east\nclip: sample/west",
            ":3: nothing is left of 'a' here, expected areas that it lies in"
        ),
        ("[f]\nfile: gone.kml\n[a]\nadd: f/x", ":1: gone.kml: no such file"),
        (
            "[a]\nadd: within 1 km of the road Eastville - Westville",
            ":2: no line is known of a road from Eastville to Westville, expected places by one "
                + "road, or 'the route Eastville - Westville' for the straight way"
        ),
        (
            "[a]\nadd: within 1 km of the road Nine",
            ":2: no line is known of the road 'Nine', expected the places that it joins, "
                + "'the road PLACE - PLACE'"
        ),
        (
            "[c]\ncells: Westville; westville\nclip: east",
            ":2: no place 'westville' in the gazetteer"
        ),
        (
            "[c]\ncells: Westville; Westville\nclip: east",
            ":2: 'Westville' stands where 'Westville' stands, expected places apart"
        ),
        (
            "[Eastville]\nadd: east\n[c]\ncells: Westville; Eastville\nclip: sample/*",
            ":3: the region 'Eastville' is made in line 1 already"
        ),
        (
            "[c]\ncells: Westville; Eastville\nclip: sample/*\n[d]\nadd: c/North",
            ":5: no cell 'North' in [c], expected one of Westville, Eastville"
        ),
    ])
    func `what leads nowhere is told with its line`(text: String, sentence: String) {
        do throws(RegionError) {
            let set = try Self.made(text)
            Issue.record("it was made: \(set.regions.map(\.name))")
        } catch { #expect(error.description == "t.regions" + sentence) }
    }

    @Test func `sections are made of sections as deep as the limit, and no deeper`() throws {
        func chain(_ count: Int) throws(RegionError) -> RegionSet {
            // From its end, so that all of it is under way at once.
            let sections = (1..<count).reversed().map { "[s\($0)]\nadd: s\($0 - 1)\n" }
            return try Self.made(sections.joined() + "[s0]\nadd: east\n")
        }
        #expect(try chain(Composition.Limits.depth).regions.count == Composition.Limits.depth)
        #expect(throws: RegionError.self) { try chain(Composition.Limits.depth + 1) }
    }
}

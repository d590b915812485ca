import Gazetteers
import SimpleFeatures
import Testing

@testable import Regions

/// A country of two departments, one of one class and one of two.
@Suite struct RegionRecipeTests {
    static let places = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1
        dep-a\tA\tA/ADM1\t-67\t-19\tBO\tdep-a
        dep-b\tB\tA/ADM1\t-65\t-19\tBO\tdep-b
        m-1\tOne\tP/PPL\t-67\t-19\tBO\tdep-a
        m-2\tTwo\tP/PPL\t-65.5\t-19\tBO\tdep-b
        m-3\tThree\tP/PPL\t-64.5\t-19\tBO\tdep-b

        """
    static let sets = """
        set\tset_title\tcolumn\tclass\tname\ttitle\taliases
        halves\tTwo halves\tregion\thigh\thighlands\tHighlands\taltiplano|andes
        halves\tTwo halves\tregion\tlow\tlowlands\tLowlands\t

        """
    static let classes = """
        id\tlevel\tpopulation_2024\tregion
        m-1\tmunicipality\t100\thigh
        m-2\tmunicipality\t20\thigh
        m-3\tmunicipality\t3\tlow
        area\tregion\t\tlow

        """
    static let departments = RegionSet(
        name: "departments",
        regions: [
            Region(name: "a", geometry: Samples.area(-68, -20, -66, -18), memberIDs: ["dep-a"]),
            Region(name: "b", geometry: Samples.area(-66, -20, -64, -18), memberIDs: ["dep-b"]),
        ])

    static func list(_ text: String, _ columns: [String]) throws -> ListTable {
        try ListTable(
            Gazetteer.Table(file: "t.tsv", bytes: Array(text.utf8)), columns: columns)
    }

    static func made(classes text: String = classes) throws -> RegionSet {
        let gazetteer = try Gazetteer(
            tables: [Gazetteer.Table(file: "p.tsv", bytes: Array(places.utf8))])
        let recipe = try #require(
            RegionRecipe.recipes(in: try list(sets, RegionRecipe.columns)).first)
        return try recipe.regionSet(
            classes: try list(text, recipe.classColumns), gazetteer: gazetteer,
            departments: departments)
    }

    @Test func `regions have the names, members and people of their municipalities`() throws {
        let set = try Self.made()
        #expect(set.name == "halves")
        #expect(set.title == "Two halves")
        #expect(set.regions.map(\.name) == ["highlands", "lowlands"])
        #expect(set.regions.map(\.population) == [120, 3])
        #expect(set.regions[0].aliases == ["altiplano", "andes"])
        // The department all of whose municipalities are of the class belongs to it.
        #expect(set.regions[0].memberIDs == ["m-1", "m-2", "dep-a"])
        #expect(set.regions[1].memberIDs == ["m-3", "area"])
    }

    @Test func `regions cover the departments, each its nearest seats`() throws {
        let set = try Self.made()
        #expect(set.regions[0].geometry.envelope == (try Self.box(-68, -65)))
        #expect(set.regions[1].geometry.envelope == (try Self.box(-65, -64)))
    }

    @Test func `a class or a seat that nobody knows is told with its line`() {
        #expect(
            throws: RegionError.seats(
                reason: "t.tsv:2: municipality 'm-1' is of the class 'sea', "
                    + "expected one of high, low")
        ) {
            try Self.made(
                classes: Self.classes.replacing(
                    "m-1\tmunicipality\t100\thigh",
                    with: "m-1\tmunicipality\t100\tsea"))
        }
        #expect(
            throws: RegionError.seats(reason: "t.tsv:3: municipality 'm-9' is not in the gazetteer")
        ) { try Self.made(classes: Self.classes.replacing("m-2", with: "m-9")) }
    }

    @Test func `a snapped set has corners of five decimals and stays valid`() throws {
        let rough = Geometry.polygon(
            Polygon(exterior: [
                Samples.position(-68.123456789, -20), Samples.position(-66, -20),
                Samples.position(-66, -18.000001), Samples.position(-66.000001, -18),
                Samples.position(-68.123456789, -18), Samples.position(-68.123456789, -20),
            ]))
        let set = RegionSet(name: "s", regions: [Region(name: "r", geometry: rough)])
        let corners = try set.snapped().regions[0].geometry.positions
        #expect(corners.count == 5)
        #expect(Set(corners.map(\.longitude)) == [-68.12346, -66])
        #expect(Set(corners.map(\.latitude)) == [-20, -18])
    }

    static func box(_ west: Double, _ east: Double) throws -> Envelope {
        try Envelope(west: west, south: -20, east: east, north: -18)
    }
}

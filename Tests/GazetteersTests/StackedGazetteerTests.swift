import SimpleFeatures
import Testing

@testable import Gazetteers

@Suite struct StackedGazetteerTests {
    private static let head =
        "id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tparent\tpopulation\tnames\n"

    private static func layer(_ rows: String) throws -> CompiledGazetteer {
        let table = Gazetteer.Table(file: "t.tsv", bytes: Array((head + rows).utf8))
        return try CompiledGazetteer(GazetteerCompiler(sources: [try DelimitedTable(table)]))
    }

    private static let world = Result {
        try layer(
            """
            bo\tBolivia\tA/PCLI\t-64\t-16\tBO\t\t\t\tid:gn-1
            bo-l\tLa Paz\tA/ADM1\t-68\t-15\tBO\tbo-l\tbo\t\tcode:BO-L
            gn-3\tEl Alto\tP/PPL\t-80\t-3\tPE\t\t\t9303\t
            gn-4\tViacha\tP/PPL\t-68.3\t-16.65\tBO\tbo-l\t\t\t\n
            """)
    }

    private static let own = Result {
        try layer(
            """
            me-1\tEl Alto\tP/PPL\t-68.16\t-16.5\tBO\tbo-l\t\t\tLa Ceja
            me-2\tViacha\tP/PPL\t-68.31\t-16.66\tBO\tbo-l\tme-1\t\tid:gn-4
            me-3\tNowhere\tP/PPL\t0\t0\t\t\tgone\t\t\n
            """)
    }

    private func stack() throws -> Gazetteer {
        Gazetteer(stacking: [try Self.own.get(), try Self.world.get()])
    }

    @Test func `larger places are found in the gazetteers below`() throws {
        let gazetteer = try stack()
        let place = try #require(gazetteer.place(withID: "me-1"))
        #expect(gazetteer.fullName(of: place) == "El Alto, La Paz, Bolivia")
        #expect(gazetteer.ancestors(of: place).map(\.id) == ["bo-l", "bo"])
        #expect(gazetteer.hits(for: PlaceQuery("El Alto, La Paz")).map(\.place.id) == ["me-1"])
    }

    @Test func `names of both are found, the upper ones first`() throws {
        let ids = try stack().bearers(of: "el alto").map { try stack().places[$0.place].id }
        #expect(ids == ["me-1", "gn-3"])
    }

    @Test func `of one second id the upper place counts`() throws {
        let gazetteer = try stack()
        #expect(gazetteer.place(withID: "gn-4")?.id == "me-2")
        #expect(gazetteer.bearers(of: "Viacha").map { gazetteer.places[$0.place].id } == ["me-2"])
        #expect(
            gazetteer.places.filter { !gazetteer.counts($0) }.map(\.id) == ["gn-4"])
        let near = Coordinate(wrappingLongitude: -68.3, clampingLatitude: -16.65)
        #expect(gazetteer.nearest(to: near, count: 2).map(\.place.id) == ["me-2", "me-1"])
    }

    @Test func `what no gazetteer has is no larger place`() throws {
        let gazetteer = try stack()
        let place = try #require(gazetteer.place(withID: "me-3"))
        #expect(place.parent == nil && gazetteer.ancestors(of: place).isEmpty)
    }

    @Test func `what is not there is told by the compiler`() throws {
        let table = Gazetteer.Table(
            file: "t.tsv", bytes: Array((Self.head + "a\tA\tP/PPL\t0\t0\t\tgone\t\t\t\n").utf8))
        let compiler = try GazetteerCompiler(sources: [try DelimitedTable(table)])
        #expect(
            compiler.report.openReferences.map(\.failure.description)
                == ["t.tsv:2: admin1 'gone' is no place's id"])
    }

    @Test func `parents in a circle through two gazetteers end`() throws {
        let upper = try Self.layer("a\tA\tP/PPL\t0\t0\t\t\tb\t\t\n")
        let lower = try Self.layer("b\tB\tP/PPL\t0\t0\t\t\ta\t\t\n")
        let gazetteer = Gazetteer(stacking: [upper, lower])
        #expect(gazetteer.ancestors(of: gazetteer.places[0]).count == 16)
    }
}

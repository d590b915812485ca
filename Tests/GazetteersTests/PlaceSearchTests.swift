import Testing

@testable import Gazetteers

/// Names typed on their own, looked up in a table of a dozen rows.
@Suite struct PlaceSearchTests {
    static let table = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tparent\tpopulation\tnames
        bo\tBolivia\tA/PCLI\t-64\t-17\tBO\t\t\t11000000\tcode:BO
        mx\tMexico\tA/PCLI\t-102\t23\tMX\t\t\t126000000\tcode:MX
        dep-lp\tLa Paz\tA/ADM1\t-68\t-15\tBO\tdep-lp\tbo\t3000000\tDepartamento de La Paz|code:BO-L
        dep-or\tOruro\tA/ADM1\t-67\t-18\tBO\tdep-or\tbo\t570000\tcode:BO-O
        lp\tLa Paz\tP/PPLG\t-68.1\t-16.5\tBO\tdep-lp\tdep-lp\t750000\tChuquiago
        lp-mx\tLa Paz\tP/PPLA\t-110\t24\tMX\t\tmx\t250000\t
        huanuni\tHuanuni\tP/PPL\t-66.8\t-18.3\tBO\tdep-or\tdep-or\t20000\t
        achacachi\tAchacachi\tP/PPL\t-68.7\t-16\tBO\tdep-lp\tdep-lp\t9000\t
        machachi\tMachachi\tP/PPL\t-78.6\t-0.5\tEC\t\t\t25000\t
        sp-1\tSan Pedro\tP/PPL\t-68\t-16\tBO\tdep-lp\tdep-lp\t100\t
        sp-2\tSan Pedro\tP/PPL\t-67\t-18\tBO\tdep-or\tdep-or\t5000\t
        potosi\tPotosí\tP/PPLA\t-65.7\t-19.6\tBO\t\tbo\t200000\t

        """

    static func gazetteer() throws -> Gazetteer {
        try Gazetteer(tables: [Gazetteer.Table(file: "places.tsv", bytes: Array(table.utf8))])
    }

    @Test(arguments: [
        ("La Paz", ["lp", "lp-mx", "dep-lp"]), ("la paz", ["lp", "lp-mx", "dep-lp"]),
        ("POTOSI", ["potosi"]), ("Chuquiago", ["lp"]), ("BO-L", ["dep-lp"]), ("bo-l", ["dep-lp"]),
        ("dep-or", ["dep-or"]), ("San Pedro", ["sp-2", "sp-1"]),
        ("San Pedro, La Paz", ["sp-1"]), ("San Pedro, Oruro, Bolivia", ["sp-2"]),
        ("San Pedro, BO-O", ["sp-2"]), ("San Pedro,", ["sp-2", "sp-1"]), ("San Pedro, Mexico", []),
        ("La Paz, Mexico", ["lp-mx"]), ("La Paz department", ["dep-lp"]),
        ("department of La Paz", ["dep-lp"]), ("ciudad de La Paz", ["lp", "lp-mx"]),
        ("Huanuni department", []), ("Huanani", []), ("", []), (",", []), ("department", []),
    ])
    func `a typed name leads to its places, the likeliest first`(
        text: String, ids: [String]
    ) throws {
        let hits = try Self.gazetteer().hits(for: PlaceQuery(text))
        #expect(hits.map(\.place.id) == ids)
    }

    @Test func `a country, a level and a preferred country change the answer`() throws {
        let gazetteer = try Self.gazetteer()
        func ids(_ query: PlaceQuery) -> [String] { gazetteer.hits(for: query).map(\.place.id) }
        #expect(ids(PlaceQuery("La Paz", country: "mx")) == ["lp-mx"])
        #expect(ids(PlaceQuery("La Paz", levels: [.admin1])) == ["dep-lp"])
        #expect(ids(PlaceQuery("La Paz", preferredCountries: ["MX"])).first == "lp-mx")
    }

    @Test func `a place says by what it was found`() throws {
        let gazetteer = try Self.gazetteer()
        let matches = ["La Paz", "Chuquiago", "BO-L"].map {
            gazetteer.hits(for: PlaceQuery($0)).first?.match
        }
        #expect(matches == [.name, .alias, .code])
    }

    @Test func `the score is the sum of the terms that are told`() throws {
        let hit = try #require(try Self.gazetteer().hits(for: PlaceQuery("La Paz")).first)
        #expect(hit.evidence.map(\.term) == [.ownName, .inhabitants, .seat])
        #expect(hit.evidence.map(\.value) == [1, 5.8, 1])
        #expect((hit.score - 7.8).magnitude < 1e-9)
    }

    @Test(arguments: [
        ("Huanani", ["huanuni"]), ("Potossi", ["potosi"]), ("Achachi", ["machachi", "achacachi"]),
        ("xyzzyxyzzy", []), ("", []), ("Lx", []),
    ])
    func `a misspelt name gets suggestions, the fewest edits first`(
        text: String, ids: [String]
    ) throws {
        let found = try Self.gazetteer().suggestions(for: PlaceQuery(text))
        #expect(found.map(\.place.id) == ids)
    }

    @Test func `suggestions of a preferred country stand one edit nearer`() throws {
        let query = PlaceQuery("Achachi", preferredCountries: ["BO"])
        let found = try Self.gazetteer().suggestions(for: query)
        #expect(found.map(\.place.id) == ["achacachi", "machachi"])
        #expect(found.map(\.edits) == [2, 1])
    }

    @Test func `a census counts every place once in each of its groups`() throws {
        let census = GazetteerCensus(of: try Self.gazetteer())
        #expect(census.places == 12)
        #expect(census.byLevel.map(\.word) == ["country", "admin-1", "town"])
        #expect(census.byLevel.map(\.places) == [2, 2, 8])
        #expect(census.byCountry.map(\.word) == ["BO", "MX", "EC"])
        #expect(census.byCountry.map(\.places) == [9, 2, 1])
    }
}

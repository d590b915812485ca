import Gazetteers
import Testing

@Suite struct GeoNamesNamesTests {
    static func alternates(_ text: String, languages: Set<String>? = nil) -> GeoNamesAlternateNames
    {
        GeoNamesAlternateNames(
            LineReader(file: "alternateNamesV2.txt", text: text), languages: languages)
    }

    static let names = """
        1\t3911925\tes\tNuestra Señora de La Paz\t1\t\t\t\t\t
        2\t3911925\tay\tChuqi Yapu\t\t\t\t\t\t
        3\t3911925\tzh-CN\t拉巴斯\t\t\t\t\t\t
        4\t3911925\t\tChuquiago\t\t\t1\t\t\t
        5\t3911925\tlink\thttps://en.wikipedia.org/wiki\t\t\t\t\t\t
        6\t3911925\twkdt\tQ1\t\t\t\t\t\t
        7\t3911925\tpost\t0201\t\t\t\t\t\t
        8\t3911925\tphon\tla pas\t\t\t\t\t\t
        9\t3911925\tfr_1793\tLa Montagne\t\t\t\t1\t1793\t1795
        10\t3911925\tiata\tLPB\t\t\t\t\t\t
        11\t3911925\tunlc\tBOLPB\t\t\t\t\t\t
        12\t3911925\tabbr\tLP\t\t1\t\t\t\t
        """

    @Test func `names and codes are kept, links and the like are not`() throws {
        var source = Self.alternates(Self.names)
        #expect(
            try source.names() == [
                "gn-3911925 Nuestra Señora de La Paz", "gn-3911925 Chuqi Yapu", "gn-3911925 拉巴斯",
                "gn-3911925 Chuquiago", "gn-3911925 code:LPB", "gn-3911925 code:BOLPB",
                "gn-3911925 LP",
            ])
        #expect(source.notes == [])
    }

    @Test(
        arguments: [
            (["ES"], ["Nuestra Señora de La Paz", "Chuquiago", "code:LPB", "code:BOLPB", "LP"]),
            (["zh"], ["拉巴斯", "Chuquiago", "code:LPB", "code:BOLPB", "LP"]),
            (["zh-cn"], ["拉巴斯", "Chuquiago", "code:LPB", "code:BOLPB", "LP"]),
            (["zh-tw"], ["Chuquiago", "code:LPB", "code:BOLPB", "LP"]),
            ([], ["Chuquiago", "code:LPB", "code:BOLPB", "LP"]),
        ] as [(Set<String>, [String])])
    func `names of some languages are kept with those of none`(
        languages: Set<String>, names: [String]
    ) throws {
        var source = Self.alternates(Self.names, languages: languages)
        #expect(try source.names() == names.map { "gn-3911925 " + $0 })
    }

    @Test func `the older file of eight columns is read, names of nothing are counted`() throws {
        var source = Self.alternates(
            "1\t2\ten\tA\t\t\t\t\n1\t2\ten\t \t\t\t\t\n1\t2\t\tid:bo\t\t\t\t\n")
        #expect(try source.names() == ["gn-2 A"])
        #expect(
            source.notes == ["names left out that are empty or begin with 'id:' or 'code:': 2"])
    }

    @Test func `units bear their code as a second id`() throws {
        var first = GeoNamesAdminCodes(
            LineReader(
                file: "admin1CodesASCII.txt",
                text:
                    "BO.05\tPotosí Department\tPotosi Department\t105\nBO.04\tLa Paz\tLa Paz\t104\n"
            ),
            level: .admin1)
        #expect(
            try first.names() == [
                "gn-105 id:gn-adm1-BO.05", "gn-105 Potosí Department",
                "gn-105 Potosi Department", "gn-104 id:gn-adm1-BO.04", "gn-104 La Paz",
            ])
        var second = GeoNamesAdminCodes(
            LineReader(file: "admin2Codes.txt", text: "BO.04.04.01\tMurillo\t\t106\n"),
            level: .admin2)
        #expect(
            try second.names() == ["gn-106 id:gn-adm2-BO.04.04.01", "gn-106 Murillo"])
    }

    @Test func `a country bears its codes and its name`() throws {
        // The first row of countryInfo.txt, without currency, telephone and postal code.
        let text =
            "#ISO\tISO3\tISO-Numeric\n"
            + "AD\tAND\t020\tAN\tAndorra\tAndorra la Vella\t468\t77006\tEU\t.ad\t\t\t\t\t\tca\t3041565"
        for end in ["", "\tES,FR", "\tES,FR\t"] {
            var source = GeoNamesCountryInfo(LineReader(file: "countryInfo.txt", text: text + end))
            #expect(
                try source.names() == [
                    "gn-3041565 id:ad", "gn-3041565 code:AD", "gn-3041565 code:AND",
                    "gn-3041565 code:020", "gn-3041565 Andorra",
                ])
        }
    }

    @Test(arguments: [
        ("1\t2\ten\tA", "4 fields between tabs, expected 8 to 10"),
        ("1\tx\ten\tA\t\t\t\t\t\t", "geonameid is 'x', expected a whole number"),
    ])
    func `a bad row of names is told with its line`(line: String, reason: String) {
        var source = Self.alternates(Self.names + "\n" + line)
        #expect(
            throws: GazetteerError(file: "alternateNamesV2.txt", line: 13, reason: reason)
        ) { try source.records() }
    }

    @Test(arguments: [
        ("BO\tx\tx\t1", "code is 'BO', expected one as BO.04"),
        ("bo.04\tx\tx\t1", "code is 'bo.04', expected one as BO.04"),
        ("BO.\tx\tx\t1", "code is 'BO.', expected one as BO.04"),
        ("BO.04\tx\tx\t", "geonameid is '', expected a whole number"),
        ("BO.04\tx\tx", "3 fields between tabs, expected 4"),
    ])
    func `a bad row of units is told with its line`(line: String, reason: String) {
        var source = GeoNamesAdminCodes(LineReader(file: "a.txt", text: line), level: .admin1)
        #expect(throws: GazetteerError(file: "a.txt", line: 1, reason: reason)) {
            try source.records()
        }
    }

    @Test func `a row of the other level's units is refused`() {
        var source = GeoNamesAdminCodes(
            LineReader(file: "a.txt", text: "BO.04\tx\tx\t1"), level: .admin2)
        #expect(
            throws: GazetteerError(
                file: "a.txt", line: 1, reason: "code is 'BO.04', expected one as BO.04.0401")
        ) { try source.records() }
    }

    @Test(arguments: [
        ("AND\tAND", "2 fields between tabs, expected 17 to 19"),
        (
            "AND" + String(repeating: "\t", count: 18),
            "ISO code is 'AND', expected two capitals"
        ),
        (
            "AD" + String(repeating: "\t", count: 18),
            "geonameid is '', expected a whole number"
        ),
    ])
    func `a bad row of countries is told with its line`(line: String, reason: String) {
        var source = GeoNamesCountryInfo(LineReader(file: "c.txt", text: "# comment\n\(line)"))
        #expect(throws: GazetteerError(file: "c.txt", line: 2, reason: reason)) {
            try source.records()
        }
    }
}

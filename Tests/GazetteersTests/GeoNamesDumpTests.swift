import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct GeoNamesDumpTests {
    /// A row of the dump: 19 fields, of which some are given.
    static func line(
        id: String = "3911925", name: String = "La Paz", plain: String = "La Paz",
        others: String = "", latitude: String = "-16.5", longitude: String = "-68.15",
        letter: String = "P", code: String = "PPLG", country: String = "BO",
        admin1: String = "04", admin2: String = "", population: String = "0"
    ) -> String {
        [
            id, name, plain, others, latitude, longitude, letter, code, country, "", admin1, admin2,
            "", "", population, "", "", "America/La_Paz", "2026-01-01",
        ].joined(separator: "\t")
    }

    static func row(
        _ line: String, scripts: GeoNamesDump.Scripts = .all
    ) throws -> PlaceRow {
        var dump = GeoNamesDump(LineReader(file: "BO.txt", text: line), scripts: scripts)
        return try #require(try dump.rows().first)
    }

    @Test func `a row is a place with its units, parent and names`() throws {
        let row = try Self.row(
            Self.line(
                others: "Chuquiago,La Paz,, LPB ,ラパス", admin2: "0401", population: "755732"))
        #expect(row.id == "gn-3911925")
        #expect(row.name == "La Paz")
        #expect(row.kind.description == "P/PPLG")
        #expect(row.position.longitude == -68.15)
        #expect(row.position.latitude == -16.5)
        #expect(row.country == "BO")
        #expect(row.admin1 == "gn-adm1-BO.04")
        #expect(row.admin2 == "gn-adm2-BO.04.0401")
        #expect(row.parent == "gn-adm2-BO.04.0401")
        #expect(row.population == 755_732)
        #expect(row.names == ["Chuquiago", "LPB", "ラパス"])
        #expect(row.source == "" && row.status == "" && row.area == "")
        #expect(row.line == 1)
    }

    @Test(arguments: [
        // admin1, admin2, then admin1, admin2, parent of the row
        ("", "", "", "", "bo"),
        ("00", "", "", "", "bo"),
        ("04", "00", "gn-adm1-BO.04", "", "gn-adm1-BO.04"),
        ("00", "7", "", "gn-adm2-BO.00.7", "gn-adm2-BO.00.7"),
    ])
    func `the parent is the smallest unit with a code`(
        admin1: String, admin2: String, first: String, second: String, parent: String
    ) throws {
        let row = try Self.row(Self.line(admin1: admin1, admin2: admin2))
        #expect([row.admin1, row.admin2, row.parent] == [first, second, parent])
    }

    @Test(
        arguments: [
            // class, code, admin1, admin2, then names, admin1, parent of the row
            ("A", "PCLI", "00", "", ["id:bo", "code:BO"], "", ""),
            ("A", "PCLIX", "00", "", ["id:bo", "code:BO"], "", ""),
            ("A", "PCLH", "00", "", [], "", "bo"),
            ("A", "ADM1", "04", "", ["id:gn-adm1-BO.04"], "", "bo"),
            ("A", "ADM1", "00", "", [], "", "bo"),
            ("A", "ADM1H", "04", "", [], "gn-adm1-BO.04", "gn-adm1-BO.04"),
            (
                "A", "ADM2", "04", "0401", ["id:gn-adm2-BO.04.0401"], "gn-adm1-BO.04",
                "gn-adm1-BO.04"
            ),
            ("A", "ADM2", "", "", [], "", "bo"),
            ("A", "ADM3", "04", "", [], "gn-adm1-BO.04", "gn-adm1-BO.04"),
            ("P", "PPLH", "04", "", [], "gn-adm1-BO.04", "gn-adm1-BO.04"),
        ] as [(String, String, String, String, [String], String, String)])
    func `countries and units bear their codes as second ids, historical ones do not`(
        letter: String, code: String, admin1: String, admin2: String, names: [String],
        first: String, parent: String
    ) throws {
        let row = try Self.row(
            Self.line(letter: letter, code: code, admin1: admin1, admin2: admin2))
        #expect(row.kind.description == "\(letter)/\(code)")
        #expect(row.names == names)
        #expect([row.admin1, row.admin2, row.parent] == [first, "", parent])
    }

    @Test(arguments: [
        ("P", "", "P/PPL"), ("A", "", "A/ADMD"), ("L", "", "L/AREA"), ("H", "", "H/UNKN"),
        ("", "", "S/UNKN"), ("P", "PPLQ", "P/PPLQ"), ("T", "MT", "T/MT"),
    ])
    func `a row without a code gets one that says so`(
        letter: String, code: String, kind: String
    ) throws {
        #expect(try Self.row(Self.line(letter: letter, code: code)).kind.description == kind)
    }

    @Test func `kinds that share letters are told apart`() throws {
        let lines = [Self.line(letter: "A", code: "ADM2"), Self.line(letter: "A", code: "ADM2H")]
        var dump = GeoNamesDump(
            LineReader(file: "BO.txt", text: lines.joined(separator: "\n")))
        #expect(try dump.rows().map(\.kind.description) == ["A/ADM2", "A/ADM2H"])
    }

    @Test func `the plain name is one more only where it differs by more than accents`() throws {
        let same = try Self.row(Self.line(name: "Potosí", plain: "Potosi"))
        #expect(same.names == [])
        let other = try Self.row(Self.line(name: "東京", plain: "Tokyo", others: "Tokyo,Tokio"))
        #expect(other.names == ["Tokyo", "Tokio"])
        #expect(try Self.row(Self.line(name: "Øl", plain: "OL")).names == [])
        #expect(try Self.row(Self.line(name: "Köln", plain: "Koeln")).names == ["Koeln"])
        #expect(try Self.row(Self.line(plain: "")).names == [])
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `only a tab parts fields, no byte that resembles one`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["\u{8}", "\u{B}", "\u{89}", "ĉ", "\u{1}", "I", "abcdefg", "\u{7F}"]
        let fields = (0..<3).map { _ in
            (0...Int.random(in: 0...9, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined() + "x"
        }
        let row = try Self.row(
            Self.line(name: fields[0], plain: fields[0], others: fields[1], admin1: fields[2]))
        #expect(row.name == fields[0], "seed \(seed)")
        #expect(row.admin1 == "gn-adm1-BO.\(fields[2])", "seed \(seed)")
        #expect(row.names == (fields[1] == fields[0] ? [] : [fields[1]]), "seed \(seed)")
    }

    @Test func `names of other scripts are left out on request`() throws {
        let line = Self.line(others: "Ла-Пас,Ła Paz,ラパス,Ḷa Paʻz,La Pаz’")
        // The last but one letter of the last name is Cyrillic.
        #expect(try Self.row(line, scripts: .latin).names == ["Ła Paz", "Ḷa Paʻz"])
        #expect(try Self.row(line).names.count == 5)
    }

    @Test func `a dump cannot set codes and second ids by names`() throws {
        var dump = GeoNamesDump(
            LineReader(file: "BO.txt", text: Self.line(others: "id:bo,code:BO,idle,codex")))
        #expect(try dump.rows().first?.names == ["idle", "codex"])
        #expect(
            dump.notes == ["names left out that are empty or begin with 'id:' or 'code:': 2"])
    }

    @Test func `a sea lies in no country, a population of nothing is unknown`() throws {
        let row = try Self.row(
            Self.line(letter: "H", code: "SEA", country: "", admin1: "00", population: ""))
        #expect([row.country, row.admin1, row.parent] == ["", "", ""])
        #expect(row.population == nil)
        #expect(try Self.row(Self.line(population: "0")).population == nil)
    }

    @Test(arguments: [
        ("1.0E-4", 0.0001), ("-0", 0), ("5", 5), (".5", 0.5), ("5.", 5), ("+1.5", 1.5),
        ("-16.500000000000000001", -16.5), ("0.1", 0.1), ("12.345678901234567", 12.345678901234567),
    ])
    func `a number is read as the nearest one that a computer holds`(
        text: String, number: Double
    ) throws {
        #expect(try Self.row(Self.line(latitude: text)).position.latitude == number)
    }

    static let faults: [(String, String)] = [
        ("a\tb", "2 fields between tabs, expected 19"),
        (line() + "\t", "20 fields between tabs, expected 19"),
        (line(id: ""), "geonameid is '', expected a whole number"),
        (line(id: "gn-1"), "geonameid is 'gn-1', expected a whole number"),
        (line(id: "007"), "geonameid is '007', expected a whole number"),
        (
            line(id: "1234567890123456789"),
            "geonameid is '1234567890123456789', expected a whole number"
        ),
        (line(name: " "), "place 'gn-3911925' has no name"),
        (line(latitude: "sur"), "latitude is not a number: 'sur'"),
        (line(latitude: ""), "latitude is not a number: ''"),
        (line(longitude: "nan"), "longitude is not a number: 'nan'"),
        (line(longitude: "0x10"), "longitude is not a number: '0x10'"),
        (line(longitude: "1e999"), "longitude is not a number: '1e999'"),
        (
            line(longitude: "-68,15"),
            "longitude is not a number: '-68,15', expected a decimal point in place of the comma"
        ),
        (
            line(latitude: "-168.1"),
            "place 'gn-3911925': latitude -168.1 is outside -90...90 "
                + "(are longitude and latitude swapped?)"
        ),
        (
            line(longitude: "181"),
            "place 'gn-3911925': longitude 181.0 is outside -180...180"
        ),
        (line(country: "bo"), "country code is 'bo', expected two capitals"),
        (line(country: "BOL"), "country code is 'BOL', expected two capitals"),
        (line(population: "-1"), "population is '-1', expected a whole number"),
        (
            line(population: "99999999999999999999"),
            "population is '99999999999999999999', expected a whole number"
        ),
        (
            line(letter: "p", code: "ppl"),
            "feature class and code are 'p' and 'ppl', expected those of GeoNames, as 'P', 'PPL'"
        ),
        (
            line(letter: "", code: "PPL"),
            "feature class and code are '' and 'PPL', expected those of GeoNames, as 'P', 'PPL'"
        ),
        (
            line(letter: "PP", code: "L"),
            "feature class and code are 'PP' and 'L', expected those of GeoNames, as 'P', 'PPL'"
        ),
        (
            line(population: "1\u{1B}[2J" + String(repeating: "9", count: 100)),
            "population is '1\u{FFFD}[2J\(String(repeating: "9", count: 55))…', "
                + "expected a whole number"
        ),
    ]

    @Test(arguments: faults)
    func `what is wrong with a row is told with its line`(line: String, reason: String) {
        var dump = GeoNamesDump(
            LineReader(file: "BO.txt", text: "\(Self.line())\r\n\r\n\(line)\r\n"))
        let error = #expect(throws: GazetteerError.self) { try dump.records() }
        #expect(error?.description == "BO.txt:3: \(reason)")
    }
}

import Gazetteers
import SimpleFeatures
import Testing

@Suite struct DelimitedTableTests {
    static func table(
        _ text: String, file: String = "data/minas.csv",
        separator: DelimitedTable.Separator? = nil
    ) throws(GazetteerError) -> DelimitedTable {
        try DelimitedTable(LineReader(file: file, text: text), separator: separator)
    }

    static func row(_ text: String) throws -> PlaceRow {
        var table = try table(text)
        return try #require(try table.rows().first)
    }

    @Test func `a table of ours is read whole`() throws {
        let row = try Self.row(
            """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tadmin2\tparent\tpopulation\tprecision_km\tnames\tsource\tstatus\tarea
            bo-c\tColcha "K"\tP/PPLA2\t-67.6\t-20.8\tbo\tbo-p\tbo-n\tbo-n\t12345\t2.5\tVilla Martín| |code:050901\tINE\tconfirmed\tunits#c
            """)
        #expect(row.id == "bo-c")
        #expect(row.name == "Colcha \"K\"")
        #expect(row.kind.description == "P/PPLA2")
        #expect(row.position.longitude == -67.6 && row.position.latitude == -20.8)
        #expect(
            [row.country, row.admin1, row.admin2, row.parent] == ["BO", "bo-p", "bo-n", "bo-n"])
        #expect(row.population == 12345)
        #expect(row.radiusKilometres == 2.5)
        #expect(row.names == ["Villa Martín", "code:050901"])
        #expect([row.source, row.status, row.area] == ["INE", "confirmed", "units#c"])
        #expect(row.line == 2)
    }

    @Test(arguments: [
        "Toponym,LON,Lat,Feature Code,Country-Code,Pop,radius_km,Aliases,gazetteer_id",
        "toponym;lng;lat;type;cc;pop;radius_km;aliases;id",
        "\"name\"\tlong\ty\tkind\tcountry\tpopulation\tprecision_km\talternatenames\tid",
        "Name,x,y,feature_code,cc,pop,radius_km,names,id",
    ])
    func `columns are found by their synonyms, in any case`(header: String) throws {
        let separator = header.contains(";") ? ";" : header.contains("\t") ? "\t" : ","
        let fields = ["Huanuni", "-66.8", "-18.3", "P/PPLA3", "BO", "9", "1", "Wanuni", "h"]
        let name = header.hasPrefix("\"") ? String(header.filter { $0 != "\"" }) : header
        let row = try Self.row(name + "\n" + fields.joined(separator: separator) + "\n")
        #expect(row.name == "Huanuni" && row.id == "h" && row.country == "BO")
        #expect(row.position.longitude == -66.8 && row.position.latitude == -18.3)
        #expect(row.kind.description == "P/PPLA3")
        #expect(row.population == 9 && row.radiusKilometres == 1 && row.names == ["Wanuni"])
    }

    @Test func `quotation marks enclose separators, marks and line breaks`() throws {
        var table = try Self.table(
            """
            name,"lon",lat,source
            "Ánimas, Las",-66,-20,"a ""b"" c"
            "Siglo
            XX" ,-66.6,-18.4,""
            Colcha "K",-67.6,-20.8,5" mortar

            ,,,
            """)
        let rows = try table.rows()
        #expect(rows.map(\.name) == ["Ánimas, Las", "Siglo XX", "Colcha \"K\""])
        #expect(rows.map(\.source) == ["a \"b\" c", "", "5\" mortar"])
        #expect(rows.map(\.line) == [2, 3, 5])
    }

    @Test(arguments: [
        ("", "P/PPL"), ("P/PPLX", "P/PPLX"), ("PPLA2", "P/PPLA2"), ("STLMT", "P/STLMT"),
        ("ADM1", "A/ADM1"), ("PCLI", "A/PCLI"),
    ])
    func `a kind may lack its class, or be missing`(text: String, kind: String) throws {
        let row = try Self.row("name,lon,lat,kind\nHuanuni,-66.8,-18.3,\(text)")
        #expect(row.kind.description == kind)
    }

    @Test func `class and code may stand in two columns`() throws {
        var table = try Self.table(
            "name,lon,lat,feature_class,feature_code\nIllimani,-67.8,-16.6,T,MT\nX,1,2,P,\nY,1,2,,")
        #expect(try table.rows().map(\.kind.description) == ["T/MT", "P/PPL", "P/PPL"])
    }

    @Test func `ids are made from name, kind and position, whatever the order`() throws {
        let header = "name,lon,lat,kind\n"
        let rows = [
            "Huanuni,-66.8,-18.3,P/PPL", "Huanuni,-66.8,-18.30,", "Huanuni,-66.8,-18.3,S/MN",
            "Huanuni,-66.8,-18.4,", "San José/Ñu,0,-0,", "城北,-0,0,",
        ]
        var table = try Self.table(header + rows.joined(separator: "\n"))
        let ids = try table.rows().map(\.id)
        #expect(ids[0] == ids[1])
        #expect(Set(ids).count == 5)
        #expect(ids[0].hasPrefix("minas-huanuni-"))
        #expect(ids[4].hasPrefix("minas-san-jose-nu-"))
        #expect(ids[5].count == "minas-12345678".count)
        var reversed = try Self.table(header + rows.reversed().joined(separator: "\n"))
        #expect(try reversed.rows().map(\.id) == ids.reversed())
    }

    @Test func `columns that mean nothing are named once`() throws {
        let table = try Self.table("name,lon,x,lat,Comment,\nA,1,2,3,4,")
        #expect(table.notes == ["columns not read: 'x', 'Comment'"])
        #expect(try Self.table("name,lon,lat\n").notes == [])
    }

    @Test func `of two columns of one meaning the better name counts`() throws {
        let row = try Self.row("x,y,toponym,name,longitude,lat\n1,2,A,B,3,4")
        #expect(row.name == "B")
        #expect(row.position.longitude == 3 && row.position.latitude == 4)
    }

    @Test(
        arguments: [
            ("a\tb,c;d", .tab), ("a,b,c;d", .comma), ("a;b;c,d", .semicolon),
            ("\"a,b,c\";d", .semicolon),
            ("a", nil), ("", nil), ("a\tb,c", .tab), ("a,b;c", .comma),
        ] as [(String, DelimitedTable.Separator?)])
    func `the separator is the one that stands most often`(
        header: String, separator: DelimitedTable.Separator?
    ) {
        #expect(DelimitedTable.Separator(of: ArraySlice(header.utf8)) == separator)
    }

    @Test(arguments: [
        ("", "minas.csv: the file is empty, expected a header line"),
        ("\n\n", "minas.csv: the file is empty, expected a header line"),
        (
            "name,lat\n",
            "minas.csv:1: no column for the longitude, found: 'name', 'lat', expected one of: "
                + "longitude, lon, lng, long, x"
        ),
        (
            "\nnombre;lon;lat\n",
            "minas.csv:2: no column for the name, found: 'nombre', 'lon', 'lat', expected one of: "
                + "name, toponym"
        ),
        ("name,lon,lat,name\n", "minas.csv:1: column 'name' stands twice"),
        (
            "name,lon,\"lat\n1,2,3",
            "minas.csv:1: the quotation mark in column 10 is never closed"
        ),
    ])
    func `a header that cannot be used is told`(text: String, sentence: String) {
        let error = #expect(throws: GazetteerError.self) {
            try Self.table(text, file: "minas.csv")
        }
        #expect(error?.description == sentence)
    }

    static let header = "name,lon,lat,kind,country,pop,precision_km"

    @Test(arguments: [
        ("A,1,2,,,", "6 fields between commas, expected 7 as in the header"),
        ("A,1,2,,,,,", "8 fields between commas, expected 7 as in the header"),
        (",1,2,,,,", "no name"),
        ("A,,2,,,,", "place 'A' has no longitude"),
        ("A,1,,,,,", "place 'A' has no latitude"),
        ("A,1,sur,,,,", "latitude is not a number: 'sur'"),
        (
            "A,\"1,5\",2,,,,",
            "longitude is not a number: '1,5', expected a decimal point in place of the comma"
        ),
        ("A,\"1,5,6\",2,,,,", "longitude is not a number: '1,5,6'"),
        ("A,68°W,2,,,,", "longitude is not a number: '68°W'"),
        ("A,inf,2,,,,", "longitude is not a number: 'inf'"),
        (
            "A,-16.5,-168.1,,,,",
            "place 'A': latitude -168.1 is outside -90...90 (are longitude and latitude swapped?)"
        ),
        ("A,1,2,town,,,", "kind is 'town', expected a GeoNames class and code, as P/PPL"),
        ("A,1,2,,Bolivia,,", "country is 'Bolivia', expected the two letters of ISO 3166-1"),
        ("A,1,2,,,many,", "population is not a number: 'many'"),
        ("A,1,2,,,1.5,", "population is '1.5', expected a whole number"),
        ("A,1,2,,,1e300,", "population is '1e300', expected a whole number"),
        ("A,1,2,,,-1,", "population is negative: '-1'"),
        ("A,1,2,,,,-0.5", "precision_km is negative: '-0.5'"),
        (
            "\"A\"b,1,2,,,,",
            "column 4 follows a closing quotation mark, expected a comma; a mark inside quotes "
                + "is written twice"
        ),
        ("\"Á,1,2,,,,\nB,1,2,,,,", "the quotation mark in column 1 is never closed"),
    ])
    func `what is wrong with a row is told with its line`(line: String, reason: String) throws {
        var table = try Self.table(
            "\(Self.header)\r\nOruro,-67.1,-17.9,,,,\r\n\r\n\(line)\r\n", file: "minas.csv")
        let error = #expect(throws: GazetteerError.self) { try table.records() }
        #expect(error?.description == "minas.csv:4: \(reason)")
    }

    @Test func `a row of a table with ids needs one`() throws {
        var table = try Self.table("id,name,lon,lat\n,A,1,2", file: "minas.csv")
        #expect(throws: GazetteerError(file: "minas.csv", line: 2, reason: "place 'A' has no id")) {
            try table.next()
        }
    }

    @Test func `a quotation that runs through a long file is refused`() throws {
        let line = String(repeating: "a", count: 1000) + "\n"
        var table = try Self.table(
            "name,lon,lat\n\"" + String(repeating: line, count: 2000), file: "minas.csv")
        let error = #expect(throws: GazetteerError.self) { try table.next() }
        #expect(
            error?.description
                == "minas.csv:2: the quotation mark in column 1 is never closed within 1049001 bytes"
        )
    }
}

import FileMapping
import Formats
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct CSVReaderTests {
    @Test(arguments: [
        "name,lon,lat\nEl Alto,-68.15,-16.5\n", "name;lon;lat\r\nEl Alto;-68.15;-16.5\r\n",
        "name\tlon\tlat\nEl Alto\t-68.15\t-16.5", "name|lon|lat\nEl Alto|-68.15|-16.5",
        "\u{FEFF}name,lon,lat\nEl Alto,-68.15,-16.5", "sep=;\nname;lon;lat\nEl Alto;-68.15;-16.5",
        "\"name\",\"lon\",\"lat\"\r\n\"El Alto\",\"-68.15\",\"-16.5\"\r\n",
        "name, lon, lat\nEl Alto, -68.15, -16.5\n\n", "\"na,;me\",lon,lat\nEl Alto,-68.15,-16.5\n",
    ])
    func `what the world writes is one table`(text: String) throws {
        let read = try Tables.read(text)
        let name = text.contains("na,;me") ? "na,;me" : "name"
        #expect(
            read.features == [
                Feature(
                    geometry: .point(at(-68.15, -16.5)),
                    properties: [
                        name: .text("El Alto"), "lon": .real(-68.15), "lat": .real(-16.5),
                    ])
            ])
        #expect(read.notes.isEmpty)
    }

    @Test func `types follow from the whole column`() throws {
        let read = try Tables.read(
            """
            code,n,r,b,mixed,day,big,none,bit,words
            007,1,1.10,true,1,2003-10-13,9223372036854775808,,0,NaN
            12,-5,2,FALSE,x,2003-10-14,1,,1,1e3

            """)
        #expect(
            read.features[0].properties.all.map(\.value) == [
                .text("007"), .integer(1), .real(1.1), .boolean(true), .text("1"),
                .text("2003-10-13"), .real(9_223_372_036_854_775_808), .null, .integer(0),
                .text("NaN"),
            ])
        #expect(
            read.features[1].properties.all.map(\.value) == [
                .text("12"), .integer(-5), .integer(2), .boolean(false), .text("x"),
                .text("2003-10-14"), .integer(1), .null, .integer(1), .text("1e3"),
            ])
        #expect(
            read.notes == [
                "kept 1 whole number beyond 64 bits as real numbers (line 2)",
                "found no columns of longitudes and latitudes, and none of WKT",
            ])
    }

    @Test(
        arguments: [
            ("0", "0", true), ("-0", "-0.0", true), ("1.10", "1.1", false), (".5", "0.5", false),
            ("5.", "5.0", false), ("1e3", "1000.0", false), ("-1.5E-3", "-0.0015", false),
            ("00", nil, false), ("01.5", nil, false), ("+1", nil, false), ("1,5", nil, false),
            ("0x1F", nil, false), ("1e", nil, false), ("-", nil, false), ("1e999", nil, false),
            (".", nil, false), ("1 000", nil, false),
            ("12345678901234567890.5", "1.2345678901234567e+19", false),
            ("0.1234567890123456789", "0.12345678901234568", false), ("inf", nil, false),
            ("999999999999999999", "999999999999999999", true),
            ("9223372036854775807", "9223372036854775807", true),
            ("-9223372036854775808", "-9223372036854775808", true),
        ] as [(String, String?, Bool)])
    func `a number is what reads as one whole`(text: String, value: String?, isWhole: Bool) throws {
        let found = try Tables.read("n\ta\n\(text)\tx\n").features[0].properties["n"]
        switch found {
        case .integer(let number): #expect(String(number) == value && isWhole)
        case .real(let number): #expect(number.description == value && (!isWhole || text == "-0"))
        default: #expect(value == nil && found == .text(text))
        }
    }

    @Test func `GDAL's file of types decides, unless the cells are others`() throws {
        let text = """
            id,code,r,b,d,t,l,n
            7,12,1,1,2003/10/13,2003/10/13 04:05:06+00,"[ ""a"", 1 ]",x
            8,13,2,0,,2003/10/13 04:05:06-04,[],1

            """
        let types =
            #""Integer","String(3)",Real(5.2),Integer(Boolean),Date,DateTime,JSonStringList,Integer"#
        let read = try Tables.read(
            Array(text.utf8), options: CSVReader.Options(columnTypes: Array(types.utf8)))
        #expect(
            read.features[0].properties == [
                "id": .integer(7), "code": .text("12"), "r": .real(1), "b": .boolean(true),
                "d": .text("2003-10-13"), "t": .text("2003-10-13T04:05:06Z"),
                "l": .list([.text("a"), .integer(1)]), "n": .text("x"),
            ])
        #expect(read.features[1].properties["t"] == .text("2003-10-13T04:05:06-04:00"))
        #expect(read.features.map(\.id) == ["7", "8"])
        #expect(read.notes.first == "did not read 'n' as Integer, for its cells are none")
    }

    @Test func `marks around nothing are an empty text, unless all cells have marks`() throws {
        let some = try Tables.read("a,b\nx,\"\"\n,y\n").features
        #expect(some.map { $0.properties["b"] } == [.text(""), .text("y")])
        #expect(some[1].properties["a"] == .null)
        let all = try Tables.read("\"a\",\"b\"\n\"x\",\"\"\n\"\",\"y\"\n").features
        #expect(all.map { $0.properties["b"] } == [.null, .text("y")])
    }

    @Test func `a pair of coordinates in front is the shape alone, elsewhere columns as well`()
        throws
    {
        let front = try Tables.read("X,Y,n\n1,2,3\n,,4\n").features
        #expect(front[0] == Feature(geometry: .point(at(1, 2)), properties: ["n": .integer(3)]))
        #expect(front[1] == Feature(geometry: nil, properties: ["n": .integer(4)]))
        let behind = try Tables.read("n,Latitude,Longitude\n3,2,1\n").features
        #expect(behind[0].geometry == .point(at(1, 2)))
        #expect(
            behind[0].properties
                == ["n": .integer(3), "Latitude": .integer(2), "Longitude": .integer(1)])
    }

    @Test(arguments: [
        ("", "t.csv:1:1: found the end of the file, expected a line with the names of the columns"),
        (
            "a,b\n1,2\n3\n",
            "t.csv:3:1: feature 2: found a row of 1 cell, expected 2, one for each name of the first line"
        ),
        (
            "a,b\n1,2,3\n",
            "t.csv:2:1: feature 1: found a row of 3 cells, expected 2, one for each name of the first line"
        ),
        (
            "a,b\n1,\"x\ny\n",
            "t.csv:2:3: feature 1: found a quotation mark that is never closed, expected a second one before the end of the file"
        ),
        (
            "a,b\n\"é\",\"x\"y\n",
            "t.csv:2:8: feature 1: found 'y\u{FFFD}' behind a closing quotation mark, expected a delimiter or the end of the line"
        ),
        (
            "lon,lat\n181,0\n",
            "t.csv:2:1: feature 1: found longitude 181.0, expected degrees in -180...180"
        ),
        (
            "lon,lat\n-16,-168.1\n",
            "t.csv:2:5: feature 1: found latitude -168.1, expected degrees in -90...90 (are longitude and latitude swapped?)"
        ),
        (
            "lon;lat\n1;sur\n",
            "t.csv:2:3: feature 1: found the latitude 'sur', expected degrees with a point for decimals"
        ),
        (
            "lon;lat\n1,5;2\n",
            "t.csv:2:1: feature 1: found the longitude '1,5', expected degrees with a point for decimals"
        ),
        (
            "lon,lat\n1,\n",
            "t.csv:2:3: feature 1: found no latitude, expected degrees with a point for decimals"
        ),
        (
            "a\rb\rc",
            "t.csv:1:2: found a carriage return without a line feed, expected lines that end with a line feed, with or without a carriage return"
        ),
        (
            "wkt\nPOINT (1 2\n",
            "t.csv:2:11: feature 1: found the end of the shape, expected ',' or ')'"
        ),
        (
            "n,wkt\n1,POINT (1 x)\n",
            "t.csv:2:12: feature 1: found 'x)', expected a number of degrees"
        ),
    ])
    func `a fault names its line, what stands there and what should`(
        text: String, sentence: String
    ) {
        do throws(FormatError) {
            Issue.record("\(try Tables.read(text))")
        } catch { #expect(error.description == sentence) }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "t.csv:1:1: found UTF-16, expected UTF-8"),
            ([0x61, 0x00, 0x2C, 0x00], "t.csv:1:1: found UTF-16, expected UTF-8"),
            (
                Array("a,b\nx,Potos".utf8) + [0xED, 0x0A],
                "t.csv:2:8: found the byte 0xED, as in Latin-1 or Windows-1252, expected UTF-8"
            ),
        ] as [([UInt8], String)])
    func `text in another encoding is refused`(bytes: [UInt8], sentence: String) {
        do throws(FormatError) {
            Issue.record("\(try Tables.read(bytes))")
        } catch { #expect(error.description == sentence) }
    }

    @Test func `names that are missing or repeated are made, and it is said`() throws {
        let read = try Tables.read("a,,a,a_2\n1,2,3,4\n")
        #expect(read.features[0].properties.all.map(\.name) == ["a", "column_2", "a_3", "a_2"])
        #expect(
            read.notes.first == "gave 2 columns names, for they had none or those of others")
    }

    @Test func `a fault leaves no half of a row`() throws {
        let file = MappedFile(
            copying: Array("a,lon,lat\n1,2,3\n4,500,6\n".utf8), named: "t.csv")
        var reader = try CSVReader(file)
        var batch = FeatureBatch()
        #expect(throws: FormatError.self) { try reader.read(into: &batch) }
        #expect(batch.count == 1)
        try batch.append(Feature(geometry: nil, properties: ["a": .integer(9)]))
        #expect(batch.feature(at: 1).properties == ["a": .integer(9)])
    }

    @Test func `a delimiter that is given is taken`() throws {
        let read = try Tables.read(
            Array("a;b,c\n1;2,3\n".utf8), options: CSVReader.Options(delimiter: UInt8(ascii: ",")))
        #expect(read.features[0].properties == ["a;b": .text("1;2"), "c": .integer(3)])
    }

    @Test func `a table of one column may have empty rows`() throws {
        #expect(
            try Tables.read("a\n1\n\n3\n").features.map { $0.properties["a"] } == [
                .integer(1), .null, .integer(3),
            ])
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `damaged tables are refused with a line or give rows`(seed: UInt64) throws {
        let whole = try Tables.write(Samples.hostile.features)
        let second = Array(
            "id;lon;lat;note\r\n1;2;3;\"a\"\"b\r\nc\"\r\n4;;;\r\n5;-6.5;7;'=x\r\n".utf8)
        var random = SeededGenerator(seed: seed)
        for round in 0..<20 {
            var bytes = round % 2 == 0 ? whole.table : second
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(Array("\",;\n\r'( ".utf8)[place % 8], at: place)
                case 3: bytes.removeSubrange(place..<min(place + 9, bytes.count))
                default: bytes.append(bytes[place])
                }
                if bytes.isEmpty { bytes = [0x61] }
            }
            do throws(FormatError) {
                _ = try Tables.read(
                    bytes,
                    options: CSVReader.Options(columnTypes: round % 4 == 0 ? whole.types : nil))
            } catch {
                guard case .line(let line, let column) = error.place else {
                    Issue.record("seed \(seed), round \(round): \(error)")
                    continue
                }
                #expect(line >= 1 && column >= 1, "seed \(seed), round \(round): \(error)")
            }
        }
    }
}

import FileMapping
import FileWriting
import Formats
import SimpleFeatures
import TestMaterial
import Testing

/// Layers as tables and back.
enum Tables {
    /// A table as features, with the reader's notes.
    static func read(
        _ bytes: [UInt8], options: CSVReader.Options = CSVReader.Options()
    ) throws(FormatError) -> (features: [Feature], notes: [String]) {
        var reader = try CSVReader(MappedFile(copying: bytes, named: "t.csv"), options: options)
        var batch = FeatureBatch()
        var features: [Feature] = []
        while try reader.read(into: &batch) {
            for row in 0..<batch.count { features.append(batch.feature(at: row)) }
            batch.removeAll()
        }
        return (features, reader.notes)
    }

    static func read(_ text: String) throws(FormatError) -> (features: [Feature], notes: [String]) {
        try read(Array(text.utf8))
    }

    /// Features as a table, with the file of types and the writer's notes.
    static func write(
        _ features: [Feature], options: CSVWriter.Options = CSVWriter.Options()
    ) throws -> (table: [UInt8], types: [UInt8], notes: [String]) {
        var batch = FeatureBatch()
        for feature in features { try batch.append(feature) }
        var survey = Survey()
        survey.observe(batch)
        let destination = MemoryDestination()
        var writer = CSVWriter(survey: survey, options: options, to: destination)
        try writer.write(batch)
        let notes = try writer.finish()
        return (
            destination.bytes, CSVWriter.columnTypes(survey: survey, options: options), notes
        )
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

@Suite struct CSVWriterTests {
    @Test func `points get two columns in front, nothing is empty, an empty text is quoted`() throws
    {
        let features = [
            Feature(
                id: "a", geometry: .point(at(-68.15, -16.5)),
                properties: ["name": .text("El Alto"), "dead": .integer(3), "mean": .real(2)]),
            Feature(id: "b", geometry: nil, properties: ["name": .text(""), "dead": .null]),
        ]
        let written = try Tables.write(features)
        #expect(
            Tables.text(written.table) == """
                longitude,latitude,id,name,dead,mean
                -68.15,-16.5,a,El Alto,3,2.0
                ,,b,"",,

                """)
        #expect(Tables.text(written.types) == "CoordX,CoordY,String,String,Integer,Real\n")
        #expect(written.notes.isEmpty)
    }

    @Test func `columns that give the positions already are not doubled`() throws {
        let features = [
            Feature(
                geometry: .point(at(-68.15, -16.5)),
                properties: [
                    "name": .text("x"), "longitude": .real(-68.15), "latitude": .real(-16.5),
                ]),
            Feature(geometry: nil, properties: ["longitude": .null]),
        ]
        let written = try Tables.write(features)
        #expect(Tables.text(written.table) == "name,longitude,latitude\nx,-68.15,-16.5\n,,\n")
        #expect(Tables.text(written.types) == "String,CoordX,CoordY\n")
        #expect(try Tables.read(written.table).features[0] == features[0])
    }

    @Test func `columns of other positions stay, and the shape is text`() throws {
        let feature = Feature(
            geometry: .point(at(1, 2)), properties: ["longitude": .real(3), "latitude": .real(4)])
        let written = try Tables.write([feature])
        #expect(Tables.text(written.table) == "WKT,longitude,latitude\nPOINT (1 2),3.0,4.0\n")
        #expect(try Tables.read(written.table).features == [feature])
    }

    @Test(arguments: [
        ("=1+1", "\"'=1+1\""), ("+591 2", "\"'+591 2\""), ("-1", "\"'-1\""), ("@x", "\"'@x\""),
        ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), ("'=x", "\"''=x\""), ("'tis", "'tis"),
        ("a,b", "\"a,b\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""),
        ("say \"a\"", "\"say \"\"a\"\"\""), (" a", "\" a\""), ("a ", "\"a \""), ("", "\"\""),
        ("a;b\tc", "a;b\tc"), ("12345678,", "\"12345678,\""), ("ñ\u{0}", "ñ\u{0}"),
        ("123456789\r", "\"123456789\r\""),
    ])
    func `a text is quoted where it must be and comes back as it was`(
        text: String, cell: String
    ) throws {
        let feature = Feature(
            geometry: nil, properties: ["name": .text(text), "other": .text("words")])
        let written = try Tables.write([feature])
        #expect(Tables.text(written.table) == "name,other\n\(cell),words\n")
        #expect(try Tables.read(written.table).features == [feature])
    }

    @Test func `formulas are counted, in names of columns too`() throws {
        let feature = Feature(
            geometry: nil, properties: ["=cmd()": .text("=x"), "n": .integer(-1)])
        let written = try Tables.write([feature])
        #expect(Tables.text(written.table) == "\"'=cmd()\",n\n\"'=x\",-1\n")
        #expect(
            written.notes == [
                "put an apostrophe in front of 1 text that spreadsheets take for a formula"
            ])
        let read = try Tables.read(written.table)
        #expect(read.features == [feature])
        #expect(read.notes.contains("took off the apostrophe that guards 1 text from spreadsheets"))
    }

    @Test func `names that are taken get a number`() throws {
        let feature = Feature(
            geometry: .lineString([at(0, 0), at(1, 1)]), properties: ["WKT": .text("x"), "": .null])
        let written = try Tables.write([feature])
        #expect(
            Tables.text(written.table)
                == "WKT,WKT_2,column_3\n\"LINESTRING (0 0, 1 1)\",x,\n")
        #expect(
            written.notes == ["gave 2 columns other names, for their own were taken or empty"])
    }

    @Test func `shapes that are no points are lost in columns of coordinates, and it is said`()
        throws
    {
        let features = [
            Feature(geometry: .lineString([at(0, 0), at(1, 1)]), properties: ["n": .integer(1)]),
            Feature(geometry: .point(at(1.123_456_78, 2)), properties: ["n": .integer(2)]),
        ]
        let written = try Tables.write(
            features, options: CSVWriter.Options(geometry: .coordinates, precision: 3))
        #expect(Tables.text(written.table) == "longitude,latitude,n\n,,1\n1.123,2,2\n")
        #expect(written.notes == ["left out 1 shape, for it is no point"])
    }

    @Test func `cells in any order and missing ones stand under their names`() throws {
        let features = [
            Feature(
                geometry: nil, properties: ["a": .integer(1), "b": .integer(2), "c": .integer(3)]),
            Feature(geometry: nil, properties: ["c": .integer(6), "a": .integer(4)]),
            Feature(geometry: nil, properties: ["b": .integer(8)]),
            Feature(geometry: nil, properties: ["a": .integer(7)]),
        ]
        #expect(
            Tables.text(try Tables.write(features).table) == "a,b,c\n1,2,3\n4,,6\n,8,\n7,,\n")
    }

    @Test func `every kind of shape and value comes back`() throws {
        let written = try Tables.write(Samples.hostile.features)
        let read = try Tables.read(
            written.table, options: CSVReader.Options(columnTypes: written.types))
        #expect(read.features.count == Samples.hostile.features.count)
        for (found, sample) in zip(read.features, Samples.hostile.features) {
            #expect(found.id == sample.id)
            for property in sample.properties.all {
                // A whole number in a column of real ones is a real one.
                let value = found.properties[property.name]
                let isSame =
                    value == property.value
                    || value.number.map { $0 == property.value.number } == true
                #expect(isSame, "\(property.name)")
            }
        }
        #expect(read.features[1].geometry == Samples.hostile.features[1].geometry)
        #expect(read.features[2].geometry == nil)
        #expect(read.features[6].geometry == Samples.hostile.features[6].geometry)
        #expect(read.features[7].geometry == Samples.hostile.features[7].geometry)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `tables of random texts and numbers come back with their types`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let letters = Array("ab,;\"'\n\r\t =+-@|é💥0")
        func value(_ column: Int) -> Value {
            if Int.random(in: 0..<5, using: &random) == 0 { return .null }
            switch column {
            case 0:
                let count = Int.random(in: 0..<20, using: &random)
                return .text(
                    String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" }))
            case 1:
                return .integer(
                    Int.random(in: Int.min...Int.max, using: &random)
                        >> Int.random(in: 0..<64, using: &random))
            case 2:
                return .real(
                    Double.random(in: -1e9...1e9, using: &random)
                        * (Bool.random(using: &random) ? 1e-12 : 1))
            case 3: return .boolean(Bool.random(using: &random))
            default: return .list([.text("a,\"b\""), .integer(1), .null])
            }
        }
        let features = (0..<30).map { _ in
            let isPlaced = Bool.random(using: &random)
            let position = at(
                (Double.random(in: -180...180, using: &random) * 1e7).rounded() / 1e7,
                (Double.random(in: -90...90, using: &random) * 1e7).rounded() / 1e7)
            return Feature(
                geometry: isPlaced ? .point(position) : nil,
                properties: Properties(
                    (0..<5).map { .init(name: "column \($0)", value: value($0)) }))
        }
        let written = try Tables.write(features)
        let read = try Tables.read(
            written.table, options: CSVReader.Options(columnTypes: written.types))
        let isSame = read.features == features
        #expect(isSame, "seed \(seed): \(Tables.text(written.types)) \(read.notes)")
    }
}

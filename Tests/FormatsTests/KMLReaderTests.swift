import FileMapping
import SimpleFeatures
import TestMaterial
import Testing

@testable import Formats

@Suite struct KMLReaderTests {
    static func read(
        _ text: String, limits: ReadingLimits = .init(), name: String = "map.kml"
    ) throws -> Reading {
        try read(Array(text.utf8), limits: limits, name: name)
    }

    static func read(
        _ bytes: [UInt8], limits: ReadingLimits = .init(), name: String = "map.kml"
    ) throws -> Reading {
        try KMLReader(MappedFile(copying: bytes, named: name), limits: limits).readAll()
    }

    /// Placemarks in a document, as programs write them.
    static func document(_ placemarks: String, head: String = "<name>map</name>") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2"><Document>\(head)
        \(placemarks)</Document></kml>
        """
    }

    private func one(_ content: String, head: String = "<name>map</name>") throws -> Feature {
        let features = try Self.read(
            Self.document("<Placemark>\(content)</Placemark>", head: head)
        ).layer.features
        return try #require(features.first)
    }

    // MARK: Our own files

    @Test(arguments: [Samples.small, Samples.hostile, KMLFeatureWriterTests.mixed(300)])
    func `a file of ours gives back what was written`(layer: Layer) throws {
        let bytes = KML.bytes(of: layer)
        let reading = try Self.read(bytes)
        #expect(reading.notes.isEmpty)
        #expect(reading.layer.name == layer.name)
        let again = KML.bytes(of: reading.layer)
        let third = KML.bytes(of: try Self.read(again).layer)
        // Features may have their columns in other orders; once read, they have them in that of the file.
        #expect(again == third)
        let read = Dictionary(
            grouping: reading.layer.features, by: { $0.id ?? "" })
        for feature in layer.features {
            let twins = try #require(read[feature.id ?? ""])
            let found = twins.contains { twin in
                feature.properties.all.allSatisfy { property in
                    Self.comparable(property.value)
                        == Self.comparable(twin.properties[property.name])
                } && twin.geometry == feature.geometry.map(Self.written)
            }
            #expect(found, "\(feature.id ?? "none")")
        }
    }

    /// What XML can hold of a value.
    private static func comparable(_ value: Value) -> Value {
        guard case .text(let text) = value else { return value }
        return .text(
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map {
                        ($0.value < 0x20 && !["\t", "\n", "\r"].contains($0))
                            || $0.value == 0xFFFE || $0.value == 0xFFFF ? "\u{FFFD}" : $0
                    })))
    }

    /// A shape to the seventh decimal, turned and cut.
    private static func written(_ geometry: Geometry) -> Geometry {
        func rounded(_ position: Coordinate) -> Coordinate {
            Coordinate(
                wrappingLongitude: (position.longitude * 1e7).rounded() / 1e7,
                clampingLatitude: (position.latitude * 1e7).rounded() / 1e7)
        }
        if case .point(let position) = geometry { return .point(rounded(position)) }
        return geometry.asWritten
    }

    @Test(arguments: [
        ["id", "name", "x"], ["name", "x"], ["id", "date", "type", "name", "fatalities"],
        ["x", "name"], ["x", "y"], ["name"], ["id"], ["columns", "name"], ["description", "x"],
    ])
    func `columns come back in their order, be they null in the first feature`(
        names: [String]
    ) throws {
        let layer = Layer(
            name: "a",
            features: [
                Feature(
                    geometry: nil,
                    properties: KMLFeatureWriterTests.properties(names) { _ in Value.null }),
                Feature(
                    geometry: nil,
                    properties: KMLFeatureWriterTests.properties(names) { Value("of \($0)") }),
            ])
        let read = try Self.read(KML.bytes(of: layer)).layer
        #expect(read.schema.fields.map(\.name) == names)
        #expect(read.features[1].properties.all.map(\.name) == names)
        #expect(read.features[1].properties == layer.features[1].properties)
    }

    @Test func `values keep their types`() throws {
        let values: Properties = [
            "a": .integer(3), "b": .real(2), "c": .boolean(true), "d": .text(" x "),
            "e": Value(["u", "v"]), "f": .object(["g": .integer(1)]), "h": .integer(5_000_000_000),
            "i": .text(""), "j": .text("[no json"), "k": .real(1e300), "l": .integer(-7),
        ]
        let layer = Layer(name: "a", features: [Feature(geometry: nil, properties: values)])
        #expect(try Self.read(KML.bytes(of: layer)).layer.features[0].properties == values)
    }

    @Test func `whole numbers among reals stay whole in a file of ours, and not in another's`()
        throws
    {
        let layer = Layer(
            name: "a",
            features: [Value.integer(1), .real(0.5)].map {
                Feature(geometry: nil, properties: ["x": $0])
            })
        let ours = String(decoding: KML.bytes(of: layer), as: UTF8.self)
        #expect(try Self.read(ours).layer.features[0].properties["x"] == .integer(1))
        let other = ours.replacing("schema-a", with: "a")
        #expect(try Self.read(other).layer.features[0].properties["x"] == .real(1))
    }

    @Test func `a description that somebody changed is kept`() throws {
        let ours = String(decoding: KML.bytes(of: Samples.small), as: UTF8.self)
        let changed = ours.replacing("<b>Place:</b> El Alto", with: "<b>Place:</b> Rio Seco")
        let features = try Self.read(changed).layer.features
        #expect(features[0].properties["description"].text?.contains("Rio Seco") == true)
        #expect(!features[1].properties.has("description"))
    }

    @Test func `an identifier that no column repeats has its escapes undone`() throws {
        let ours = String(
            decoding: KML.bytes(
                of: Layer(
                    name: "a",
                    features: [Feature(id: "é 1", geometry: nil, properties: ["x": .integer(1)])])),
            as: UTF8.self)
        let without = ours.replacing("<SimpleData name=\"id\">é 1</SimpleData>", with: "")
        #expect(without != ours)
        #expect(try Self.read(without).layer.features[0].id == "é 1")
    }

    // MARK: Other files

    @Test func `name, description, times, columns and folders come in this order`() throws {
        let text = Self.document(
            """
            <Schema name="s" id="s1"><SimpleField type="int" name="n"><displayName>N</displayName>
            </SimpleField><SimpleField type="double" name="r"/><SimpleField type="bool" name="b"/>
            <SimpleField type="string" name="t"/></Schema>
            <Folder><name>west</name><Folder><name>inner</name>
            <Placemark id="p1"><name>A &amp; B</name><description><![CDATA[<b>x</b>
            ]]></description><TimeSpan><begin>2003-10-12</begin><end>2003-10-13</end></TimeSpan>
            <styleUrl>#s</styleUrl><ExtendedData><SchemaData schemaUrl="#s1">
            <SimpleData name="t">word</SimpleData><SimpleData name="n"> 7 </SimpleData>
            <SimpleData name="b">true</SimpleData><SimpleData name="u">beyond</SimpleData></SchemaData>
            <Data name="d"><displayName>D</displayName><value>v</value></Data></ExtendedData>
            <Point><coordinates>-68.15,-16.5</coordinates></Point></Placemark></Folder></Folder>
            <Folder><name>east</name><Placemark/></Folder>

            """)
        let reading = try Self.read(text)
        let properties: Properties = [
            "name": .text("A & B"), "description": .text("<b>x</b>\n"),
            "date_start": .text("2003-10-12"), "date_end": .text("2003-10-13"), "n": .integer(7),
            "r": .null, "b": .boolean(true), "t": .text("word"), "u": .text("beyond"),
            "d": .text("v"), "folder": .text("west/inner"),
        ]
        #expect(
            reading.layer.features == [
                Feature(id: "p1", geometry: .point(at(-68.15, -16.5)), properties: properties),
                Feature(geometry: nil, properties: ["folder": .text("east")]),
            ])
        #expect(reading.layer.features[0].properties.all.map(\.name) == properties.all.map(\.name))
        #expect(reading.notes.isEmpty)
    }

    @Test func `a layer is named by its document, its only folder or its file`() throws {
        let folder = "<Folder><name>f</name><Placemark/></Folder>"
        #expect(try Self.read(Self.document(folder)).layer.name == "map")
        #expect(try Self.read(Self.document(folder, head: "")).layer.name == "f")
        #expect(try Self.read(Self.document(folder + folder, head: "")).layer.name == "map")
        #expect(try Self.read(Self.document("", head: ""), name: "a/b.c.kml").layer.name == "b")
        #expect(try Self.read(Self.document("", head: ""), name: "b.kmz/doc.kml").layer.name == "b")
    }

    @Test(arguments: [
        ("<TimeStamp><when>2003-10-12</when></TimeStamp>", ["date_start", "date_end"]),
        ("<TimeStamp><when>2003-10-12T10:00:00Z</when></TimeStamp>", ["timestamp"]),
        ("<TimeStamp><when>2003-10</when></TimeStamp>", ["timestamp"]),
        ("<TimeSpan><begin>2003</begin><end>2003-10-12</end></TimeSpan>", ["begin", "date_end"]),
        ("<gx:TimeSpan><begin> 2003-10-12\n</begin></gx:TimeSpan>", ["date_start"]),
        ("<TimeSpan/>", []),
    ])
    func `whole days are days, other times keep the names of KML`(
        time: String, columns: [String]
    ) throws {
        #expect(try one(time).properties.all.map(\.name) == columns)
    }

    @Test func `a time that a column contradicts is kept beside it`() throws {
        let data =
            "<ExtendedData><Data name=\"date_start\"><value>2003-10-12</value></Data></ExtendedData>"
        let same = try one("<TimeSpan><begin>2003-10-12</begin></TimeSpan>\(data)")
        #expect(same.properties == ["date_start": .text("2003-10-12")])
        let other = try one("<TimeSpan><begin>2003-10-13</begin></TimeSpan>\(data)")
        #expect(other.properties["begin"] == .text("2003-10-13"))
        #expect(other.properties["date_start"] == .text("2003-10-12"))
    }

    @Test(
        arguments: [
            ("<Point><coordinates>1,2</coordinates></Point>", .point(at(1, 2))),
            ("<Point><coordinates>\n 1 , 2 , 30\n</coordinates></Point>", .point(at(1, 2))),
            (
                "<LineString><tessellate>1</tessellate><coordinates>1,2\t3,4,0\r\n5,6</coordinates></LineString>",
                .lineString([at(1, 2), at(3, 4), at(5, 6)])
            ),
            (
                "<LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>",
                .lineString([at(0, 0), at(1, 0), at(1, 1), at(0, 0)])
            ),
            (
                "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2</coordinates></LinearRing></innerBoundaryIs></Polygon>",
                .polygon(
                    Polygon(
                        exterior: [at(0, 0), at(9, 0), at(9, 9), at(0, 0)],
                        interiors: [[at(1, 1), at(2, 1), at(2, 2), at(1, 1)]]))
            ),
            (
                "<MultiGeometry><Point><coordinates>1,2</coordinates></Point><Point><coordinates>3,4</coordinates></Point></MultiGeometry>",
                .multiPoint([at(1, 2), at(3, 4)])
            ),
            (
                "<MultiGeometry><Point><coordinates>1,2</coordinates></Point><MultiGeometry><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></MultiGeometry>",
                .collection([.point(at(1, 2)), .multiLineString([[at(1, 2), at(3, 4)]])])
            ),
            ("<MultiGeometry/>", .collection([])),
            (
                "<gx:Track><when>2003-10-12</when><gx:coord>1 2 3</gx:coord><gx:coord>3 4 0</gx:coord></gx:Track>",
                .lineString([at(1, 2), at(3, 4)])
            ),
            ("<Point><coordinates>1.5e1,-.25</coordinates></Point>", .point(at(15, -0.25))),
            ("<Point><coordinates/></Point>", nil),
            ("<Model><Link><href>x.dae</href></Link></Model>", nil), ("", nil),
        ] as [(String, Geometry?)])
    func `shapes of every kind are read`(text: String, geometry: Geometry?) throws {
        #expect(try one(text).geometry == geometry)
    }

    @Test(
        arguments: [
            (
                "<Point><coordinates>1,2,3</coordinates></Point>",
                "dropped what follows longitude and latitude in 1 position (line 3)"
            ),
            ("<Point><coordinates>1,2,0</coordinates></Point>", nil),
            (
                "<Point><coordinates></coordinates></Point>",
                "took 1 point without coordinates for no geometry (line 3)"
            ),
            (
                "<LinearRing><coordinates>0,0 1,0 1,1</coordinates></LinearRing>",
                "closed 1 open ring (line 3)"
            ),
            ("<gx:Track><when>2003</when></gx:Track>", "dropped the times of 1 track (line 3)"),
            ("<Model/>", "took 1 three-dimensional model for no geometry (line 3)"),
            ("<name>a<b>c</b></name>", "left out 1 element that no column can hold (line 3)"),
            (
                "<ExtendedData><x:y xmlns:x=\"x\">1</x:y></ExtendedData>",
                "left out 1 element that no column can hold (line 3)"
            ),
            (
                "<ExtendedData><Data name=\"a\"><value>1</value></Data><Data name=\"a\"><value>2</value></Data></ExtendedData>",
                "kept the last of values given under one name in 1 object (line 3)"
            ),
            (
                "</Placemark><GroundOverlay/><Placemark>",
                "left out 1 overlay, network links or tours (line 3)"
            ),
            ("<visibility>0</visibility><Style><LineStyle/></Style><LookAt/>", nil),
        ] as [(String, String?)])
    func `what is put right or left out is said`(content: String, note: String?) throws {
        let text = Self.document("<Placemark>\(content)</Placemark>")
        #expect(try Self.read(text).notes == (note.map { [$0] } ?? []))
    }

    @Test(
        arguments: [
            ("int", "5", .integer(5)), ("int", "", .null), ("int", "x", .text("x")),
            ("uint", "+5", .integer(5)), ("int", "99999999999999999999", .real(1e20)),
            ("float", "5", .real(5)), ("double", "1e-9", .real(1e-9)), ("double", "NaN", .null),
            ("double", "1,5", .text("1,5")), ("bool", "0", .boolean(false)),
            ("bool", "TRUE", .boolean(true)), ("bool", "yes", .text("yes")),
            ("string", " ", .text(" ")), ("string", "[1]", .text("[1]")), ("date", "x", .text("x")),
        ] as [(String, String, Value)])
    func `values have the types of their schema`(type: String, text: String, value: Value) throws {
        let head = "<Schema id=\"s\"><SimpleField name=\"x\" type=\"\(type)\"/></Schema>"
        let data =
            "<SchemaData schemaUrl=\"#s\"><SimpleData name=\"x\">\(text)</SimpleData></SchemaData>"
        #expect(
            try one("<ExtendedData>\(data)</ExtendedData>", head: head).properties["x"] == value)
    }

    @Test func `prefixes, old namespaces and missing declarations do not matter`() throws {
        for (prefix, space) in [
            ("", ""), ("k:", " xmlns:k=\"http://www.opengis.net/kml/2.2\""),
            ("", " xmlns=\"http://earth.google.com/kml/2.1\""), ("k:", ""),
        ] {
            let text =
                "<\(prefix)kml\(space)><\(prefix)Folder><\(prefix)name>n</\(prefix)name>"
                + "<\(prefix)Placemark><\(prefix)name>a</\(prefix)name></\(prefix)Placemark>"
                + "</\(prefix)Folder></\(prefix)kml>"
            let layer = try Self.read(text).layer
            #expect(layer.name == "n")
            #expect(layer.features == [Feature(geometry: nil, properties: ["name": .text("a")])])
        }
    }

    @Test func `other encodings are read as they declare themselves`() throws {
        let text =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><kml><Placemark><name>Ñ</name></Placemark></kml>"
        let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(try Self.read(latin).layer.features[0].properties["name"] == .text("Ñ"))
        let wide = text.replacing("ISO-8859-1", with: "UTF-16").utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        #expect(
            try Self.read([0xFF, 0xFE] + wide).layer.features[0].properties["name"] == .text("Ñ"))
        let marked = [0xEF, 0xBB, 0xBF] + Array(Self.document("<Placemark/>").utf8)
        #expect(try Self.read(marked).layer.features.count == 1)
    }

    @Test(arguments: [1, 3, 17, 60])
    func `texts and coordinates are whole over the pieces in which a file is read`(
        thousands: Int
    ) throws {
        let count = thousands * 1000
        let line = (0..<count).map { "\(Double($0 % 1800) / 10),\(Double($0 % 900) / 10)" }
        let name = String(repeating: "La Paz é &amp; ", count: thousands * 20)
        let text = Self.document(
            "<Placemark><name>\(name)</name><LineString><coordinates>\n\(line.joined(separator: "\n"))</coordinates></LineString></Placemark>"
        )
        let feature = try #require(try Self.read(text).layer.features.first)
        #expect(feature.properties["name"].text == name.replacing("&amp;", with: "&"))
        #expect(feature.geometry?.positions.count == count)
    }
}

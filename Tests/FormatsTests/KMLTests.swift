import Formats
import SimpleFeatures
import Testing

@Suite struct KMLTests {
    private func text(_ layer: Layer, _ options: KML.Options = .init()) -> String {
        String(decoding: KML.bytes(of: layer, options: options), as: UTF8.self)
    }

    private func text(_ features: Feature...) -> String {
        text(Layer(name: "a", features: features))
    }

    @Test func `two events are written as they stand in the golden file`() throws {
        try Golden.expect(KML.bytes(of: Samples.small), equalTo: "events.kml")
    }

    @Test func `the hostile layer is written as it stands in the golden file`() throws {
        try Golden.expect(KML.bytes(of: Samples.hostile), equalTo: "hostile.kml")
    }

    @Test func `folders are the values of a property in order, and last those without one`() {
        let titles = text(Samples.hostile).split(separator: "<Folder>").dropFirst().map {
            $0.split(separator: "</name>").first.map(String.init) ?? ""
        }
        #expect(
            titles == [
                "\n<name>highlands", "\n<name>valleys", "\n<name>&lt;&amp;&quot;]]&gt;\n",
                "\n<name>No region",
            ])
    }

    @Test func `a layer without the property has one folder of its name`() {
        let text = text(Feature(geometry: nil, properties: ["x": .integer(1)]))
        #expect(text.contains("<Folder>\n<name>a</name>"))
        #expect(text.split(separator: "<Folder>").count == 2)
    }

    @Test func `the property of the folders can be another`() {
        let layer = Layer(
            name: "a", features: [Feature(geometry: nil, properties: ["country": .text("Bolivia")])]
        )
        #expect(text(layer, .init(folderProperty: "country")).contains("<name>Bolivia</name>"))
    }

    @Test(arguments: [
        ([Value.integer(1), .null], "int"), ([.integer(1), .real(0.5)], "double"),
        ([.integer(2_147_483_647)], "int"), ([.integer(2_147_483_648)], "double"),
        ([.integer(Int.max)], "string"), ([.boolean(true)], "bool"),
        ([.boolean(true), .integer(1)], "string"), ([.text("2003-10-13")], "string"),
        ([Value(["a"])], "string"), ([.object(["a": .null])], "string"), ([.null], "string"),
    ])
    func `a column has the narrowest type that holds its values`(values: [Value], type: String) {
        let layer = Layer(
            name: "a", features: values.map { Feature(geometry: nil, properties: ["x": $0]) })
        #expect(text(layer).contains("<SimpleField type=\"\(type)\" name=\"x\"/>"))
    }

    @Test func `a value that belies the schema widens its column, one beyond it adds a column`() {
        let layer = Layer(
            name: "a", schema: Schema(fields: [.init(name: "x", type: .integer)]),
            features: [
                Feature(geometry: nil, properties: ["x": .text("many"), "y": .real(1)])
            ])
        #expect(text(layer).contains("<SimpleField type=\"string\" name=\"x\"/>"))
        #expect(text(layer).contains("<SimpleField type=\"double\" name=\"y\"/>"))
    }

    @Test func `an unknown value is left out, and zero is not`() {
        let text = text(Feature(geometry: nil, properties: ["a": .null, "b": .integer(0)]))
        #expect(!text.contains("<SimpleData name=\"a\">"))
        #expect(text.contains("<SimpleData name=\"b\">0</SimpleData>"))
    }

    @Test func `an id that no property repeats becomes a column`() {
        let text = text(Feature(id: "é 1", geometry: nil, properties: ["x": .integer(1)]))
        #expect(text.contains("<SimpleField type=\"string\" name=\"id\"/>"))
        #expect(text.contains("<SimpleData name=\"id\">é 1</SimpleData>"))
        #expect(text.contains("<Placemark id=\"feature-.c3.a9.201\">"))
    }

    @Test func `ids are names of XML and stand once`() {
        let text = text(
            Feature(id: "1", geometry: nil), Feature(id: "1", geometry: nil),
            Feature(id: "1..2", geometry: nil))
        for id in ["feature-1", "feature-1..2", "feature-1.2e.2e2"] {
            #expect(text.contains("<Placemark id=\"\(id)\">"))
        }
    }

    @Test(arguments: [
        (
            "2003-10-12", "2003-10-13",
            "<TimeSpan><begin>2003-10-12</begin><end>2003-10-13</end></TimeSpan>"
        ),
        ("2003-10-12", nil, "<TimeSpan><begin>2003-10-12</begin></TimeSpan>"),
        (nil, "2003-10-13", "<TimeSpan><end>2003-10-13</end></TimeSpan>"),
        (nil, nil, nil), ("October 2003", nil, nil),
    ])
    func `time is a span of whole days`(start: String?, end: String?, expected: String?) {
        let text = text(
            Feature(
                geometry: nil, properties: ["date_start": Value(start), "date_end": Value(end)]))
        #expect(text.contains("<TimeSpan>") == (expected != nil))
        if let expected { #expect(text.contains(expected)) }
        #expect(!text.contains("TimeStamp"))
    }

    @Test func `characters that XML forbids are replaced and counted`() {
        let layer = Layer(
            name: "a\u{1}",
            features: [Feature(geometry: nil, properties: ["quote": .text("\u{0}x\u{FFFF}\u{7F}")])]
        )
        let document = KML.document(of: layer)
        // The name stands in three places, the quote in the description and in its column.
        #expect(document.replacedCharacterCount == 3 + 2 * 2)
        #expect(document.notes == ["replaced 7 characters that XML 1.0 does not allow"])
        let illegal = String(decoding: document.bytes, as: UTF8.self).unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n") || $0.value == 0xFFFF
        }
        #expect(illegal.isEmpty)
        #expect(KML.document(of: Samples.small).notes.isEmpty)
    }

    @Test func `what a report says cannot leave its place`() {
        let evil = "]]></description><script>\"'&amp;"
        let text = text(
            Feature(
                id: evil, geometry: nil,
                properties: [
                    "name": .text(evil), "quote": .text(evil), evil: .text(evil),
                    "region": .text(evil), "event_type": .text(evil), "actors": Value([evil]),
                ]))
        #expect(!text.contains("<script"))
        #expect(text.split(separator: "</description>").count == 2)
        #expect(text.split(separator: "]]>").count == 2)
    }

    @Test func `nothing in a file points to the network but the name of the format`() {
        let text = text(Samples.hostile)
        #expect(!text.contains("href"))
        #expect(text.split(separator: "http").count == 2)
    }

    @Test func `a style is written once for each type that occurs`() {
        let text = text(Samples.hostile)
        let styles = text.split(separator: "<Style id=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
        #expect(styles == ["style-clash", "style-march", "style-decree", "style-other"])
        #expect(text.contains("<styleUrl>#style-clash</styleUrl>"))
    }

    @Test func `the description gives type, date, place, toll, actors, quote and source`() throws {
        let text = text(Samples.small)
        let start = try #require(text.firstRange(of: "<![CDATA["))
        let end = try #require(text.firstRange(of: "]]>"))
        #expect(
            text[start.upperBound..<end.lowerBound] == """
                <b>Type:</b> clash<br/>
                <b>Date:</b> 2003-10-12<br/>
                <b>Place:</b> El Alto<br/>
                <b>Deaths:</b> 26 (20 to 26)<br/>
                <b>Actors:</b> army; residents<br/>
                <blockquote>twenty or more &amp; &quot;counting&quot;</blockquote>
                <b>Source:</b> a &lt;report&gt;, alto.txt

                """)
    }

    @Test(
        arguments: [
            ([nil, 3, nil], "3"), ([1, 3, 5], "3 (1 to 5)"), ([3, 3, 3], "3"),
            ([3, nil, nil], "3 or more"),
            ([nil, nil, 5], "5 at most"), ([1, nil, 5], "1 to 5"), ([nil, 0, nil], "0"),
            ([nil, nil, nil], nil),
        ] as [([Int?], String?)])
    func `a toll nobody gave is not in the description`(toll: [Int?], expected: String?) {
        let text = text(
            Feature(
                geometry: nil,
                properties: [
                    "event_type": .text("riot"), "deaths_low": Value(toll[0]),
                    "deaths_best": Value(toll[1]), "deaths_high": Value(toll[2]),
                ]))
        #expect(text.contains("Deaths:") == (expected != nil))
        if let expected { #expect(text.contains("<b>Deaths:</b> \(expected)<br/>")) }
    }

    @Test func `shapes are written in every kind, empty ones left out, the placemark kept`() {
        let square = Polygon(exterior: square(0, 0, 1, 1))
        let kinds: [(Geometry, String)] = [
            (.point(at(1, 2)), "<Point><coordinates>1,2</coordinates></Point>"),
            (
                .lineString([at(1, 2), at(3, 4)]),
                "<LineString><tessellate>1</tessellate><coordinates>1,2 3,4</coordinates></LineString>"
            ),
            (
                .multiPoint([at(1, 2)]),
                "<MultiGeometry><Point><coordinates>1,2</coordinates></Point></MultiGeometry>"
            ),
            (
                .polygon(square),
                "<outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,1 0,0</coordinates>"
                    + "</LinearRing></outerBoundaryIs></Polygon>"
            ),
        ]
        for (geometry, expected) in kinds {
            #expect(text(Feature(geometry: geometry)).contains(expected))
        }
        for empty in [
            Geometry.lineString([]), .polygon(Polygon(exterior: [])), .collection([]),
            .multiPolygon([]), .collection([.lineString([])]),
        ] {
            let text = text(Feature(geometry: empty))
            #expect(text.contains("<Placemark>"))
            #expect(!text.contains("coordinates") && !text.contains("MultiGeometry"))
        }
    }
}

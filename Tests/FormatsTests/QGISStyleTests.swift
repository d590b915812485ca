import Formats
import Foundation
import SimpleFeatures
import Testing

/// How QGIS is told to show a layer.
@Suite struct QGISStyleTests {
    private func style(of features: [Feature]) throws -> String? {
        var survey = Survey()
        var batch = FeatureBatch()
        for feature in features { try batch.append(feature) }
        survey.observe(batch)
        return QGISStyle.qml(for: survey).map { String(decoding: $0, as: UTF8.self) }
    }

    private func feature(_ properties: Properties, _ geometry: Geometry? = nil) -> Feature {
        Feature(geometry: geometry, properties: properties)
    }

    private static let point = Geometry.point(at(1, 2))
    private static let line = Geometry.lineString([at(1, 2), at(3, 4)])

    @Test func `a layer without types and days has no style`() throws {
        #expect(try style(of: []) == nil)
        #expect(
            try style(of: [
                feature(["name": .text("x"), "date_end": .text("2003-10-12")], Self.point)
            ]) == nil)
        #expect(
            try style(of: [feature(["date_start": .text("October"), "a": .null], Self.point)])
                == nil)
    }

    @Test func `days make the time of a layer, to their last second`() throws {
        func ends(_ properties: Properties) throws -> [String] {
            let style = try #require(try style(of: [feature(properties)]))
            #expect(style.contains(#"styleCategories="Temporal""#))
            #expect(style.contains(#"mode="4" limitMode="1""#))
            #expect(!style.contains("renderer"))
            let found = try #require(
                style.firstMatch(of: /startExpression="(.*?)" endExpression="(.*?)"/))
            return [found.1, found.2].map { String($0).replacing("&quot;", with: "\"") }
        }
        let start = #"to_datetime("date_start")"#
        #expect(
            try ends(["date_start": .text("2003-10-12")])
                == [start, start + " + to_interval('86399 seconds')"])
        #expect(
            try ends(["date_start": .text("2003-10-12"), "date_end": .text("2003-10-13")])
                == [start, #"to_datetime("date_end") + to_interval('86399 seconds')"#])
        #expect(
            try ends(["date_start": .text("2003-10-12"), "date_end": .text("2003-10-13T08:00:00Z")])
                == [start, #"to_datetime("date_end")"#])
    }

    @Test(arguments: [
        ([Geometry.point(at(1, 2))], "categorizedSymbol", ["marker"]),
        ([.multiPoint([at(1, 2)]), .point(at(1, 2))], "categorizedSymbol", ["marker"]),
        ([.lineString([at(1, 2), at(3, 4)])], "categorizedSymbol", ["line"]),
        ([.polygon(Polygon(exterior: square(1, 2, 3, 4)))], "categorizedSymbol", ["fill"]),
        (
            [.point(at(1, 2)), .lineString([at(1, 2), at(3, 4)])], "RuleRenderer",
            ["line", "marker"]
        ),
        ([.collection([.point(at(1, 2))])], "RuleRenderer", ["fill", "line", "marker"]),
        ([], "RuleRenderer", ["fill", "line", "marker"]),
    ])
    func `a symbol is drawn for each kind of shapes and type of events`(
        geometries: [Geometry], renderer: String, symbols: [String]
    ) throws {
        let features =
            [feature(["event_type": .text("clash")])]
            + geometries.map { feature(["event_type": .text("clash")], $0) }
        let style = try #require(try style(of: features))
        #expect(style.contains(#"styleCategories="Symbology""#))
        #expect(style.contains(#"<renderer-v2 type="\#(renderer)""#))
        let found = style.matches(of: /<symbol name="\d+" type="(\w+)"/).map { String($0.1) }
        #expect(Set(found).sorted() == symbols)
        #expect(found.count == 16 * symbols.count)
        #expect(style.contains("188,121,28,"))  // #bc791c, clash
    }

    @Test func `the style is XML that a parser takes`() throws {
        let style = try #require(
            try style(of: [
                feature(
                    ["event_type": .text("march"), "date_start": .text("2003-10-12")], Self.point),
                feature(["event_type": .text("march")], Self.line),
            ]))
        let folder = try GeoPackageFolder()
        try Data(style.utf8).write(to: folder.url.appending(path: "a.qml"))
        let answer = try Program.systemPython.run([
            "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", folder.path("a.qml"),
        ])
        #expect(answer.status == 0, "\(answer.complaints)")
    }
}

import Foundation
import Testing

/// Layers with next to nothing in them, and all formats where they meet the rest of the program.
@Suite struct SmallLayerFormatsTests {
    private static let formats = [
        "geojson", "geojsonl", "geojsons", "kml", "kmz", "fgb", "gpkg", "csv",
    ]

    private static func collection(_ features: String) -> String {
        #"{"type":"FeatureCollection","features":["# + features + "]}"
    }

    private static let point = #"{"type":"Point","coordinates":[-68.15,-16.5]}"#

    private static func feature(_ geometry: String, _ properties: String, id: String = "") -> String
    {
        #"{"type":"Feature","# + id + #""geometry":\#(geometry),"properties":{\#(properties)}}"#
    }

    private static func folder(_ collection: String) throws -> Scratch {
        let scratch = try Scratch()
        try Data(collection.utf8).write(
            to: scratch.folder.appendingPathComponent("layer.geojson"))
        return scratch
    }

    /// A layer that every format gives back as it is.
    struct SmallLayer: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let features: [String]
        /// Formats in which nothing but the name of the file tells what it is.
        var untold: Set<String> = []
    }

    private static let layers = [
        SmallLayer(
            testDescription: "no feature", features: [], untold: ["geojsonl", "geojsons", "csv"]),
        SmallLayer(testDescription: "one point", features: [feature(point, #""a":1"#)]),
        SmallLayer(
            testDescription: "no column", features: [feature(point, ""), feature("null", "")]),
        SmallLayer(
            testDescription: "a line without a column",
            features: [feature(#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#, "")],
            untold: ["csv"]),
        SmallLayer(
            testDescription: "no shape", features: [feature("null", #""a":null,"b":"x""#)]),
    ]

    @Test(arguments: layers)
    func `a small layer comes back from a file and from a pipe`(layer: SmallLayer) throws {
        let scratch = try Self.folder(Self.collection(layer.features.joined(separator: ",")))
        let outputs = Self.formats.map { "-o a.\($0)" }.joined(separator: " ")
        let written = try BuiltProgram.run(
            shell: "apacheta export layer.geojson --quiet \(outputs)", in: scratch.folder)
        #expect(written.exitCode == 0, "\(written.complaints)")
        for format in Self.formats {
            let file = try BuiltProgram.run(
                shell: "apacheta export a.\(format) --quiet -o -", in: scratch.folder)
            #expect(file.exitCode == 0, "\(format): \(file.complaints)")
            let found = RoundTripFormatsTests.features(of: file.output)
            #expect(found == layer.features, "\(format)")
            let pipe = try BuiltProgram.run(
                shell: "cat a.\(format) | apacheta export - --quiet -o -", in: scratch.folder)
            if layer.untold.contains(format) {
                #expect(pipe.exitCode == 65)
                #expect(pipe.complaints.contains("expected a GeoJSON object"))
            } else {
                #expect(RoundTripFormatsTests.features(of: pipe.output) == found, "\(format)")
            }
        }
    }

    @Test func `identifiers without another column make a table of one column`() throws {
        let scratch = try Self.folder(
            Self.collection(Self.feature(Self.point, "", id: #""id":"one","#)))
        let run = try BuiltProgram.run(
            shell: "apacheta export layer.geojson -q -o a.csv && cat a.csv", in: scratch.folder)
        #expect(run.output == "longitude,latitude,id\n-68.15,-16.5,one\n")
    }

    @Test(arguments: ["[1,2]\n", "\\set x;\n", "word\n"])
    func `a pipe with neither a layer nor a table is refused as GeoJSON`(text: String) throws {
        let scratch = try Scratch()
        try Data(text.utf8).write(to: scratch.folder.appendingPathComponent("text"))
        let run = try BuiltProgram.run(
            shell: "cat text | apacheta export - -o - --quiet", in: scratch.folder)
        #expect(run.output.isEmpty)
        #expect(run.exitCode == 65)
        #expect(run.complaints.hasSuffix("expected a GeoJSON object\n"), "\(run.complaints)")
    }

    @Test(arguments: [
        "170,-30,-170,30", "-70,-20,-60,-10", "180,-90,-180,90", "-180,-90,180,90", "60,60,61,61",
    ])
    func `a box takes the same features from every format`(box: String) throws {
        let scratch = try Self.folder(EverythingLayer.collection)
        let outputs = Self.formats.map { "-o a.\($0)" }.joined(separator: " ")
        let written = try BuiltProgram.run(
            shell: "apacheta export layer.geojson -q \(outputs)", in: scratch.folder)
        #expect(written.exitCode == 0, "\(written.complaints)")
        let answers = try Self.formats.map { format in
            let run = try BuiltProgram.run(
                shell: "apacheta export a.\(format) -q --bbox=\(box) -o - -f geojsonl",
                in: scratch.folder)
            return RoundTripFormatsTests.features(of: run.output).map {
                $0.split(separator: #""geometry""#)[0]
            }.sorted()
        }
        for (format, answer) in zip(Self.formats, answers) {
            #expect(answer == answers[0], "\(format)")
        }
        #expect(answers[0].isEmpty == (box == "60,60,61,61"))
    }

    @Test func `events are near, filed and compared the same out of every format`() throws {
        let events = BuiltProgram.package.appendingPathComponent("exports/bolivia.geojson").path
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: """
                set -e
                apacheta export '\(events)' -q -o a.kml -o a.kmz -o a.gpkg -o a.csv
                for layer in '\(events)' a.kml a.kmz a.gpkg a.csv; do
                    apacheta near "$layer" Achacachi --within 60km
                    apacheta regions "$layer"
                    apacheta compare "$layer" 'La Paz' Cochabamba
                    echo END
                done
                """, in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let answers = run.output.split(separator: "END\n")
        #expect(answers.count == 5)
        #expect(Set(answers).count == 1)
        #expect(answers[0].contains("Cochabamba"))
    }

    @Test(arguments: ["acled", "ucdp"])
    func `the table of another project answers near, regions and compare`(profile: String) throws {
        let events = BuiltProgram.package.appendingPathComponent("exports/bolivia.geojson").path
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: """
                set -e
                apacheta export '\(events)' -q -o a.csv --profile \(profile)
                apacheta near a.csv Achacachi --within 60km
                apacheta regions a.csv
                apacheta compare a.csv 'La Paz' Cochabamba
                """, in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.complaints.contains("3 of 74 events within 60.0 km of Achacachi"))
        #expect(run.complaints.contains("74 events by the set 'bolivia'"))
        #expect(run.complaints.contains("74 events by the set 'departments'"))
    }
}

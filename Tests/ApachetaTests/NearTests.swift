import Foundation
import TestMaterial
import Testing

/// What `near` measures from areas, routes and many centres.
///
/// On the equator of WGS 84 a degree of longitude is π · 6,378.137 km / 180 = 111.319 km; a tenth
/// of a degree of latitude beside it is 11.057 km (GeographicLib).
@Suite struct NearTests {
    /// A layer of points, each with the id "e" and its number.
    private static func points(_ positions: [(longitude: Double, latitude: Double)]) -> String {
        let features = positions.enumerated().map { number, position in
            #"{"type":"Feature","id":"e\#(number)","geometry":{"type":"Point","coordinates":"#
                + "[\(position.longitude),\(position.latitude)]},"
                + #""properties":{"name":"Event \#(number)"}}"#
        }
        return collection(features)
    }

    private static func shape(_ kind: String, _ coordinates: String) -> String {
        #"{"type":"Feature","geometry":{"type":"\#(kind)","coordinates":\#(coordinates)},"#
            + #""properties":{}}"#
    }

    private static func collection(_ features: [String]) -> String {
        #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }

    /// Runs a command in a folder with files of these names.
    private static func run(_ command: String, _ files: [String: String]) throws -> BuiltProgram.Run
    {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        for (name, text) in files {
            try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
        }
        return try BuiltProgram.run(shell: command, in: scratch.folder)
    }

    /// The values that stand behind a key, in order.
    private static func values(of key: String, in text: String) -> [String] {
        text.components(separatedBy: "\"\(key)\":").dropFirst().map { rest in
            String(rest.prefix { $0 != "," && $0 != "}" && $0 != "]" })
        }
    }

    @Test func `an area is measured from its outline, and its hole is outside`() throws {
        let square =
            "[[[0,0],[1,0],[1,1],[0,1],[0,0]],[[0.4,0.4],[0.4,0.6],[0.6,0.6],[0.6,0.4],[0.4,0.4]]]"
        let run = try NearTests.run(
            "apacheta near e.geojson --centres a.geojson --quiet --json --limit 9",
            [
                "a.geojson": NearTests.collection([NearTests.shape("Polygon", square)]),
                "e.geojson": NearTests.points([(1.5, 0), (0.5, 0.5), (0.2, 0.3), (0.5, -0.09)]),
            ])
        #expect(run.complaints == "")
        #expect(
            NearTests.values(of: "id", in: run.output) == ["\"e2\"", "\"e3\"", "\"e1\"", "\"e0\""])
        #expect(
            NearTests.values(of: "distance_km", in: run.output) == ["0.0", "10.0", "11.1", "55.7"])
        #expect(NearTests.values(of: "direction", in: run.output)[3] == "\"E\"")
    }

    @Test func `what lies within a distance of an area holds what lies in it`() throws {
        let inside = try BuiltProgram.run("near events.geojson Chapare --quiet --json")
        let around = try BuiltProgram.run(
            "near events.geojson Chapare --within 60km --quiet --json")
        #expect(NearTests.values(of: "id", in: inside.output) == ["\"e07\""])
        #expect(NearTests.values(of: "id", in: around.output) == ["\"e07\"", "\"e06\""])
    }

    @Test func `how far along a route an event lies is counted from its start`() throws {
        let line = "[[0,0],[1,0],[2,0],[2,1]]"
        let files = [
            "r.geojson": NearTests.collection([NearTests.shape("LineString", line)]),
            "e.geojson": NearTests.points([(1.5, 0.1), (0, 0), (-1, 0), (2.05, 0.9)]),
        ]
        let run = try NearTests.run(
            "apacheta near e.geojson --route r.geojson --limit 9 --json --quiet", files)
        #expect(
            NearTests.values(of: "id", in: run.output) == ["\"e1\"", "\"e3\"", "\"e0\"", "\"e2\""])
        // 222.639 km of equator and 0.9 degrees of meridian, 99.517 km (GeographicLib 2.1.2).
        #expect(
            NearTests.values(of: "along_km", in: run.output) == ["0.0", "322.2", "167.0", "0.0"])
        #expect(
            NearTests.values(of: "distance_km", in: run.output) == ["0.0", "5.6", "11.1", "111.3"])
    }

    @Test func `a route that passes twice has the first time`() throws {
        let line = "[[0,0],[1,0],[0,0],[-1,0]]"
        let run = try NearTests.run(
            "apacheta near e.geojson --route r.geojson --limit 9 --json --quiet",
            [
                "r.geojson": NearTests.collection([NearTests.shape("LineString", line)]),
                "e.geojson": NearTests.points([(0.5, 0), (0, 0), (-0.5, 0)]),
            ])
        #expect(
            Set(NearTests.values(of: "along_km", in: run.output)) == ["55.7", "0.0", "278.3"])
    }

    @Test func `a route of several lines is measured without how far along`() throws {
        let run = try NearTests.run(
            "apacheta near e.geojson --route r.geojson --limit 1 --json --quiet",
            [
                "r.geojson": NearTests.collection([
                    NearTests.shape("LineString", "[[0,0],[1,0]]"),
                    NearTests.shape("MultiLineString", "[[[5,0],[6,0]]]"),
                ]),
                "e.geojson": NearTests.points([(3, 0), (5.5, 0.1)]),
            ])
        #expect(NearTests.values(of: "id", in: run.output) == ["\"e1\""])
        #expect(NearTests.values(of: "length_km", in: run.output) == ["222.6"])
        #expect(!run.output.contains("along_km"))
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `a join answers for each centre what the centre alone is answered`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func positions(_ count: Int) -> [(longitude: Double, latitude: Double)] {
            (0..<count).map { _ in
                // Halves of degrees, so that events share positions and distances tie.
                (
                    Double(Int.random(in: -358...358, using: &generator)) / 2,
                    Double(Int.random(in: -179...179, using: &generator)) / 2
                )
            }
        }
        let (events, centres) = (positions(300), positions(8))
        let files = ["e.geojson": NearTests.points(events), "c.geojson": NearTests.points(centres)]
        let bounds = "--limit 4 --within 4000km --json --quiet"
        let alone = centres.map {
            "apacheta near e.geojson --lon \($0.longitude) --lat \($0.latitude) \(bounds)"
        }
        let run = try NearTests.run(
            "apacheta near e.geojson --centres c.geojson \(bounds); "
                + alone.joined(separator: ";"), files)
        let lines = run.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 1 + centres.count, "seed \(seed): \(run.complaints)")
        for column in ["distance_km", "direction", "id"] {
            let joined = NearTests.values(of: column, in: lines[0])
            let apart = lines.dropFirst().flatMap { NearTests.values(of: column, in: $0) }
            #expect(joined == apart, "seed \(seed), column \(column)")
        }
    }

    @Test func `an event near two centres stands twice, and its id is no longer the feature's`()
        throws
    {
        let run = try NearTests.run(
            "apacheta near e.geojson --centres c.geojson -o - -f geojsonl --quiet",
            [
                "e.geojson": NearTests.points([(0, 0)]),
                "c.geojson": NearTests.points([(0.1, 0), (0, 0.1)]),
            ])
        #expect(
            run.output == """
                {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},\
                "properties":{"name":"Event 0","id":"e0","centre":"Event 0","centre_id":"e0",\
                "rank":1,"distance_km":11.1,"direction":"W"}}
                {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},\
                "properties":{"name":"Event 0","id":"e0","centre":"Event 1","centre_id":"e1",\
                "rank":1,"distance_km":11.1,"direction":"S"}}

                """)
    }

    @Test func `an answer that is asked again has what was measured last`() throws {
        let run = try NearTests.run(
            """
            apacheta near e.geojson --lon 0 --lat 0 --limit 1 -q -o near.geojson >/dev/null
            apacheta near near.geojson --lon 2 --lat 0 --limit 1 --json --quiet
            apacheta near near.geojson --lon 2 --lat 0 --limit 1 -o - -f geojsonl
            """, ["e.geojson": NearTests.points([(1, 0)])])
        #expect(NearTests.values(of: "distance_km", in: run.output) == ["111.3", "111.3"])
        #expect(NearTests.values(of: "direction", in: run.output) == ["\"W\"", "\"W\""])
        #expect(
            run.complaints.contains("columns of the layer written anew: distance_km, direction\n"))
    }

    @Test func `statistics stand on standard error, be it quiet or not`() throws {
        let run = try BuiltProgram.run(
            "near events.geojson --lon -68 --lat -16 --limit 1 --json --quiet --stats --type clash")
        #expect(run.output.hasPrefix("{") && run.output.split(separator: "\n").count == 1)
        let lines = run.complaints.split(separator: "\n")
        #expect(lines.map { $0.prefix { $0 != ":" } } == ["layer", "centres", "index", "answers"])
        #expect(lines[0].hasSuffix("; 9 left out by filters"))
    }

    @Test func `an area that a gazetteer of one's own names leads to no file outside the data`()
        throws
    {
        let header = "name\tlon\tlat\tkind\tcountry\tprecision_km\tarea\n"
        let rows = ["../regions/departments#pando", "departments", "absent#x", "admin1#absent"]
            .enumerated().map { "Tierra \($0)\t-68\t-12\tA/ADM1\tBO\t10\t\($1)\n" }
        for number in rows.indices {
            let run = try NearTests.run(
                "apacheta near events.geojson 'Tierra \(number)' --gazetteer mine.tsv",
                ["mine.tsv": header + rows.joined()])
            #expect(run.exitCode == 0)
            #expect(run.complaints.contains("measured from its middle and taken to reach 10.0 km"))
        }
    }
}

import Foundation
import TestMaterial
import Testing

/// A FlatGeobuf file asked in place answers as the same layer read whole.
@Suite struct NearMappedTests {
    static let hasConverter: Bool = {
        let folder = BuiltProgram.package
        return (try? BuiltProgram.run(shell: "command -v ogr2ogr", in: folder).exitCode) == 0
    }()

    /// Points, many of them on one position, and lines and squares among them.
    private static func layer(seed: UInt64) -> String {
        var generator = SeededGenerator(seed: seed)
        func quarters(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &generator)) / 4
        }
        let features = (0..<400).map { number in
            let (x, y) = (quarters(-716...712), quarters(-356...352))
            let shape: String
            switch number % 4 {
            case 0: shape = #""LineString","coordinates":[[\#(x),\#(y)],[\#(x + 1),\#(y + 0.5)]]"#
            case 1:
                shape =
                    #""Polygon","coordinates":[[[\#(x),\#(y)],[\#(x + 1),\#(y)],"#
                    + "[\(x + 1),\(y + 1)],[\(x),\(y)]]]"
            case 2: shape = #""Point","coordinates":[12.5,47.25]"#
            default: shape = #""Point","coordinates":[\#(x),\#(y)]"#
            }
            return #"{"type":"Feature","geometry":{"type":\#(shape)},"#
                + #""properties":{"id":"e\#(number)","event_type":"\#(number % 3 == 0 ? "riot" : "march")"}}"#
        }
        return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }

    private static func events(of json: String) -> [[String]] {
        json.components(separatedBy: "{\"distance_km\":").dropFirst().map { event in
            let id = event.components(separatedBy: "\"id\":\"").dropFirst().first ?? ""
            return [
                String(event.prefix { $0 != "," }), String(id.prefix { $0 != "\"" }),
            ]
        }
    }

    @Test(
        .enabled(if: hasConverter, "ogr2ogr is missing: apt gdal-bin"),
        arguments: 0..<4 as Range<UInt64>)
    func `a mapped file gives the answers of the layer in memory`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed + 100)
        let scratch = try Scratch()
        try Data(NearMappedTests.layer(seed: seed).utf8).write(
            to: scratch.folder.appendingPathComponent("e.geojson"))
        let made = try BuiltProgram.run(
            shell: "ogr2ogr -f FlatGeobuf e.fgb e.geojson", in: scratch.folder)
        try #require(made.exitCode == 0, "\(made.complaints)")
        for round in 0..<4 {
            let lon = Double(Int.random(in: -179...179, using: &generator))
            let lat = Double(Int.random(in: -89...89, using: &generator))
            let centre = round == 0 ? "--lon 12.5 --lat 47.25" : "--lon \(lon) --lat \(lat)"
            for bound in ["--within 3000km", "--limit 7", "--limit 400", "--limit 9 --type riot"] {
                let answers = try ["e.geojson", "e.fgb"].map { file in
                    let run = try BuiltProgram.run(
                        shell: "apacheta near \(file) \(centre) \(bound) --json --quiet --stats",
                        in: scratch.folder)
                    #expect(run.complaints.contains("asked in place") == (file == "e.fgb"))
                    return NearMappedTests.events(of: run.output)
                }
                let comment = "seed \(seed), \(centre) \(bound)"
                #expect(answers[0].map { $0[0] } == answers[1].map { $0[0] }, "\(comment)")
                // The file has an order of its own, by which it breaks ties at the limit.
                guard bound != "--limit 7", bound != "--limit 9 --type riot" else { continue }
                #expect(!answers[0].isEmpty || bound.hasPrefix("--within"), "\(comment)")
                #expect(
                    Set(answers[0].map { $0.joined(separator: " ") })
                        == Set(answers[1].map { $0.joined(separator: " ") }), "\(comment)")
            }
        }
    }

    @Test(.enabled(if: hasConverter, "ogr2ogr is missing: apt gdal-bin"))
    func `what a tree of positions cannot tell is told by the layer read whole`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                ogr2ogr -f FlatGeobuf e.fgb events.geojson -mapFieldType StringList=String
                apacheta near e.fgb Chapare --within 60km --json --quiet --stats
                apacheta near e.fgb --lon -68 --lat -16 --limit 1 --region highlands -q --stats
                """, in: scratch.folder)
        #expect(NearMappedTests.events(of: run.output).map { $0[1] } == ["e07", "e06"])
        #expect(!run.complaints.contains("asked in place"))
        #expect(run.complaints.contains("left out by filters"))
    }
}

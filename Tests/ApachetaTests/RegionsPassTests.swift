import Foundation
import Testing

/// `regions` on layers that take several windows.
@Suite struct RegionsPassTests {
    /// Runs `regions` on lines of GeoJSON with two halves of a square as regions.
    private static func run(
        _ lines: [String], _ options: String = ""
    ) throws -> BuiltProgram.Run {
        let scratch = try Scratch()
        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
        }
        try write(lines.joined(separator: "\n"), to: "events.geojsonl")
        let halves = [("west", 0, 1), ("east", 1, 2)].map { name, west, east in
            """
            {"type":"Feature","properties":{"name":"\(name)"},"geometry":{"type":"Polygon",\
            "coordinates":[[[\(west),0],[\(east),0],[\(east),2],[\(west),2],[\(west),0]]]}}
            """
        }
        try write(
            #"{"type":"FeatureCollection","features":["# + halves.joined(separator: ",") + "]}",
            to: "halves.geojson")
        let command = "apacheta regions events.geojsonl --regions halves.geojson \(options)"
        return try BuiltProgram.run(shell: command, in: scratch.folder)
    }

    private static func line(
        _ id: String, _ longitude: Double, _ properties: String = ""
    ) -> String {
        """
        {"type":"Feature","id":"\(id)","properties":{\(properties)},\
        "geometry":{"type":"Point","coordinates":[\(longitude),1]}}
        """
    }

    @Test func `a total behind thousands of events is left out for a part in front of them`() throws
    {
        var lines = [Self.line("part", 0.5, #""deaths_best":3"#)]
        lines += (0..<9000).map { Self.line("e\($0)", 1.5) }
        lines.append(Self.line("all", 0.5, #""deaths_best":10,"total_of":["part"]"#))
        lines.append(Self.line("other", 1.5, #""deaths_best":7,"total_of":["part"]"#))
        let run = try Self.run(lines, "-q")
        #expect(run.exitCode == 0)
        let rows = run.output.split(separator: "\n").suffix(2).map {
            $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        }
        #expect(
            rows == [
                ["west", "2", "3", "/", "3", "/", "3", "1"],
                ["east", "9,001", "7", "/", "7", "/", "7", "1"],
            ])
    }

    /// Two plain points with three and four deaths, and one of seven with columns of its own, `total_of`
    /// among them, which the header does not list.
    @Test func `a total that the header does not declare is left out for its parts`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: "apacheta regions own-columns.fgb -q | grep Yungas", in: scratch.folder)
        #expect(
            run.output.split(separator: " ") == ["Yungas", "3", "7", "/", "7", "/", "7", "2\n"])
    }

    @Test func `one thread and two give the same answers, filtered or not`() throws {
        let lines = (0..<10_000).map { number in
            Self.line(
                "e\(number)", Double(number % 30) / 10,
                #""event_type":"\#(number % 3 == 0 ? "clash" : "march")","deaths_best":1"#)
        }
        for options in ["--explain", "--json", "--type clash", "--bbox 0.2,0,1.5,2 --explain"] {
            let one = try Self.run(lines, "\(options) --threads 1")
            let two = try Self.run(lines, "\(options) --threads 2")
            #expect(one.exitCode == 0)
            #expect(one.output == two.output)
            #expect(one.complaints == two.complaints)
            #expect(!one.output.isEmpty)
        }
    }

    @Test func `a fault in a late window is told with its line`() throws {
        var lines = (0..<9000).map { Self.line("e\($0)", 1.5) }
        lines.append(#"{"type":"Feature","properties":{},"geometry":{"type":"Point"}}"#)
        let run = try Self.run(lines)
        #expect(run.exitCode == 65)
        #expect(run.output.isEmpty)
        #expect(run.complaints.contains("events.geojsonl:9001:"), "\(run.complaints)")
    }
}

import Foundation
import Testing

/// Map pages as the commands write them.
@Suite struct MapPageCommandTests {
    /// The head of a page.
    private static func head(of page: String) throws -> [String: Any] {
        let start = try #require(page.range(of: "id=\"layer\">")).upperBound
        let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
        let json = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
        return try #require(json as? [String: Any])
    }

    private static func bases(of head: [String: Any]) -> [String] {
        (head["base"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func `a page goes beside other files, with outlines and the options`() throws {
        let run = try BuiltProgram.run(
            "export events.geojson -o map.html -o a.kml --title 'Doce <b>' --projection mercator "
                + "--language es && cat map.html")
        #expect(run.exitCode == 0)
        #expect(run.complaints == "map.html: 12 features\na.kml: 12 features\n")
        #expect(run.output.contains("<html lang=\"es\">"))
        #expect(run.output.contains("<title>Doce &lt;b&gt;</title>"))
        let head = try Self.head(of: run.output)
        #expect(head["title"] as? String == "Doce <b>")
        #expect(head["projection"] as? String == "mercator")
        #expect(head["language"] as? String == "es")
        #expect(head["regionColumn"] as? String == "admin1")
        #expect(Self.bases(of: head) == ["b-world", "b-near", "b-admin1", "b-regions"])
    }

    @Test func `with a region set events are filed under it, and it is drawn`() throws {
        let run = try BuiltProgram.run("export events.geojson -o - -f html --regions bolivia")
        #expect(run.exitCode == 0)
        let head = try Self.head(of: run.output)
        #expect(head["regionColumn"] as? String == "region")
        let regions = try #require(head["regions"] as? [String])
        #expect(regions.contains("Western highlands"))
        let sets = try #require(head["base"] as? [[String: Any]])
        #expect(sets.last?["set"] as? String == "bolivia")
    }

    @Test func `compared regions stand in the page in the order of the table`() throws {
        let run = try BuiltProgram.run(
            "compare events.geojson lowlands highlands --since 2003 -o c.html > /dev/null && cat c.html"
        )
        #expect(run.exitCode == 0)
        let head = try Self.head(of: run.output)
        #expect(head["compare"] as? [String] == ["Eastern lowlands", "Western highlands"])
        let count = try #require(head["count"] as? Int)
        #expect(run.complaints.contains("c.html: \(count) features"))
        // What the filter took is said once, though the layer is read twice.
        #expect(run.complaints.components(separatedBy: "events taken").count == 2)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let arguments: String
        let exitCode: Int32
        let complaint: String

        var testDescription: String { arguments }
    }

    @Test(arguments: [
        Refusal(
            arguments: "export events.geojson -o a.kml --language es", exitCode: 64,
            complaint: "--language goes with a map"),
        Refusal(
            arguments: "compare events.geojson highlands lowlands -o a.csv --title x", exitCode: 64,
            complaint: "--title goes with a map"),
        Refusal(
            arguments: "export events.geojson -o a.html --graticule", exitCode: 64,
            complaint: "--graticule goes with an SVG map"),
        Refusal(
            arguments: "export events.geojson -o a.html --language fr", exitCode: 64,
            complaint: "Please provide one of 'en' and 'es'"),
        Refusal(
            arguments: "export page.html -o a.kml", exitCode: 65,
            complaint: "page.html: a page is no layer"),
        Refusal(
            arguments: "export events.geojson -o page.html", exitCode: 74,
            complaint: "page.html: the file there is a page of another kind"),
        Refusal(
            arguments: "compare events.geojson highlands lowlands -o page.html", exitCode: 74,
            complaint: "page.html: the file there is of another kind, expected a map page"),
        Refusal(
            arguments: "export events.geojson -o events.html --regions nowhere", exitCode: 65,
            complaint: "no region set 'nowhere'"),
    ])
    func `what cannot be meant is refused, and nothing is written`(refusal: Refusal) throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let before = scratch.names
        let run = try BuiltProgram.run(
            shell: "apacheta \(refusal.arguments)", in: scratch.folder)
        #expect(run.exitCode == refusal.exitCode)
        #expect(run.complaints.contains(refusal.complaint), "\(run.complaints)")
        #expect(scratch.names == before)
    }

    @Test func `a page is written over by a page`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let export = "APACHETA_DATA=nowhere apacheta export events.geojson -o m.html -q"
        let run = try BuiltProgram.run(
            shell: "\(export) && \(export) --type march", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
    }

    @Test func `without quotes no sentence of a report is in a page`() throws {
        let layer = BuiltProgram.package.appendingPathComponent("exports/bolivia.geojson").path
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: "APACHETA_DATA=nowhere apacheta export '\(layer)' -q --no-quotes -o - -f html",
            in: scratch.folder)
        #expect(run.exitCode == 0)
        #expect(!run.output.contains("\"quote\":"))
        #expect(try Self.head(of: run.output)["count"] as? Int == 74)
    }

    @Test func `an image of another kind is not written over`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let image = "<svg xmlns='http://www.w3.org/2000/svg'/>"
        let run = try BuiltProgram.run(
            shell: "echo \"\(image)\" > a.svg; apacheta export events.geojson -o a.svg",
            in: scratch.folder)
        #expect(run.exitCode == 74)
        #expect(run.complaints.contains("a.svg: the file there is an image of another kind"))
    }

    @Test func `outlines that cannot be unpacked are told, and the map has the rest`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                cp -rs "$APACHETA_DATA" data
                rm data/areas/countries.geojson.zst
                echo damaged > data/areas/countries.geojson.zst
                APACHETA_DATA=data apacheta export events.geojson -o - -f html
                """, in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.complaints.contains("countries.geojson.zst"))
        #expect(run.complaints.contains("the map is without these outlines"))
        #expect(!Self.bases(of: try Self.head(of: run.output)).contains("b-near"))
    }

    @Test func `regions of several files are read once and told once`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                apacheta clusters events.geojson --within 50km -o a.html --events b.html \
                    --regions departments --regions medialuna > table
                """, in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.complaints.components(separatedBy: "2 region sets").count == 2)
    }

    @Test(
        arguments: [
            ("-o a.html --title T", 0), ("-o a.html --events b.geojson --language es", 0),
            ("-o a.geojson --events b.svg --graticule --title T", 0),
            ("-o a.html --events b.svg --graticule", 0), ("-o a.geojson --title T", 64),
            ("-o a.html --events b.html --graticule", 64),
            ("--events b.csv --projection mercator", 64),
        ] as [(String, Int32)])
    func `options of a map go to those files of clusters that are maps`(
        options: String, exitCode: Int32
    ) throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell:
                "APACHETA_DATA=nowhere apacheta clusters events.geojson --within 50km \(options)",
            in: scratch.folder)
        #expect(run.exitCode == exitCode, "\(run.complaints)")
    }

    @Test(arguments: [
        "centres page.html", "clusters page.html --within 1km", "merge page.html",
        "near page.html --lon 0 --lat 0 --within 1km",
    ])
    func `a layer that is none is told before broken regions`(command: String) throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: "apacheta \(command) --regions nowhere -o a.html", in: scratch.folder)
        #expect(run.exitCode == 65)
        #expect(run.complaints.contains("page.html: a page is no layer"), "\(run.complaints)")
    }

    @Test func `without a data folder a page has its events`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: "APACHETA_DATA=nowhere apacheta export events.geojson -q -o - -f html",
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let head = try Self.head(of: run.output)
        #expect(Self.bases(of: head).isEmpty)
        #expect(head["sourceLine"] is NSNull)
    }
}

import Foundation
import Testing

/// `merge` and what it says, and `--conflicts`.
@Suite struct MergeTests {
    private static let reports = [
        "a.txt": """
        La Paz, Bolivia, October 14, 2003

        On October 13 soldiers killed 17 miners in Oruro, Bolivia.

        Teachers marched in Potosí, Bolivia, on October 13.
        """,
        "b.txt": """
        La Paz, Bolivia, October 15, 2003

        At least 25 people were killed in Oruro, Bolivia, on October 13 when soldiers and miners clashed.
        """,
        "c.txt": """
        La Paz, Bolivia, 16 de octubre de 2003

        El 13 de octubre los maestros marcharon en Potosí, Bolivia.
        """,
    ]

    private static let acled =
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,"
        + "actor1,actor2,country,admin1,admin2,location,latitude,longitude,geo_precision,source,"
        + "notes,fatalities\n"
        + "BOL9,13 October 2003,2003,1,Political violence,Battles,Armed clash,Military Forces,"
        + "Miners,Bolivia,Oruro,Cercado,Oruro,-17.97,-67.11,1,A Paper,Clash on a road.,20\n"

    /// Runs a command in a folder with the reports.
    private static func run(
        _ command: String, _ files: [String: String] = [:]
    ) throws -> BuiltProgram.Run {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        for (name, text) in reports.merging(files, uniquingKeysWith: { $1 }) {
            try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
        }
        return try BuiltProgram.run(shell: command, in: scratch.folder)
    }

    @Test(arguments: ["geojson", "fgb", "gpkg", "csv", "kml"])
    func `layers extracted apart give the bytes of extracting all together`(ending: String) throws {
        let run = try Self.run(
            """
            f='--focus BO --quiet'
            apacheta extract a.txt b.txt c.txt $f -o all.geojson || exit 1
            apacheta extract a.txt $f --no-merge -o 1.\(ending) || exit 1
            apacheta extract b.txt c.txt $f -o 2.\(ending) || exit 1
            apacheta merge 2.\(ending) 1.\(ending) --quiet -o merged.geojson || exit 1
            cmp merged.geojson all.geojson && grep -c '"aliases":\\["' all.geojson
            """)
        #expect(run.complaints == "")
        #expect(run.output == "2\n", "the clash and the march, which two reports tell")
        #expect(run.exitCode == 0)
    }

    @Test func `a table of another project is joined with ours, all figures side by side`() throws {
        let run = try Self.run(
            """
            apacheta extract a.txt --focus BO --quiet -o a.geojson
            apacheta merge a.geojson acled.csv -o all.geojsonl --conflicts - --explain
            grep '"BOL9"' all.geojsonl | grep -o '"deaths_low":[0-9]*,"deaths_best":[0-9]*,"deaths_high":[0-9]*'
            """, ["acled.csv": Self.acled])
        #expect(run.output.contains("  deaths\n    17: a.txt\n"))
        #expect(run.output.contains("    20: acled.csv\n      source: A Paper\n"))
        #expect(run.output.contains(#""deaths_low":17,"deaths_best":17,"deaths_high":20"#))
        #expect(run.complaints.contains("  joined: acled.csv: the same place (2.0), the same day"))
        #expect(run.complaints.hasSuffix("2 layers, 3 accounts, 2 events\n"))
        #expect(run.exitCode == 0)
    }

    @Test func `what is no event of ours passes through, and is said`() throws {
        let run = try Self.run(
            """
            apacheta extract b.txt --focus BO --quiet -o b.geojson
            apacheta merge b.geojson towns.geojson -o all.geojsonl
            wc -l < all.geojsonl; wc -l < b.geojson
            """)
        #expect(run.complaints.contains("towns.geojson: "))
        #expect(run.complaints.contains("without an event type of ours, kept as read"))
        #expect(run.exitCode == 0)
    }

    @Test func `a layer read twice is kept once`() throws {
        let run = try Self.run(
            """
            apacheta extract a.txt --focus BO --quiet -o a.geojson && cp a.geojson copy.geojson
            apacheta merge a.geojson copy.geojson -o all.geojson; cmp a.geojson all.geojson
            """)
        #expect(run.complaints.hasPrefix("copy.geojson: 2 accounts read before, kept once\n"))
        #expect(run.output == "")
    }

    @Test func `no quotes means none, of any account`() throws {
        let run = try Self.run(
            "apacheta extract a.txt b.txt --focus BO --quiet --no-quotes | grep -c 'killed'")
        #expect(run.output == "0\n")
    }

    // MARK: - Contradictions

    @Test func `extract lists who says what, for people and for machines`() throws {
        let run = try Self.run(
            """
            apacheta extract a.txt b.txt --focus BO -o e.geojson --conflicts c.txt --quiet
            apacheta extract a.txt b.txt --focus BO -o e.geojson --conflicts c.json --quiet
            cat c.txt c.json
            """)
        #expect(run.complaints == "")
        #expect(run.output.contains(", Oruro, 2003-10-13 ("))
        #expect(run.output.contains("    at least 25: b.txt\n"))
        #expect(run.output.contains("\n[{\"id\":\""))
        #expect(run.output.contains(#""subject":"deaths","claims":[{"says":"17","account":"#))
    }

    @Test(arguments: [
        ("extract a.txt --conflicts c.txt --no-merge", "--conflicts compares accounts"),
        ("extract a.txt --conflicts -", "--conflicts -: the layer goes there"),
        ("extract a.txt -o c.txt.geojson --conflicts c.txt.geojson", "the layer goes there"),
        ("merge events.geojson", "expected a file to write"),
        ("merge events.geojson events.geojson -o e.geojson", "events.geojson: given twice"),
        ("merge events.geojson -o events.geojson", "is a layer to read"),
    ])
    func `what makes no sense is refused before any work`(command: String, reason: String) throws {
        let run = try Self.run("apacheta \(command)")
        #expect(run.complaints.contains(reason))
        #expect(run.exitCode == 64)
    }
}

import Foundation
import Testing

/// Sheets that are written, filled in elsewhere, and read back.
@Suite struct ReviewCommandTests {
    /// A folder with the fixtures and some sheets.
    private func folder(_ sheets: [String: String] = [:]) throws -> Scratch {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        for (name, text) in sheets {
            try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
        }
        return scratch
    }

    private func run(_ command: String, in scratch: Scratch) throws -> BuiltProgram.Run {
        try BuiltProgram.run(shell: command, in: scratch.folder)
    }

    private func text(_ name: String, in scratch: Scratch) throws -> String {
        try String(
            contentsOf: scratch.folder.appendingPathComponent(name), encoding: .utf8)
    }

    // MARK: Ways through files

    @Test(arguments: ["s.csv", "s.gpkg"])
    func `a sheet that nobody filled in changes nothing of a layer`(name: String) throws {
        let scratch = try folder()
        let run = try run(
            "apacheta export events.geojson -o plain.geojson -q"
                + " && apacheta review events.geojson --review-sheet \(name) -q"
                + " && apacheta review events.geojson \(name) -o after.geojson -q",
            in: scratch)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(
            try text("after.geojson", in: scratch) == (try text("plain.geojson", in: scratch)))
    }

    @Test(arguments: ["geojson", "geojsonl", "kml", "fgb", "gpkg", "csv"])
    func `a layer of any format is reviewed, and reviewed again to the same bytes`(format: String)
        throws
    {
        let sheet = """
            id,verdict,fix_deaths_best,fix_place,reviewer,reviewed
            e01,fix,4,,Ana,2026-11-20
            e03,fix,,La Paz,Ana,2026-11-20
            e04,drop,,,Ana,2026-11-20
            e02,merge e05,,,Ana,2026-11-20

            """
        let scratch = try folder(["s.csv": sheet])
        let run = try run(
            "apacheta export events.geojson -o a.\(format) -q"
                + " && apacheta review a.\(format) s.csv -o b.\(format) -q"
                + " && apacheta review b.\(format) s.csv -o c.\(format) -q"
                + " && apacheta export b.\(format) -o b.geojsonl -q"
                + " && apacheta export c.\(format) -o c.geojsonl -q",
            in: scratch)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let lines = try text("b.geojsonl", in: scratch).split(separator: "\n")
        #expect(lines.count == 10)
        #expect(try text("c.geojsonl", in: scratch) == (try text("b.geojsonl", in: scratch)))
        let record = #""review":["Ana, 2026-11-20: deaths_best 4 (read 5)""#
        #expect(lines.contains { $0.contains(record) }, "\(format)")
    }

    @Test(arguments: [
        "\u{FEFF}id;verdict;fix_deaths_best;note\r\ne01;fix;4;\"two\r\nlines\"\r\n\r\ne99;ok;;\r\n",
        "id\tverdict\tfix_deaths_best\tnote\ne01\tfix\t4\ttwo lines\n\n\ne99\tok\t\t\n",
        "\"ID\",\"Verdict\",\"FIX_deaths_best\",\"note\"\n\"e01\",\" Fix \",\"4 \",\"two\nlines\"\n"
            + "\"'e99\",\"ok\",\"\",\"\"\n",
    ])
    func `a sheet is read as spreadsheets save it, and faults are told by their lines`(
        sheet: String
    )
        throws
    {
        let scratch = try folder(["s.csv": sheet])
        let run = try run("apacheta review events.geojson s.csv -o out.geojsonl -q", in: scratch)
        #expect(run.exitCode == 65)
        #expect(
            run.complaints == """
                apacheta: s.csv:\(sheet.contains("ID") ? 4 : 5): found the verdict ok on the id e99, \
                expected the id of an event of the layer
                apacheta: 1 of 2 verdicts not followed

                """)
        #expect(try text("out.geojsonl", in: scratch).contains(#"note \"two lines\""#))
    }

    @Test func `an id that looks like a number goes through a table unharmed`() throws {
        let layer = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":"1234567890123456","geometry":null,"properties":{"id":"1234567890123456","event_type":"clash"}},
            {"type":"Feature","id":"12e4567890123456","geometry":null,"properties":{"id":"12e4567890123456","event_type":"clash"}}
            ]}

            """
        let scratch = try folder(["layer.geojson": layer])
        let run = try run(
            "apacheta review layer.geojson --review-sheet s.csv -q && cut -d , -f 2 s.csv"
                + " && sed -i '/,clash,/s/,\\{14\\}$/,drop,,,,,,,,,,,,,/' s.csv"
                + " && apacheta review layer.geojson s.csv -o out.geojsonl",
            in: scratch)
        #expect(run.output == "id\n'1234567890123456\n'12e4567890123456\n")
        #expect(run.complaints.hasPrefix("2 verdicts followed: 2 drop\n"), "\(run.complaints)")
    }

    @Test func `a second extraction keeps what was said and shows what is new`() throws {
        let scratch = try folder()
        let run = try run(
            """
            mkdir in && echo 'On 12 October 2003 soldiers killed 25 people in El Alto.' > in/a.txt
            apacheta extract in -o one.geojson --review-sheet one.csv -q
            sed -i 's/,\\{14\\}$/,fix,,,,,,28,,,,,,Ana,2026-11-20/' one.csv
            echo 'On 13 October 2003 miners marched from Oruro to La Paz.' > in/b.txt
            apacheta extract in -o two.geojson --review one.csv --review-sheet two.csv
            cut -d , -f 1,3 two.csv
            apacheta extract in -o three.geojson --review two.csv --review-sheet three.csv -q
            cmp two.geojson three.geojson
            cut -d , -f 1 three.csv
            grep -o '"review":[^]]*]' three.geojson
            """, in: scratch)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.complaints.contains("two.csv: 2 rows (1 new, 1 judged)\n"))
        #expect(
            run.output == """
                \u{FEFF}status,report
                judged,a.txt
                new,b.txt
                \u{FEFF}status
                judged
                open
                "review":["Ana, 2026-11-20: deaths_best 28 (read 25)","Ana, 2026-11-20: \
                deaths_high 28 (read 25)"]

                """)
    }

    @Test func `a report that is edited keeps what was said of its sentences`() throws {
        let scratch = try folder([
            "in.txt": "On 12 October 2003 soldiers killed 25 people in El Alto.\n"
        ])
        let run = try run(
            """
            apacheta extract in.txt -o a.geojson --review-sheet s.csv -q
            sed -i 's/,\\{14\\}$/,fix,,,,,,28,,,,,,Ana,2026-11-20/' s.csv
            (echo 'A line in front.'; echo; cat in.txt) > new.txt; mv new.txt in.txt
            apacheta extract in.txt -o b.geojson --review s.csv --review-sheet t.csv
            apacheta extract in.txt -o c.geojson --review t.csv -q
            cmp b.geojson c.geojson
            sed 1d s.csv | cut -d , -f 2- > s; sed 1d t.csv | cut -d , -f 2- > t
            grep -c . s t; cut -d , -f 2- s > s2; cut -d , -f 2- t | cmp - s2
            """, in: scratch)
        #expect(run.output == "s:1\nt:1\n", "\(run.complaints)")
        #expect(
            run.complaints.contains(
                """
                1 verdict followed: 1 fix
                1 row has another id than the event, known by its sentence (s.csv:2)

                """), "\(run.complaints)")
    }

    @Test func `an event with another place is filed in another region`() throws {
        let scratch = try folder([
            "in.txt": "On 12 October 2003 soldiers killed 25 people in El Alto.\n"
        ])
        let run = try run(
            """
            apacheta extract in.txt -o a.geojson --review-sheet s.csv -q
            sed -i 's/,\\{14\\}$/,fix,,,,bo-mun-070101,,,,,,,,,/' s.csv
            apacheta review a.geojson s.csv -o b.geojson -q
            apacheta extract in.txt -o c.geojson --review s.csv -q
            cmp b.geojson c.geojson
            grep -ho '"region":"[^"]*"' a.geojson b.geojson
            """, in: scratch)
        #expect(
            run.output == #""region":"Western highlands""# + "\n" + #""region":"Eastern lowlands""#
                + "\n", "\(run.complaints)")
    }

    @Test func `rows that wait, are done or were taken back are counted, with the first`() throws {
        let scratch = try folder([
            "s.csv": """
            id,report,verdict,reviewer,reviewed
            x1,other.txt,ok,Ana,2026-11-20
            x2,other.txt,ok,Ana,2026-11-20
            x3,,drop,Ana,2026-11-20
            e01,,ok,Ana,2026-11-20
            e01,,drop,Ana,2026-11-19

            """
        ])
        let run = try run("apacheta review events.geojson s.csv -o out.geojson", in: scratch)
        #expect(run.exitCode == 0)
        #expect(
            run.complaints == """
                2 verdicts followed: 1 ok, 1 drop
                1 event to drop is not in the layer (s.csv:4)
                2 verdicts are on events of reports that are not here (first s.csv:2)
                1 verdict gives way to a later one of the same reviewer (s.csv:6)
                out.geojson: 12 features

                """)
    }

    @Test func `events that no verdict finds are counted`() throws {
        let scratch = try folder([
            "layer.geojsonl": """
            {"type":"Feature","id":"a","geometry":null,"properties":{}}
            {"type":"Feature","geometry":null,"properties":{}}
            {"type":"Feature","id":"a","geometry":null,"properties":{"n":2}}

            """,
            "s.csv": "id,verdict\na,drop\n",
        ])
        let run = try run("apacheta review layer.geojsonl s.csv -o out.geojsonl", in: scratch)
        #expect(run.exitCode == 0)
        #expect(
            run.complaints == """
                1 verdict followed: 1 drop
                1 event without an id: no verdict finds them
                1 event with the id of another: verdicts are on the first
                out.geojsonl: 2 features

                """)
    }

    @Test func `beyond twenty rows that cannot be followed are only counted`() throws {
        let rows = (0..<30).map { "e01,no\($0)\n" }.joined()
        let scratch = try folder(["s.csv": "id,verdict\n" + rows])
        let run = try run("apacheta review events.geojson s.csv -o out.geojson -q", in: scratch)
        let lines = run.complaints.split(separator: "\n")
        #expect(lines.count == 22)
        #expect(
            lines.suffix(2) == [
                "apacheta: and 10 more rows that cannot be followed",
                "apacheta: 30 of 30 verdicts not followed",
            ])
    }

    // MARK: Refusals

    @Test func `with strict nothing is written`() throws {
        let scratch = try folder(["s.csv": "id,verdict\ne01,drop\ne02,dorp\n"])
        let run = try run(
            "apacheta review events.geojson s.csv -o out.geojson --review-sheet t.csv --strict",
            in: scratch)
        #expect(run.exitCode == 65)
        #expect(
            run.complaints == """
                apacheta: s.csv:3: found the verdict 'dorp', expected ok, drop, fix, merge ID, split \
                or part
                apacheta: 1 of 2 verdicts not followed

                """)
        #expect(!scratch.names.contains("out.geojson") && !scratch.names.contains("t.csv"))
    }

    @Test(arguments: [
        (
            "review events.geojson", 64,
            "expected a file to write, as -o reviewed.geojson or --review-sheet s.csv"
        ),
        (
            "review events.geojson s.csv -o s.csv", 64,
            "s.csv: is a sheet to read, expected another file to write"
        ),
        (
            "review events.geojson ./s.csv --review-sheet s.csv --overwrite", 64,
            "s.csv: is a sheet to read, expected another file to write"
        ),
        (
            "review events.geojson --review-sheet new.kml", 64,
            "new.kml: expected a review sheet to end in .csv or .gpkg"
        ),
        (
            "review events.geojson --review-sheet old.csv", 74,
            "old.csv: a file stands there, and verdicts may be in it, expected a new name, or "
                + "--overwrite"
        ),
        (
            "review events.geojson s.csv -o o.kml --reviewed 20/11/2026", 64,
            "--reviewed is '20/11/2026', expected YYYY-MM-DD"
        ),
        ("review events.geojson absent.csv -o o.kml", 66, "absent.csv: no such file"),
        (
            "review events.geojson old.csv -o o.kml", 65,
            "old.csv:1: found no column 'verdict', expected a review sheet, as --review-sheet writes "
                + "it"
        ),
        (
            "review events.geojson one.csv -o o.kml", 65,
            "one.csv:1: found no column 'id', expected a review sheet, as --review-sheet writes it "
                + "(was the table opened without being split at its commas?)"
        ),
        (
            "review events.geojson typo.csv -o o.kml", 65,
            "typo.csv:1: found the column 'fix_death_best', expected 'fix_deaths_best'"
        ),
        (
            "review events.geojson book.xlsx -o o.kml", 65,
            "book.xlsx: found a zip archive, as .xlsx and .ods are, expected a review sheet, CSV or "
                + "GeoPackage (save it as CSV in UTF-8)"
        ),
        (
            "review events.geojson towns.geojson -o o.kml", 65,
            "towns.geojson: found GeoJSON, expected a review sheet, CSV or GeoPackage"
        ),
        (
            "extract - --no-merge --review s.csv", 64,
            "--no-merge goes without --review and --review-sheet, expected `apacheta review` on the "
                + "layer that it writes"
        ),
    ])
    func `what cannot be a sheet is refused before anything is written`(
        arguments: String, exitCode: Int32, sentence: String
    ) throws {
        let scratch = try folder([
            "s.csv": "id,verdict\n", "old.csv": "id,name\na,b\n",
            "one.csv": "\"id,verdict\"\n\"e01,ok\"\n",
            "typo.csv": "id,verdict,fix_death_best\n", "book.xlsx": "PK\u{3}\u{4}",
        ])
        let before = scratch.names
        let run = try run("echo 'On Monday.' | apacheta \(arguments)", in: scratch)
        #expect(run.complaints == "apacheta: \(sentence)\n")
        #expect(run.exitCode == exitCode)
        #expect(scratch.names == before)
    }

    @Test func `a sheet that another program wrote in Latin-1 is refused with its line`() throws {
        let scratch = try folder()
        let run = try run(
            "printf 'id,verdict,note\\ne01,ok,caf\\351\\n' > s.csv"
                + " && apacheta review events.geojson s.csv -o o.geojson",
            in: scratch)
        #expect(
            run.complaints
                == "apacheta: s.csv:2:11: found the byte 0xE9, as in Latin-1 or Windows-1252, "
                + "expected UTF-8\n")
    }
}

/// Whether the programs of GDAL are there.
private enum GDAL {
    static let isThere =
        (try? BuiltProgram.run(
            shell: "command -v ogr2ogr && command -v ogrinfo", in: BuiltProgram.fixtures))?
        .exitCode == 0
}

/// Sheets that GDAL edits, as QGIS does.
@Suite(.serialized, .enabled(if: GDAL.isThere, "ogr2ogr is missing: apt gdal-bin"))
struct ReviewClientTests {
    @Test func `GDAL fills in a GeoPackage and moves a point, and both are followed`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                apacheta review events.geojson --review-sheet s.gpkg -q
                ogrinfo -q s.gpkg -sql "UPDATE review SET verdict = 'drop' WHERE id = 'e06'"
                ogrinfo -q s.gpkg -sql "UPDATE review SET verdict = 'fix' WHERE id = 'e01'"
                ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=15 s.json s.gpkg
                sed -i '/"id": "e01"/s/"coordinates": [^]]*]/"coordinates": [ -68.5, -16.25 ]/' s.json
                ogr2ogr -f GPKG -nln review edited.gpkg s.json
                apacheta review events.geojson edited.gpkg -o out.geojsonl --review-sheet next.csv \
                --reviewer Ana --reviewed 2026-11-20
                grep -o '"geometry":{"type":"Point","coordinates":.-68.5,[^}]*}' out.geojsonl
                grep '^judged' next.csv | grep -o ',\\(drop\\|fix\\),.*'
                """, in: scratch.folder)
        #expect(
            run.output == """
                "geometry":{"type":"Point","coordinates":[-68.5,-16.25]}
                ,fix,,,,lon -68.5 lat -16.25,,,,,,,,Ana,2026-11-20
                ,drop,,,,,,,,,,,,Ana,2026-11-20

                """, "\(run.complaints)")
        #expect(
            run.complaints == """
                2 verdicts followed: 1 fix, 1 drop
                out.geojsonl: 11 features
                next.csv: 12 rows (10 open, 2 judged)

                """)
    }
}

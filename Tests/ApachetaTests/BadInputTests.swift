import Foundation
import Testing

/// What goes wrong ends with one line that says where and why, an exit code, and no new file.
@Suite struct BadInputTests {
    /// A line of the table: what is typed after `apacheta`, the exit code, the sentence.
    struct Case: CustomTestStringConvertible {
        let arguments: String
        let exitCode: Int32
        let sentence: String

        init(_ arguments: String, _ exitCode: Int32, _ sentence: String) {
            self.arguments = arguments
            self.exitCode = exitCode
            self.sentence = sentence
        }

        var testDescription: String { arguments }
    }

    static let broken =
        "cut.geojson:4:448: feature 3: found the end of the file, expected a name in quotation marks"

    static let files: [Case] = [
        Case("export cut.geojson -o out.kml", 65, broken),
        Case("near cut.geojson --lon 0 --lat 0 --limit 1 -o out.kml", 65, broken),
        Case("near events.geojson --centres cut.geojson -o out.kml", 65, broken),
        Case("near events.geojson --route cut.geojson --limit 1 -o out.kml", 65, broken),
        Case(
            "near events.geojson --centres absent.geojson -o out.kml", 66,
            "absent.geojson: no such file"),
        Case(
            "near events.geojson --route towns.geojson --limit 1 -o out.kml", 65,
            "towns.geojson: no lines to measure from among 2 features"),
        Case("regions cut.geojson -o out.kml", 65, broken),
        Case("compare cut.geojson highlands lowlands", 65, broken),
        Case(
            "export - -o out.kml < empty", 65,
            "-:1:1: found the end of the file, expected a GeoJSON object"),
        Case("export absent.geojson -o out.kml", 66, "absent.geojson: no such file"),
        Case("export absent.fgb -o out.kml", 66, "absent.fgb: no such file"),
        Case("export . -o out.kml", 66, ".: is a folder, expected a file"),
        Case(
            "regions events.geojson --regions absent.geojson -o out.kml", 66,
            "absent.geojson: no such file"),
        Case(
            "regions events.geojson --regions towns.geojson -o out.kml", 65,
            "towns.geojson: no polygons, found 2 Point"),
        Case(
            "regions events.geojson --regions halves.geojson -o out.kml", 65,
            "halves.geojson: no column names the polygons, expected name, NAME, title, NAME_1 or id, "
                + "found half"),
        Case(
            "regions events.geojson --regions halves.geojson --region-name side", 65,
            "halves.geojson: no column names the polygons, expected side, found half"),
        Case(
            "export events.geojson -o absent/out.kml", 74,
            "absent/out.kml: cannot be written: no such file or directory"),
        Case(
            "export towns.sql -o out.geojson", 65,
            "towns.sql: SQL is written and not read, expected another format"),
        Case(
            "export events.geojson -o out.kml --precision 8", 64,
            "--precision is 8, expected 0 to 7"),
        Case(
            "export events.geojson -o - -f gpkg", 64,
            "a GeoPackage is no stream, expected a file to write, as -o FILE.gpkg"),
        Case(
            "export events.geojson -o out.gpkg.gz", 64,
            "out.gpkg.gz: a GeoPackage is written unpacked, for it is used in place, expected "
                + "-o FILE.gpkg"),
        Case(
            "export events.geojson -o out.kml --layer events", 64,
            "--layer chooses a layer of a GeoPackage, events.geojson is GeoJSON"),
    ]

    static let names: [Case] = [
        Case(
            "regions events.geojson --regions bolivai -o out.kml", 65,
            "no region set 'bolivai', did you mean 'bolivia'?"),
        Case(
            "regions events.geojson --regions provinces", 65,
            "no region set 'provinces', expected bolivia, departments, medialuna or a file"),
        Case(
            "export events.geojson -o out.kml --region lowlandz", 65,
            "no region 'lowlandz', did you mean 'lowland'?"),
        Case(
            "compare events.geojson highlands Pando", 65,
            "no one region set has them all, found 'highlands' in bolivia; 'Pando' in departments; "
                + "--regions bolivia --regions departments takes the sets together"),
        Case(
            "compare events.geojson highlands altiplano", 65,
            "expected two different regions or more, found highlands, altiplano"),
        Case(
            "near events.geojson Warisatta --within 5km -o out.kml", 65,
            "no place 'Warisatta' in the gazetteer, did you mean Warisata, La Paz, Bolivia (1 edit)?"
        ),
        Case(
            "near events.geojson --along Oruro --along Warisatta --limit 1 -o out.kml", 65,
            "no place 'Warisatta' in the gazetteer, did you mean Warisata, La Paz, Bolivia (1 edit)?"
        ),
        Case(
            "near events.geojson --along Oruro --along 'Ruta 1' --limit 1 -o out.kml", 65,
            "--along 'Ruta 1' is a road, expected the places that it passes (or the road alone, "
                + "as a place)"),
        Case(
            "place $(printf 'x%.0s' $(seq 90))", 65,
            "no place '" + String(repeating: "x", count: 80) + "…' in the gazetteer"),
        Case(
            "place Huanuni --lon 1 --lat 1", 64,
            "expected a name or --lon and --lat, found both"),
        Case(
            "place --lon 1 --lat 91", 64,
            "--lon, --lat: latitude 91.0 is outside -90...90 (are longitude and latitude swapped?)"),
        Case("place --lon 1", 64, "expected a name, or both --lon and --lat"),
        Case(
            "place Huanuni --country XX", 65,
            "--country: no country has the code 'XX' (ISO 3166, as BO)"),
        Case(
            "place Huanuni --country PE", 65,
            "no place 'Huanuni' where it was looked for, did you mean Huanuni, Oruro, Bolivia?"),
    ]

    static let usages: [Case] = [
        Case(
            "compare events.geojson highlands", 64,
            "expected two regions or more, found only 'highlands'"),
        Case("export events.geojson", 64, "expected a file to write, as -o events.kml"),
        Case(
            "export events.geojson -o out.shp", 64,
            "out.shp: the ending names no format, expected geojson (json), geojsonl (ndjson), geojsons, "
                + "kml, kmz, fgb, gpkg, csv, sql, html or svg, or give -f"),
        Case("export events.geojson -o out.kml -f kmx", 64, "no format 'kmx', did you mean 'kml'?"),
        Case("export events.geojson -o a.kml -o b.kml -f kml", 64, "-f goes with one -o, found 2"),
        Case("export events.geojson -o a.kml -o a.kml", 64, "-o a.kml stands twice"),
        Case(
            "export events.geojson -o out.kml --type marhc", 64,
            "no event type 'marhc', did you mean 'march'?"),
        Case(
            "export events.geojson -o out.kml --since 12/10/2003", 64,
            "--since is '12/10/2003', expected YYYY, YYYY-MM or YYYY-MM-DD"),
        Case(
            "export events.geojson -o out.kml --since 2004 --until 2003", 64,
            "--since 2004-01-01 lies after --until 2003-12-31"),
        Case(
            "export events.geojson -o out.kml --bbox -69,-17,-68", 64,
            "--bbox is '-69,-17,-68', expected west,south,east,north in degrees"),
        Case(
            "export events.geojson -o out.kml --bbox -17,-69,-16,-168", 64,
            "--bbox -17,-69,-16,-168: latitude -168.0 is outside -90...90 "
                + "(are longitude and latitude swapped?)"),
        Case(
            "export events.geojson -o out.kml --min-deaths=-1", 64,
            "--min-deaths is -1, expected 0 or more"),
        Case(
            "near events.geojson --within 5km", 64,
            "expected a place, --lon/--lat, --along, --route or --centres"),
        Case(
            "near events.geojson --lon -68.13 --within 5km", 64,
            "--lon stands alone, expected --lat with it"),
        Case(
            "near events.geojson --lat -16.5 --within 5km", 64,
            "--lat stands alone, expected --lon with it"),
        Case(
            "near events.geojson Oruro --lon -68.13 --lat -16.5 --within 5km", 64,
            "expected one thing to measure from, found a place and --lon/--lat"),
        Case(
            "near events.geojson Oruro --along Oruro --route a.geojson --centres a.geojson", 64,
            "expected one thing to measure from, found a place, --along, --route and --centres"),
        Case(
            "near events.geojson --along Oruro --within 5km", 64,
            "--along stands once, expected it for two places or more (a road of the gazetteer is "
                + "a place: near LAYER \"Ruta 1\")"),
        Case(
            "near events.geojson --along Oruro --along 'La Paz'", 64,
            "expected --within 50km or --limit 10, or both"),
        Case(
            "near events.geojson Oruro", 64, "expected --within 50km or --limit 10, or both"),
        Case(
            "near - --centres - < events.geojson", 64,
            "the layer and --centres are both standard input, expected one of them"),
        Case(
            "near events.geojson --lon -168 --lat -168 --within 5km", 64,
            "--lon, --lat: latitude -168.0 is outside -90...90 "
                + "(are longitude and latitude swapped?)"),
        Case(
            "near events.geojson --lon -68.13 --lat -16.5", 64,
            "expected --within 50km or --limit 10, or both"),
        Case(
            "near events.geojson --lon -68.13 --lat -16.5 --within 50", 64,
            "--within: length '50' has no unit: expected one of m, km, mi, nmi, as in '50km'"),
        Case(
            "near events.geojson --lon -68.13 --lat -16.5 --limit 0", 64,
            "--limit is 0, expected 1 or more"),
        Case("place Oruro --kind twon", 64, "no kind 'twon', did you mean 'town'?"),
        Case("palce Oruro", 64, "unknown subcommand 'palce', did you mean 'place'?"),
        Case("gazetteer chek", 64, "unknown subcommand 'chek', did you mean 'check'?"),
    ]

    @Test(arguments: files + names + usages)
    func `bad input ends with its sentence and exit code, and without a file`(
        bad: Case
    ) throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let before = scratch.names
        let run = try BuiltProgram.run(shell: "apacheta \(bad.arguments)", in: scratch.folder)
        #expect(run.complaints == "apacheta: \(bad.sentence)\n")
        #expect(run.output == "")
        #expect(run.exitCode == bad.exitCode)
        #expect(scratch.names == before)
    }

    @Test func `a file that cannot be replaced leaves nothing beside it`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: "mkdir out.kml && apacheta export events.geojson -o out.kml", in: scratch.folder)
        #expect(run.complaints == "apacheta: out.kml: is a folder, expected a file\n")
        #expect(run.exitCode == 74)
        #expect(!scratch.names.contains { $0.hasSuffix(".part") })
    }

    @Test func `a file stands as it was when what should replace it fails`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                echo old > out.kml; apacheta export cut.geojson -o out.kml 2> /dev/null
                test $? = 65 && cat out.kml
                """, in: scratch.folder)
        #expect(run.output == "old\n")
    }

    @Test func `a reader that stops reading is told as a write failure`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                { apacheta export events.geojson -q -o - 2> complaint; echo $? > code; } | true
                cat code complaint
                """, in: scratch.folder)
        // Whether the pipe is closed before or after the program writes is a race.
        let wasClosed = "74\napacheta: standard output: cannot be written: broken pipe\n"
        #expect([wasClosed, "0\n"].contains(run.output))
    }
}

import Foundation
import Testing

/// What the commands answer, beyond what the documents show.
@Suite struct AnswerTests {
    @Test func `longitudes west of Greenwich and latitudes south of the equator are read`() throws {
        let run = try BuiltProgram.run(
            "near events.geojson --lon -68.13 --lat -16.5 --within 1km --json --quiet")
        #expect(run.exitCode == 0)
        #expect(run.complaints == "")
        #expect(run.output.contains(#""longitude":-68.13,"latitude":-16.5"#))
        #expect(run.output.contains(#""distance_km":0.6,"direction":"NW","id":"e05""#))
    }

    @Test func `an answer is given though nobody can hear the notes on it`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: "apacheta near events.geojson --lon -68 --lat -16 --limit 1 2>&-; echo $?",
            in: scratch.folder)
        #expect(run.output.hasSuffix("\n0\n"))
        let failed = try BuiltProgram.run(
            shell:
                "apacheta near absent.geojson --lon -68 --lat -16 --limit 1 2>/dev/full; echo $?",
            in: scratch.folder)
        #expect(failed.output == "66\n")
    }

    @Test func `JSON lines on standard input are read as such, and no report is written over`()
        throws
    {
        let scratch = try Scratch()
        let line =
            #"{"id":"a","date":"2003-10-14","text":"Soldiers killed five miners in Oruro on Sunday."}"#
        let run = try BuiltProgram.run(
            shell: "echo '\(line)' | apacheta extract - -f geojsonl --quiet", in: scratch.folder)
        #expect(run.output.contains(#""report":"a""#))
        let refused = try BuiltProgram.run(
            shell: "echo 'La Paz' > r.txt; "
                + "apacheta extract r.txt -o ./r.txt -f kml --overwrite; cat r.txt",
            in: scratch.folder)
        #expect(refused.output == "La Paz\n")
        #expect(
            refused.complaints
                == "apacheta: ./r.txt: is a report to read, expected another file to write\n")
    }

    @Test func `a file that is written again keeps its permissions, and a link stays a link`()
        throws
    {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                echo > old.kml; chmod 600 old.kml; ln -s old.kml link.kml
                apacheta export events.geojson -o link.kml --quiet
                stat -c %a old.kml; test -L link.kml && head -c 5 old.kml
                """, in: scratch.folder)
        #expect(run.output == "600\n<?xml")
    }

    @Test func `a box west of Greenwich is read`() throws {
        let run = try BuiltProgram.run(
            "export events.geojson -q -o - -f geojsonl --bbox -69,-16,-68,-15")
        #expect(run.exitCode == 0)
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.output.contains(#""id":"e01""#))
    }

    @Test func `no distance is too long to be asked for`() throws {
        let run = try BuiltProgram.run(
            "near events.geojson --lon 10 --lat 50 --within 99999999999999999999999999999999km")
        #expect(run.exitCode == 0)
        #expect(run.complaints.hasPrefix("10 of 12 events within 20003.9 km of 10.0, 50.0;"))
    }

    @Test func `a march is found where it passed, not only where it went`() throws {
        let run = try BuiltProgram.run(
            "near events.geojson --lon -67.11 --lat -17.97 --within 5km --quiet")
        #expect(run.output.contains("March, Huanuni to El Alto"))
    }

    @Test func `an empty answer is an answer`() throws {
        let run = try BuiltProgram.run(
            "near events.geojson --lon 10 --lat 50 --within 5km")
        #expect(run.exitCode == 0)
        #expect(run.output == " km\n---\n" || run.output == "km\n--\n")
        #expect(
            run.complaints
                == "0 of 12 events within 5.0 km of 10.0, 50.0; 1 without a place; "
                + "1 known no closer than the country\n")
    }

    @Test(arguments: ["geojson", "geojsonl", "geojsons"])
    func `what export writes is read again with the same features`(ending: String) throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                apacheta export events.geojson -q -o copy.\(ending) &&
                apacheta export copy.\(ending) -q -o again.geojsonl &&
                apacheta export events.geojson -q -o - -f geojsonl | cmp - again.geojsonl
                """, in: scratch.folder)
        #expect(run.complaints == "")
        #expect(run.exitCode == 0)
    }

    @Test func `a layer comes from standard input and goes to standard output`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                cat events.geojson | apacheta export - -o - -q --type clash |
                apacheta export - -o - -f geojsonl -q --min-deaths 20
                """, in: scratch.folder)
        #expect(run.complaints == "")
        #expect(run.output.split(separator: "\n").count == 1)
        #expect(run.output.contains(#""id":"e05""#))
    }

    @Test func `a pipe is written, not replaced by a file`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                mkfifo pipe; cat pipe > copy.geojson &
                while ! test -p pipe; do :; done
                apacheta export events.geojson -q -o pipe -f geojson
                wait; test -p pipe && apacheta export copy.geojson -q -o - | wc -l
                """, in: scratch.folder)
        #expect(run.complaints == "")
        #expect(run.output == "14\n")
    }

    @Test func `points of another kind of layer are counted too`() throws {
        let run = try BuiltProgram.run("regions towns.geojson --regions departments --quiet")
        #expect(run.exitCode == 0)
        #expect(run.output.contains("La Paz           1 "))
        #expect(run.output.contains("Oruro            1 "))
    }

    @Test func `the region sets of the package are what their command makes`() throws {
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: "apacheta gazetteer regions --quiet -o .", in: scratch.folder)
        #expect(run.complaints == "")
        #expect(scratch.names == ["bolivia.geojson", "departments.geojson", "medialuna.geojson"])
        for name in scratch.names {
            let made = try Data(contentsOf: scratch.folder.appendingPathComponent(name))
            let kept = try Data(
                contentsOf: BuiltProgram.package.appendingPathComponent("gazetteer/regions/\(name)")
            )
            #expect(made == kept, "\(name) differs: run 'apacheta gazetteer regions'")
        }
    }

    @Test(arguments: [
        "place", "near", "regions", "compare", "export", "gazetteer", "gazetteer info",
        "gazetteer check", "gazetteer regions",
    ])
    func `help begins with examples`(command: String) throws {
        let run = try BuiltProgram.run("\(command) --help")
        #expect(run.exitCode == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count > 1 && lines[1].hasPrefix("apacheta \(command)"))
    }
}

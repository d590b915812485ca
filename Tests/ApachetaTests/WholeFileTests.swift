import Foundation
import Testing

/// What a layer is written to holds the old layer or the new one, whatever happens.
@Suite(.serialized) struct WholeFileTests {
    private static let featureCount = 12_000

    /// A layer that takes a moment to write.
    private static func layer() -> Data {
        var text = #"{"type":"FeatureCollection","name":"many","features":["#
        for index in 0..<featureCount {
            text += index > 0 ? ",\n" : "\n"
            let longitude = Double(index % 3600) / 10 - 180
            text += """
                {"type":"Feature","id":"\(index)","geometry":{"type":"Point","coordinates":\
                [\(longitude),\(Double(index % 170) - 85)]},"properties":{"name":"n\(index)","n":\
                \(index)}}
                """
        }
        return Data((text + "\n]}\n").utf8)
    }

    @Test func `a program killed at any moment leaves the old file or the new one`() throws {
        let scratch = try Scratch()
        let source = scratch.folder.appending(path: "many.geojson")
        try WholeFileTests.layer().write(to: source)
        let names = ["out.geojson", "out.fgb", "out.kml", "out.csv", "out.gpkg"]
        var whole: [String: Data] = [:]
        var longest = 0.0
        for name in names {
            let target = scratch.folder.appending(path: name)
            let start = Date()
            let run = try BuiltProgram.run(
                shell: "apacheta export many.geojson -q --no-style -o \(name)", in: scratch.folder)
            longest = max(longest, Date().timeIntervalSince(start))
            #expect(run.complaints == "")
            whole[name] = try Data(contentsOf: target)
        }
        var newCount = 0
        for round in 0..<50 {
            let name = names[round % names.count]
            let target = scratch.folder.appending(path: name)
            let old = Data("old \(round)".utf8)
            try old.write(to: target)
            let process = Process()
            process.executableURL = BuiltProgram.folder.appending(path: "apacheta")
            process.arguments = [
                "export", source.path, "-q", "--no-style", "--overwrite", "-o", target.path,
            ]
            try process.run()
            // The moments lie evenly between the start and a while after the end.
            Thread.sleep(forTimeInterval: longest * 1.2 * Double(round) / 50)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let found = try Data(contentsOf: target)
            let isNew = found == whole[name]
            newCount += isNew ? 1 : 0
            #expect(found == old || isNew, "\(name), round \(round): \(found.count) bytes")
        }
        // Both must have come up, or the moments were badly chosen.
        #expect(newCount > 0 && newCount < 50)
        // Only what SQLite writes has a name before it is whole.
        let others = Set(scratch.names).subtracting(names + ["many.geojson", "out.csvt"])
        #expect(others.allSatisfy { $0.hasPrefix("out.gpkg.") }, "\(others)")
    }

    @Test func `of several files none changes when one cannot be written`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                echo old > one.geojson
                apacheta export events.geojson -q -o one.geojson -o /dev/full -f geojson 2> /dev/null
                apacheta export events.geojson -q -o one.geojson -o absent/two.kml; echo $?
                cat one.geojson
                """, in: scratch.folder)
        #expect(
            run.complaints
                == "apacheta: absent/two.kml: cannot be written: no such file or directory\n")
        #expect(run.output == "74\nold\n")
    }

    @Test func `a full disk is a write failure that names the file`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: "apacheta export events.geojson -q -f geojson -o /dev/full", in: scratch.folder)
        #expect(
            run.complaints == "apacheta: /dev/full: cannot be written: no space left on device\n")
        #expect(run.exitCode == 74)
    }

    @Test(arguments: [
        ("events.geojson", "out.fgb", "FlatGeobuf"), ("events.fgb", "out.geojson", "GeoJSON"),
        ("events.gpkg", "out.csv", "CSV"), ("README", "out.kml", "KML"),
    ])
    func `a file of another kind is not written over unless that is said`(
        there: String, wanted: String, words: String
    ) throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let format = wanted.split(separator: ".").last ?? ""
        let run = try BuiltProgram.run(
            shell: """
                apacheta export events.geojson -q --no-style -o events.fgb -o events.gpkg
                echo words > README; cp \(there) there
                apacheta export events.geojson -q --no-style -f \(format) -o there; echo $?
                cmp there \(there)
                apacheta export events.geojson -q --no-style --overwrite -f \(format) -o there; echo $?
                cmp -s there \(there) || echo replaced
                """, in: scratch.folder)
        #expect(run.output == "74\n0\nreplaced\n")
        #expect(run.complaints.contains("there: the file there is "))
        #expect(run.complaints.contains("expected \(words) to write over, or --overwrite\n"))
    }

    @Test func `a pipe and a redirected file are read like a file`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try BuiltProgram.run(
            shell: """
                apacheta export events.geojson -q --no-style -o a.kml
                cat events.geojson | apacheta export - -q --no-style -o b.kml
                apacheta export - -q --no-style -o c.kml < events.geojson
                apacheta export events.geojson -q --no-style -o a.fgb
                cat a.fgb | apacheta export - -q -o d.geojson --no-style
                apacheta export a.fgb -q -o e.geojson --no-style
                sed 2,3d b.kml > b; sed 2,3d a.kml | cmp - b; cmp b.kml c.kml; cmp d.geojson e.geojson
                """, in: scratch.folder)
        #expect(run.output == "")
        #expect(run.complaints == "")
    }
}

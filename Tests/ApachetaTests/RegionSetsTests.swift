import Foundation
import Testing

/// Sets of regions on the command line.
@Suite struct RegionSetsTests {
    private static func run(_ command: String, in scratch: Scratch) throws -> BuiltProgram.Run {
        try BuiltProgram.run(shell: command, in: scratch.folder)
    }

    @Test func `a set is the same in every format that is read`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let formats = [
            "geojson", "geojsonl", "geojsons", "kml", "kmz", "fgb", "gpkg", "csv", "geojson.gz",
            "csv.zst", "fgb.zst",
        ]
        let outputs = formats.map { "-o s.\($0)" }.joined(separator: " ")
        let made = try Self.run(
            "apacheta gazetteer regions medialuna --quiet --no-style \(outputs)", in: scratch)
        try #require(made.exitCode == 0, "\(made.complaints)")
        // Sorted, for a FlatGeobuf file has the regions in the order of its index.
        let kept = try Self.run(
            "apacheta regions events.geojson --quiet --regions medialuna | sort", in: scratch)
        try #require(kept.output.contains("Rest of Bolivia"), "\(kept.complaints)")
        for format in formats {
            let run = try Self.run(
                "apacheta regions events.geojson --quiet --regions s.\(format) | sort", in: scratch)
            #expect(run.output == kept.output, "\(format): \(run.complaints)")
            let name = try Self.run(
                "apacheta regions events.geojson --quiet --regions s.\(format) "
                    + "--region-name title | sort", in: scratch)
            #expect(name.output == kept.output, "\(format)")
        }
    }

    @Test func `a layer of a GeoPackage is chosen, a layer that is not there is told`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let run = try Self.run(
            "apacheta gazetteer regions medialuna --quiet -o s.gpkg", in: scratch)
        try #require(run.exitCode == 0)
        let right = try Self.run(
            "apacheta gazetteer regions s.gpkg --layer medialuna", in: scratch)
        #expect(right.exitCode == 0, "\(right.complaints)")
        #expect(right.output.contains("Rest of Bolivia"))
        let wrong = try Self.run(
            "apacheta regions events.geojson --regions s.gpkg --regions-layer absent", in: scratch)
        #expect(wrong.exitCode == 65)
        #expect(wrong.complaints.contains("s.gpkg"))
        #expect(wrong.complaints.contains("medialuna"))
    }

    @Test func `an event is counted in each of several sets`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        func counts(_ sets: String) throws -> [String: Int] {
            let run = try Self.run(
                "apacheta regions events.geojson --json --quiet \(sets)", in: scratch)
            try #require(run.exitCode == 0, "\(run.complaints)")
            let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let object = try #require(value as? [String: Any])
            let regions = try #require(object["regions"] as? [[String: Any]])
            return Dictionary(
                uniqueKeysWithValues: regions.compactMap { region in
                    guard let name = region["name"] as? String,
                        let count = region["events"] as? Int
                    else { return nil }
                    return (name, count)
                })
        }
        let both = try counts("--regions bolivia --regions medialuna")
        #expect(both.count == 7)
        for (name, count) in try counts("--regions bolivia") { #expect(both[name] == count) }
        for (name, count) in try counts("--regions medialuna") { #expect(both[name] == count) }
        let twice = try Self.run(
            "apacheta regions events.geojson --regions bolivia --regions bolivia", in: scratch)
        #expect(twice.exitCode == 64)
        #expect(
            twice.complaints
                == "apacheta: the region set 'bolivia' stands twice, expected it once\n")
    }

    @Test func `a composition is the same, followed or written`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let text = """
            [files]
            file: halves.geojson
            name: half
            [west of 66]
            aliases: ww
            add: files/west half
            [road]
            add: within 15 km of the road Oruro - La Paz
            [towns]
            cells: Oruro; La Paz; Cochabamba
            clip: departments/*
            """
        try Data(text.utf8).write(to: scratch.folder.appendingPathComponent("a.regions"))
        let made = try Self.run(
            "apacheta gazetteer regions a.regions --quiet -o a.geojson", in: scratch)
        try #require(made.exitCode == 0, "\(made.complaints)")
        #expect(made.output.contains("west of 66"))
        let followed = try Self.run(
            "apacheta regions events.geojson --quiet --regions a.regions", in: scratch)
        let written = try Self.run(
            "apacheta regions events.geojson --quiet --regions a.geojson", in: scratch)
        #expect(followed.exitCode == 0, "\(followed.complaints)")
        #expect(followed.output == written.output)
        let compared = try Self.run(
            "apacheta compare events.geojson ww Oruro --quiet --regions a.regions", in: scratch)
        #expect(compared.exitCode == 0, "\(compared.complaints)")
    }

    @Test func `a set is looked over without a file being written`() throws {
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        let before = scratch.names
        let fine = try Self.run("apacheta gazetteer regions departments --check", in: scratch)
        #expect(fine.exitCode == 0, "\(fine.complaints)")
        #expect(fine.complaints.hasPrefix("9 regions of departments read, 0 faults, "))
        let torn = try Self.run(
            "apacheta gazetteer regions halves.geojson --region-name half --check", in: scratch)
        #expect(torn.exitCode == 65)
        #expect(torn.output.hasPrefix("invalid: feature 2 ('east half') repaired: self-inter"))
        #expect(scratch.names == before)
        let both = try Self.run(
            "apacheta gazetteer regions departments --check -o x.kml", in: scratch)
        #expect(both.exitCode == 64)
    }

    @Test(arguments: [
        ("gazetteer regions absent.regions", 66, "absent.regions: no such file"),
        ("gazetteer regions bolivai", 65, "no region set 'bolivai', did you mean 'bolivia'?"),
        (
            "gazetteer regions --check", 64,
            "--check, --region-name and --layer go with a set, found none"
        ),
        (
            "gazetteer regions departments --limit=-1 --check", 64,
            "--limit is -1, expected 0 or more"
        ),
        (
            "compare events.geojson highlands medialuna", 65,
            "no one region set has them all, found 'highlands' in bolivia; 'medialuna' in medialuna; "
                + "--regions bolivia --regions medialuna takes the sets together"
        ),
        (
            "regions events.geojson --regions bolivia --regions medialuna --region highlnds", 65,
            "no region 'highlnds', did you mean 'highlands'?"
        ),
    ])
    func `what cannot be done is told`(command: String, code: Int, sentence: String) throws {
        let run = try BuiltProgram.run(command)
        #expect(Int(run.exitCode) == code)
        #expect(run.complaints.hasSuffix("apacheta: \(sentence)\n"), "\(run.complaints)")
    }
}

import Foundation
import Testing

/// What `apacheta compare` writes, and what it refuses.
@Suite struct CompareTests {
    /// Runs a command of the shell in a folder that stays until it has ended.
    static func shell(_ command: String) throws -> BuiltProgram.Run {
        let scratch = try Scratch()
        return try withExtendedLifetime(scratch) {
            try BuiltProgram.run(shell: command, in: scratch.folder)
        }
    }

    private static let layer = BuiltProgram.package.appendingPathComponent(
        "exports/bolivia.geojson"
    )
    .path

    private static func run(_ arguments: String, in scratch: Scratch) throws -> BuiltProgram.Run {
        try BuiltProgram.run(
            shell: "apacheta compare '\(layer)' highlands lowlands \(arguments)", in: scratch.folder
        )
    }

    @Test func `several files are written in one go, and the table is shown`() throws {
        let scratch = try Scratch()
        let run = try Self.run(
            "-o a.csv -o a.json -o a.md -o a.svg -o a.txt --panel panel.csv", in: scratch)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(scratch.names == ["a.csv", "a.json", "a.md", "a.svg", "a.txt", "panel.csv"])
        let text = try String(
            contentsOf: scratch.folder.appendingPathComponent("a.txt"), encoding: .utf8)
        #expect(run.output == text)
        #expect(run.complaints.contains("panel.csv: 2 regions, 1 event without a month left out\n"))
        // A second run may write over what the first one wrote, and writes the same bytes.
        let first = try Self.bytes(in: scratch)
        #expect(
            try Self.run(
                "-q -o a.csv -o a.json -o a.md -o a.svg -o a.txt --panel panel.csv", in: scratch
            ).complaints.isEmpty)
        #expect(try Self.bytes(in: scratch) == first)
    }

    private static func bytes(in scratch: Scratch) throws -> [Data] {
        try scratch.names.map {
            try Data(contentsOf: scratch.folder.appendingPathComponent($0))
        }
    }

    @Test(
        arguments: [
            ("-f csv", "region,measure,key,value\n"), ("-o - -f svg", "<?xml"),
            ("--json", #"{"set":"bolivia","#), ("--panel -", "region,month,events"),
            ("-f md", "# Western highlands, Eastern lowlands\n"),
        ])
    func `standard output gets one of the formats`(options: String, start: String) throws {
        let run = try Self.run(options, in: try Scratch())
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.output.hasPrefix(start))
        #expect(run.complaints == "74 events by the set 'bolivia' (Regions of Bolivia)\n")
    }

    @Test(
        arguments: [
            ("-f cvs", 64, "no format 'cvs' of a comparison, did you mean 'csv'?"),
            ("-o a.pdf", 64, "a.pdf: the ending names no format of a comparison"),
            ("-o a", 64, "a: the ending names no format of a comparison"),
            ("--json -o -", 64, "two answers for standard output"),
            ("-o a.csv --panel a.csv", 64, "a.csv: to be written twice"),
            ("-f csv -o a.csv -o b.csv", 64, "-f goes with one -o, found 2"),
            ("-o none/a.csv", 74, "none/a.csv: cannot be written: no such file or directory"),
            ("-o folder.svg", 74, "folder.svg: is a folder, expected a file"),
            ("--panel notes.csv", 74, "notes.csv: the file there is of another kind"),
            ("--reference Chaco", 65, "no region 'Chaco'"),
        ])
    func `a slip of the pen is told, and nothing is written`(
        options: String, code: Int32, sentence: String
    ) throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            at: scratch.folder.appendingPathComponent("folder.svg"),
            withIntermediateDirectories: true)
        try Data("day,note\n".utf8).write(to: scratch.folder.appendingPathComponent("notes.csv"))
        let run = try Self.run(options, in: scratch)
        #expect(run.exitCode == code)
        #expect(run.complaints.contains(sentence), "\(run.complaints)")
        #expect(scratch.names == ["folder.svg", "notes.csv"])
    }

    @Test func `where one file cannot be written none is`() throws {
        let scratch = try Scratch()
        let run = try Self.run("-q -o a.csv -o none/b.svg", in: scratch)
        #expect(run.exitCode == 74)
        #expect(scratch.names.isEmpty)
    }

    @Test func `the layer is not written over`() throws {
        let run = try Self.shell(
            "cp '\(Self.layer)' a.json && apacheta compare a.json highlands lowlands -o a.json")
        #expect(run.exitCode == 64)
        #expect(run.complaints.contains("a.json: is the layer to read"))
    }

    @Test func `aliases and another reference are followed`() throws {
        let run = try CompareTests.shell(
            """
            apacheta compare '\(Self.layer)' western-highlands oriente --reference valles | head -1
            """)
        let words = run.output.split(separator: "  ").map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(
            words.filter { !$0.isEmpty } == ["Valleys", "Western highlands", "Eastern lowlands"])
        #expect(run.complaints.contains("by the set 'bolivia'"))
    }

    @Test func `ASCII alone is drawn where it is asked for`() throws {
        let run = try Self.run("--ascii", in: try Scratch())
        #expect(run.output.utf8.allSatisfy { $0 < 128 })
        #expect(run.output.contains("####################"))
    }

    /// `script` gives the program a terminal.
    @Test(
        .enabled(
            if: (try? BuiltProgram.run(
                shell: "script -qec true /dev/null", in: FileManager.default.temporaryDirectory
            ).exitCode == 0) ?? false, "script is missing: apt bsdutils"),
        arguments: [
            ("LC_ALL=C.UTF-8 TERM=xterm", true, true), ("LC_ALL=C TERM=xterm", false, false),
            ("LC_ALL=C.UTF-8 TERM=xterm NO_COLOR=1", true, false),
            ("LC_ALL=C.UTF-8 TERM=dumb", true, false), ("LANG=es_BO.utf8 TERM=xterm", true, true),
        ])
    func `a terminal gets what it can show`(
        environment: String, hasBlocks: Bool, hasColours: Bool
    ) throws {
        let run = try CompareTests.shell(
            """
            script -qec "stty cols 70; env -u NO_COLOR -u LC_ALL -u LC_CTYPE \(environment) \
            apacheta compare '\(Self.layer)' highlands lowlands valleys" /dev/null
            """)
        #expect(run.output.contains("█") == hasBlocks)
        #expect(run.output.contains("\u{1B}[34m") == hasColours)
        for line in run.output.split(whereSeparator: \.isNewline) {
            let visible = line.replacing("\u{1B}[34m", with: "").replacing("\u{1B}[0m", with: "")
            #expect(visible.count <= 70, "\(visible)")
        }
    }
}

/// The statistics, computed again by another library.
@Suite struct CompareClientTests {
    private static let python =
        ProcessInfo.processInfo.environment["APACHETA_CLIENTS_PYTHON"]
        ?? BuiltProgram.package.appendingPathComponent(".venv/bin/python").path

    private static let hasSciPy =
        (try? BuiltProgram.run(
            shell: "'\(python)' -c 'import scipy.stats'", in: FileManager.default.temporaryDirectory
        ).exitCode == 0) ?? false

    @Test(
        .enabled(if: hasSciPy, "scipy is missing: pip install -r Tests/Clients/requirements.txt"),
        arguments: [
            ("highlands lowlands valleys yungas chapare", "18 intervals, 4 variances"),
            ("lowlands highlands --since 2003", "6 intervals, 2 variances"),
            ("Potosi \"La Paz\" \"Santa Cruz\" --reference Tarija", "14 intervals, 2 variances"),
        ])
    func `SciPy finds the same intervals`(regions: String, answer: String) throws {
        let layer = BuiltProgram.package.appendingPathComponent("exports/bolivia.geojson").path
        let script = BuiltProgram.package.appendingPathComponent(
            "Tests/Clients/check_comparison.py"
        )
        .path
        let run = try CompareTests.shell(
            """
            apacheta compare '\(layer)' \(regions) -q -o a.json --panel a.csv > table \
            && '\(Self.python)' '\(script)' a.json a.csv
            """)
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.output == answer + "\n")
    }
}

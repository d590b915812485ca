import Foundation
import Testing

/// `apacheta gazetteer check` and `info` on small gazetteers that the program itself compiles.
@Suite struct GazetteerCheckTests {
    /// A table with one remark of each sort that needs no areas, and one open parent.
    static let mine = """
        id,name,kind,longitude,latitude,country,admin1,parent,population,names,source
        dep,Dep,A/ADM1,-67,-19,BO,dep,,,,
        one,San Pedro,P/PPL,-67,-19,BO,dep,dep,10,,OurAirports SLAP
        two,San Pedro,P/PPL,-67.01,-19,BO,dep,dep,20,,OurAirports SLCA
        kami,Kami,P/PPLX,-67,-18,BO,dep,dep,,,INE census 2024
        mina,Mina,P/PPLX,-66,-18,BO,dep,nowhere,,Kami|Vieja,
        """

    private static func run(_ command: String) throws -> BuiltProgram.Run {
        let scratch = try Scratch()
        try Data((mine + "\n").utf8).write(to: scratch.folder.appendingPathComponent("mine.csv"))
        return try BuiltProgram.run(shell: command, in: scratch.folder)
    }

    /// Compiles the table.
    private static let build = "apacheta gazetteer build mine.csv -o mine.gaz -q"
    private static let own = "--gazetteer mine.gaz --no-built-in"

    static let remarks = """
        open-parent: mina 'Mina': parent 'nowhere' is no place's id
        twins: one and two are both 'San Pedro' (P/PPL), 1.1 km apart
        alias: 'Kami' is the name of kami and an alias of mina 'Mina' (neighbourhood) in Dep (dep)

        """

    @Test(arguments: [
        build + " && apacheta gazetteer check " + own,
        "apacheta gazetteer check --gazetteer mine.csv --no-built-in",
    ])
    func `a fault ends the check with 65, after all remarks are shown`(command: String) throws {
        let run = try Self.run(command)
        #expect(run.output == Self.remarks)
        #expect(
            run.complaints
                == "apacheta: 5 places read, 1 fault: 1 open-parent; 2 remarks: 1 twins, 1 alias\n")
        #expect(run.exitCode == 65)
    }

    @Test func `a check without a fault ends well`() throws {
        let run = try Self.run(
            "sed -i s/nowhere/dep/ mine.csv && \(Self.build) && apacheta gazetteer check \(Self.own)"
        )
        #expect(run.complaints == "5 places read, no fault, 2 remarks: 1 twins, 1 alias\n")
        #expect(run.exitCode == 0)
    }

    @Test func `what is not listed is counted`() throws {
        let rows = (0..<4).map { "t\($0),Town,P/PPL,\($0),0,GH,,,,," }.joined(separator: "\n")
        let twins = (0..<3).map { "u\($0),Twin,P/PPL,0,9,GH,,,,," }.joined(separator: "\n")
        let run = try Self.run(
            "(head -1 mine.csv; echo '\(rows)'; echo '\(twins)') > few.csv; "
                + "apacheta gazetteer check --gazetteer few.csv --no-built-in --limit 1")
        #expect(
            run.output == """
                twins: u0 and u1 are both 'Twin' (P/PPL), 0.0 km apart
                twins: 2 more (--limit 0 lists all)
                same-name: 'Town' is the name of 4 places (town) in GH: t0, t1, t2, t3

                """)
        #expect(run.exitCode == 0)
    }

    @Test func `a damaged block ends the check before any remark`() throws {
        // Shortly before the checksums lies the index of positions, and few answers need it.
        let run = try Self.run(
            """
            \(Self.build)
            at=$(od -A n -t u4 -j 24 -N 4 mine.gaz); at=$((at - 100))
            printf '\\377' | dd of=mine.gaz bs=1 seek=$at conv=notrunc status=none
            apacheta gazetteer check \(Self.own)
            """)
        #expect(run.output == "")
        #expect(run.complaints.hasPrefix("apacheta: mine.gaz: damaged near byte "))
        #expect(run.exitCode == 65)
    }

    @Test func `machines get the remarks as JSON`() throws {
        let run = try Self.run(
            "\(Self.build) && apacheta gazetteer check \(Self.own) --json --limit 1")
        let record = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(record["places"] as? Int == 5)
        #expect(record["faults"] as? Int == 1)
        #expect(record["remarks"] as? Int == 2)
        let kinds = try #require(record["kinds"] as? [[String: Any]])
        #expect(kinds.map { $0["kind"] as? String } == ["open-parent", "twins", "alias"])
        #expect(kinds.map { $0["fault"] as? Bool } == [true, false, false])
        let twins = try #require(kinds[1]["remarks"] as? [[String: Any]])
        #expect(twins[0]["places"] as? [String] == ["one", "two"])
        // 0.01° of longitude at 19° S (geographiclib for Python, Geodesic.WGS84.Inverse).
        #expect(abs((twins[0]["metres"] as? Double ?? 0) - 1_052.92) < 0.01)
        #expect(run.exitCode == 65)
    }

    @Test(arguments: [
        ("--limit=-1", "--limit is -1, expected 0 or more"),
        (
            "--tolerance 25",
            "--tolerance: length '25' has no unit: expected one of m, km, mi, nmi, as in '25km'"
        ),
        ("--no-built-in", "--no-built-in leaves no gazetteer, expected --gazetteer FILE"),
    ])
    func `what cannot be meant is refused`(options: String, sentence: String) throws {
        let run = try Self.run("apacheta gazetteer check \(options)")
        #expect(run.complaints == "apacheta: \(sentence)\n")
        #expect(run.output == "")
        #expect(run.exitCode == 64)
    }

    @Test func `names that would speak to the terminal are shown plain`() throws {
        let run = try Self.run(
            "sed -i \"s/Mina/$(printf 'Mi\\033na')/; s/nowhere/dep/\" mine.csv; "
                + "apacheta gazetteer check --gazetteer mine.csv --no-built-in")
        #expect(!run.output.contains("\u{1B}"))
    }

    // MARK: - Info

    @Test func `info counts places, names and files`() throws {
        let run = try Self.run(
            "\(Self.build) && apacheta gazetteer info \(Self.own) --gazetteer mine.csv")
        #expect(run.exitCode == 0)
        #expect(
            run.output.replacing(/[0-9,]+ bytes/, with: "N bytes") == """
                by                               places
                -------  ----------------------  ------
                all                                   5
                level    admin-1                      1
                         town                         2
                         neighbourhood                2
                kind     P/PPL (town)                 2
                         P/PPLX (neighbourhood)       2
                         A/ADM1 (admin-1)             1
                country  BO                           5
                source   not given                    2
                         OurAirports                  2
                         INE census                   1
                status   single-source                5
                5 different names, 7 counted with each place that bears them
                mine.gaz: 5 places, N bytes, format version 2
                    sources: mine.csv
                mine.csv: 5 places, N bytes compiled in memory, format version 2
                    sources: mine.csv

                """)
    }

    @Test func `info for machines holds every count, none summed`() throws {
        let run = try BuiltProgram.run("gazetteer info --json")
        let record = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let places = try #require(record["places"] as? Int)
        for group in ["level", "kind", "source", "status"] {
            let counts = try #require(record[group] as? [String: Int])
            #expect(counts.values.reduce(0, +) == places, "\(group)")
        }
        let files = try #require(record["files"] as? [[String: Any]])
        #expect(files.map { $0["places"] as? Int } == [places])
        #expect((files[0]["path"] as? String)?.hasSuffix("/gazetteer/apacheta.gaz") == true)
    }
}

import FileWriting
import Formats
import Foundation
import SimpleFeatures
import Testing

/// Layers as dumps.
enum Dumps {
    static func write(
        _ features: [Feature], named name: String = "events",
        options: PostgreSQLWriter.Options = PostgreSQLWriter.Options()
    ) throws -> (bytes: [UInt8], notes: [String]) {
        var batch = FeatureBatch()
        for feature in features { try batch.append(feature) }
        var survey = Survey()
        survey.observe(batch)
        let destination = MemoryDestination()
        var writer = PostgreSQLWriter(
            layerName: name, survey: survey, options: options, to: destination)
        try writer.write(batch)
        let notes = try writer.finish()
        return (destination.bytes, notes)
    }

    /// The lines between COPY and its end.
    static func rows(_ bytes: [UInt8]) -> [String] {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("COPY ") } ?? 0
        let end = lines.firstIndex(of: "\\.") ?? 0
        return lines[(start + 1)..<end].map(String.init)
    }

    static let event = Feature(
        id: "a", geometry: .point(at(1, 2)),
        properties: [
            "name": .text("x"), "n": .integer(3), "big": .integer(1 << 40), "r": .real(1.5),
            "yes": .boolean(true), "day": .text("2003-10-13"),
            "time": .text("2003-10-13T01:02:03Z"), "list": .list([.text("é\\\"\u{0}")]),
            "none": .null,
        ])
}

@Suite struct PostgreSQLWriterTests {
    @Test func `columns have the types of their values, shapes are extended binary`() throws {
        let dump = try Dumps.write([Dumps.event])
        let text = String(decoding: dump.bytes, as: UTF8.self)
        #expect(
            text.contains(
                """
                CREATE TEMPORARY TABLE apacheta_load (
                    "id" text,
                    "name" text,
                    "n" integer,
                    "big" bigint,
                    "r" double precision,
                    "yes" boolean,
                    "day" date,
                    "time" timestamp with time zone,
                    "list" jsonb,
                    "none" text,
                    "geometry" geometry(Geometry,4326)
                ) ON COMMIT DROP;

                """))
        let json = #"["é\\\\\\"\\ufffd"]"#
        #expect(
            Dumps.rows(dump.bytes) == [
                "a\tx\t3\t1099511627776\t1.5\tt\t2003-10-13\t2003-10-13T01:02:03Z\t\(json)\t\\N\t"
                    + "0101000020E6100000000000000000F03F0000000000000040"
            ])
        #expect(
            dump.notes == ["replaced 1 zero character, which PostgreSQL cannot hold, by U+FFFD"])
    }

    @Test func `a text cannot end the data or its line`() throws {
        let texts = ["\\.", "a\tb\nc\rd\\N", "\\! touch x", "a\u{0}b", ""]
        let features = texts.map { Feature(geometry: nil, properties: ["name": .text($0)]) }
        #expect(
            Dumps.rows(try Dumps.write(features).bytes) == [
                #"\N"# + "\t" + #"\\."# + "\t" + #"\N"#,
                #"\N"# + "\t" + #"a\tb\nc\rd\\N"# + "\t" + #"\N"#,
                #"\N"# + "\t" + #"\\! touch x"# + "\t" + #"\N"#,
                #"\N"# + "\ta\u{FFFD}b\t" + #"\N"#,
                #"\N"# + "\t\t" + #"\N"#,
            ])
    }

    @Test func `names are quoted, cut to 63 bytes and made to differ`() throws {
        let long = String(repeating: "é", count: 40)
        let feature = Feature(
            geometry: nil,
            properties: [
                "a\"; DROP TABLE x; --": .integer(1), "ctid": .integer(2), "geometry": .integer(3),
                long + "1": .integer(4), long + "2": .integer(5), "": .integer(6),
            ])
        let dump = try Dumps.write([feature], named: "x\"\n\\! y")
        let text = String(decoding: dump.bytes, as: UTF8.self)
        let cut = String(repeating: "é", count: 31)
        let shorter = String(repeating: "é", count: 27)
        #expect(text.contains("CREATE TABLE IF NOT EXISTS \"x\"\"\n\\! y\" (\n"))
        for name in [
            "a\"\"; DROP TABLE x; --", "ctid_2", "geometry_2", cut, shorter + "_2", "column_6",
        ] {
            #expect(text.contains("\n    \"\(name)\" integer,\n"), "\(name)")
        }
        #expect(
            dump.notes == [
                "gave 5 columns other names, for their own were taken, empty or too long"
            ])
    }

    @Test func `without PostGIS shapes are well-known text`() throws {
        let dump = try Dumps.write(
            [Dumps.event], options: PostgreSQLWriter.Options(usesPostGIS: false, precision: 0))
        #expect(Dumps.rows(dump.bytes)[0].hasSuffix("\tPOINT (1 2)"))
        #expect(!String(decoding: dump.bytes, as: UTF8.self).contains("postgis"))
    }
}

/// Dumps that a server loads.
@Suite(
    .serialized,
    .enabled(
        if: Server.offers("postgresql"),
        "PostgreSQL is missing: apt postgresql, or a bin folder in APACHETA_POSTGRESQL"))
struct PostgreSQLClientTests {
    private static let hostile = Samples.hostile.features.enumerated().map { index, feature in
        var feature = feature
        // Two of them have one identifier, which a table cannot hold twice.
        feature.id = "f\(index)"
        feature.properties["id"] = .text("f\(index)")
        return feature
    }

    /// What is loaded into one server, for starting one takes seconds, and what it is asked.
    private struct Scene {
        var dumps: [[UInt8]] = []
        var queries: [String] = []

        /// The rows of each answer, and the warnings last.
        func run() throws -> [[String]] {
            // Short, for the path of a socket has 107 bytes at most.
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "apacheta-pg-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            var files: [String] = []
            for (index, dump) in dumps.enumerated() {
                let file = folder.appending(path: "dump\(index).sql")
                try Data(dump).write(to: file)
                files.append(file.path)
            }
            let query = queries.joined(separator: "; SELECT '----'; ")
            let answer = try Program.shell.run([Server.script, folder.path, query] + files)
            #expect(answer.status == 0, "\(answer.complaints)")
            let rows = answer.output.split(separator: "\n").map(String.init)
            let warnings = answer.complaints.split(separator: "\n").map(String.init)
            return rows.split(separator: "----", omittingEmptySubsequences: false).map(Array.init)
                + [warnings.filter { $0.contains("WARNING") }]
        }
    }

    @Test func `a server takes dumps twice, hostile ones too, and has one row a feature`() throws {
        let options = PostgreSQLWriter.Options(usesPostGIS: false)
        var scene = Scene()

        let nameless = Feature(geometry: nil, properties: ["name": .text("no id"), "more": .null])
        let first = try Dumps.write([Dumps.event, nameless], options: options).bytes
        var changed = Dumps.event
        changed.properties["name"] = .text("y")
        changed.properties["more"] = .integer(7)
        let second = try Dumps.write([changed], options: options).bytes
        scene.dumps += [first, first, second]
        scene.queries.append(
            """
            SELECT length(id), name, n, big, r, yes, day, "time" AT TIME ZONE 'UTC', list->>0, wkt
                FROM events ORDER BY name COLLATE "C"
            """)

        let features = ["one", "two", "three"].map {
            Feature(id: "same", geometry: nil, properties: ["name": .text($0)])
        }
        scene.dumps.append(try Dumps.write(features, named: "same", options: options).bytes)
        scene.queries.append("SELECT * FROM same")

        let name = "x\"; \\! touch 'y' :z $1"
        let hostile = try Dumps.write(Self.hostile, named: name, options: options).bytes
        scene.dumps += [hostile, hostile]
        scene.queries.append(
            "SELECT id, name, wkt IS NULL FROM \"x\"\"; \\! touch 'y' :z $1\" ORDER BY id")

        let answers = try scene.run()
        try #require(answers.count == 4)
        #expect(
            answers[0] == [
                "64|no id||||||||",
                "1|y|3|1099511627776|1.5|t|2003-10-13|2003-10-13 01:02:03|é\\\"\u{FFFD}|POINT (1 2)",
            ])
        #expect(answers[1] == ["same|three|"])
        #expect(answers[2].count == Self.hostile.count + 1)
        #expect(answers[2].prefix(2) == ["f0|Clash in El Alto,", "\"Río Seco\" <b>&amp;|f"])
        #expect(answers[2].contains("f2|Decree|t"))
        #expect(answers[3].count == 1)
        let warning = "2 features have the id of a later one and are not kept"
        #expect(answers[3].last?.hasSuffix(warning) == true)
    }

    @Test(.enabled(if: Server.offers("postgis"), "PostGIS is missing: apt postgresql-15-postgis-3"))
    func `PostGIS has every kind of shape, valid, in WGS 84, with an index`() throws {
        var scene = Scene()
        let dump = try Dumps.write(Self.hostile).bytes
        scene.dumps = [dump, dump]
        scene.queries = [
            """
            SELECT id, ST_SRID(geometry), ST_AsGeoJSON(geometry)::json->>'coordinates',
                ST_IsValid(geometry) FROM events ORDER BY id
            """,
            "SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%gist (geometry)'",
        ]
        let answers = try scene.run()
        try #require(answers.count == 3)
        #expect(
            answers[0].prefix(4) == [
                "f0|4326|[-68.15,-16.5]|t", "f1|4326|[[-68.2,-17.1],[-68.15,-16.5]]|t", "f2|||",
                "f3|4326|[[[-66,-18],[-64,-18],[-64,-16],[-66,-16],[-66,-18]],"
                    + "[[-65.5,-17.5],[-65.5,-17],[-65,-17],[-65,-17.5],[-65.5,-17.5]]]|t",
            ])
        #expect(answers[0].suffix(2) == ["f6|4326|[[-68,-16],[-67,-17]]|t", "f7|4326||t"])
        #expect(answers[0].dropFirst(3).allSatisfy { $0.hasSuffix("|t") })
        #expect(answers[1] == ["1"] && answers[2].isEmpty)
    }
}

/// A PostgreSQL of the tests' own.
enum Server {
    static let script = Program.clients.appending(path: "check_postgresql.sh").path

    /// Whether the machine has `postgresql`, or `postgis`.
    static func offers(_ part: String) -> Bool {
        guard let answer = try? Program.shell.run([script]) else { return false }
        return answer.status == 0 && answer.output.split(separator: "\n").contains { $0 == part }
    }
}

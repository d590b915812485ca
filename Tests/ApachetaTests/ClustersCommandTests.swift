import Foundation
import Testing

@Suite struct ClustersCommandTests {
    private static let events = BuiltProgram.package
        .appendingPathComponent("exports/bolivia.geojson").path
    private static let clients = BuiltProgram.package.appendingPathComponent("Tests/Clients")
    private static let python =
        ProcessInfo.processInfo.environment["APACHETA_CLIENTS_PYTHON"]
        ?? BuiltProgram.package.appendingPathComponent(".venv/bin/python").path

    private static var hasScikitLearn: Bool {
        let run = try? BuiltProgram.run(
            shell: "'\(python)' -c 'import sklearn, geographiclib'", in: BuiltProgram.package)
        return run?.exitCode == 0
    }

    private static func features(of file: URL) throws -> [[String: Any]] {
        let layer = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        return try #require((layer as? [String: Any])?["features"] as? [[String: Any]])
    }

    @Test(arguments: [
        ("clusters EVENTS --within 20", "--within: length '20' has no unit"),
        ("clusters EVENTS --within 0.5m", "--within is 0.5m, expected 1 m or more"),
        ("clusters EVENTS --within 5km --limit 0", "--limit is 0, expected 1 or more"),
        ("clusters EVENTS --within 5km --min-events 0", "--min-events is 0, expected 1 or more"),
        (
            "clusters EVENTS --within 5km -o a.geojson --events a.geojson",
            "--events a.geojson is named by -o too, expected another file"
        ),
        (
            "clusters EVENTS --within 5km --json --events - -f geojson",
            "--json and --events - both take standard output, expected one of them"
        ),
        ("centres EVENTS --by week", "The value 'week' is invalid for '--by <by>'"),
        (
            "regions EVENTS --simplify 1km",
            "--simplify changes the outlines that -o writes, expected -o FILE"
        ),
        ("regions EVENTS -o a.geojson --simplify 1", "--simplify: length '1' has no unit"),
    ])
    func `what cannot be asked is told before any work`(command: String, complaint: String) throws {
        let scratch = try Scratch()
        let shell = "apacheta " + command.replacingOccurrences(of: "EVENTS", with: "/no/such/file")
        let run = try BuiltProgram.run(shell: shell, in: scratch.folder)
        #expect(run.exitCode == 64)
        #expect(run.complaints.contains(complaint), "\(run.complaints)")
    }

    @Test func `clusters and labelled events are layers that agree`() throws {
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: "apacheta clusters '\(Self.events)' --within 20km --min-events 4 "
                + "-o clusters.geojson --events labelled.geojson", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let clusters = try Self.features(
            of: scratch.folder.appendingPathComponent("clusters.geojson"))
        let labelled = try Self.features(
            of: scratch.folder.appendingPathComponent("labelled.geojson"))
        #expect(try labelled.count == Self.features(of: URL(fileURLWithPath: Self.events)).count)
        #expect(clusters.count > 1)
        for cluster in clusters {
            let properties = try #require(cluster["properties"] as? [String: Any])
            let number = try #require(properties["cluster"] as? Int)
            let members = labelled.filter {
                ($0["properties"] as? [String: Any])?["cluster"] as? Int == number
            }
            #expect(properties["events"] as? Int == members.count)
        }
    }

    @Test func `a simplified layer has fewer corners and the same figures`() throws {
        let scratch = try Scratch()
        for (file, option) in [("full", ""), ("simple", "--simplify 10km")] {
            let run = try BuiltProgram.run(
                shell: "apacheta regions '\(Self.events)' --regions departments "
                    + "-o \(file).geojson \(option) --quiet", in: scratch.folder)
            #expect(run.exitCode == 0, "\(run.complaints)")
        }
        let full = try Self.features(of: scratch.folder.appendingPathComponent("full.geojson"))
        let simple = try Self.features(of: scratch.folder.appendingPathComponent("simple.geojson"))
        #expect(full.count == simple.count)
        for (one, other) in zip(full, simple) {
            let (old, new) = (
                one["properties"] as? NSDictionary, other["properties"] as? NSDictionary
            )
            #expect(old == new)
        }
        func length(_ features: [[String: Any]]) throws -> Int {
            try features.reduce(0) { length, feature in
                guard let geometry = feature["geometry"] as? [String: Any] else { return length }
                return try length + JSONSerialization.data(withJSONObject: geometry).count
            }
        }
        #expect(try length(simple) * 2 < length(full))
        let first = try #require(full.first?["properties"] as? [String: Any])
        let rate = try #require(first["events_per_100000"] as? Double)
        let people = try #require(first["population"] as? Double)
        let count = try #require(first["events"] as? Double)
        #expect((rate - count * 100_000 / people).magnitude < 1e-6)
    }

    private static var hasShapely: Bool {
        let run = try? BuiltProgram.run(
            shell: "'\(python)' -c 'import shapely; shapely.coverage_is_valid'",
            in: BuiltProgram.package)
        return run?.exitCode == 0
    }

    @Test(
        .enabled(if: hasShapely, "shapely is missing: Tests/Clients/requirements.txt"),
        arguments: [("departments", 9), ("medialuna", 2)])
    func `GEOS 3.12 and later find neighbours without gap and overlap`(set: String, count: Int)
        throws
    {
        let scratch = try Scratch()
        var files: [String] = []
        for distance in ["1m", "5km", "50km"] {
            files.append("\(set)-\(distance).geojson")
            let run = try BuiltProgram.run(
                shell: "apacheta regions '\(Self.events)' --regions \(set) "
                    + "-o \(files[files.count - 1]) --simplify \(distance) --quiet > table.txt",
                in: scratch.folder)
            #expect(run.exitCode == 0, "\(run.complaints)")
        }
        let script = Self.clients.appendingPathComponent("check_coverage.py").path
        let check = try BuiltProgram.run(
            shell: "'\(Self.python)' '\(script)' \(files.joined(separator: " "))",
            in: scratch.folder)
        #expect(check.exitCode == 0, "\(check.complaints)")
        let lines = check.output.split(separator: "\n")
        #expect(lines.count == files.count)
        #expect(lines.allSatisfy { $0.contains(": \(count) areas, ") }, "\(check.output)")
    }

    @Test(.enabled(if: hasScikitLearn, "scikit-learn is missing: Tests/Clients/requirements.txt"))
    func `the reference tables are what scikit-learn and numpy compute`() throws {
        let scratch = try Scratch()
        let script = Self.clients.appendingPathComponent("reference_clusters.py").path
        let run = try BuiltProgram.run(
            shell: "'\(Self.python)' '\(script)' .", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        for name in ["clusters.csv", "centres.csv"] {
            let made = try Data(contentsOf: scratch.folder.appendingPathComponent(name))
            let kept = try Data(
                contentsOf: Self.clients.appendingPathComponent("reference/\(name)"))
            #expect(made == kept, "\(name)")
        }
    }
}

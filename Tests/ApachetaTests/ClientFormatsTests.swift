import Foundation
import Testing

/// The exported events in every format, as programs that we did not write read them.
@Suite struct ClientFormatsTests {
    private static let clients = BuiltProgram.package.appendingPathComponent("Tests/Clients")
    private static let events = BuiltProgram.package
        .appendingPathComponent("exports/bolivia.geojson")
    private static let formats = [
        "geojson", "geojsonl", "geojsons", "kml", "kmz", "fgb", "gpkg", "csv",
    ]

    private static func canRun(_ command: String) -> Bool {
        let run = try? BuiltProgram.run(shell: command, in: BuiltProgram.package)
        return run?.exitCode == 0
    }

    /// A folder for each format, for a style is found by the name of its layer.
    private static func folders() throws -> Scratch {
        let scratch = try Scratch()
        for format in formats {
            try FileManager.default.createDirectory(
                at: scratch.folder.appendingPathComponent(format),
                withIntermediateDirectories: false)
        }
        let outputs = formats.map { "-o \($0)/events.\($0)" }.joined(separator: " ")
        let run = try BuiltProgram.run(
            shell: "apacheta export '\(events.path)' \(outputs) --quiet", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        return scratch
    }

    private static var files: String {
        formats.map { "\($0)/events.\($0)" }.joined(separator: " ")
    }

    private struct Event {
        let firstDay: String?
        let lastDay: String?
        let deaths: Int

        func isOn(_ day: String) -> Bool {
            guard let firstDay, let lastDay else { return true }
            return firstDay <= day && day <= lastDay
        }
    }

    private static func readEvents() throws -> [Event] {
        let layer = try JSONSerialization.jsonObject(with: Data(contentsOf: events))
        let features = try #require((layer as? [String: Any])?["features"] as? [[String: Any]])
        return features.map { feature in
            let properties = feature["properties"] as? [String: Any] ?? [:]
            return Event(
                firstDay: properties["date_start"] as? String,
                lastDay: properties["date_end"] as? String,
                deaths: properties["deaths_best"] as? Int ?? 0)
        }
    }

    @Test(
        .enabled(
            if: canRun("/usr/bin/python3 -c 'import osgeo.ogr'"),
            "GDAL is missing: apt python3-gdal"))
    func `GDAL reads the same features, values and shapes out of every format`() throws {
        let scratch = try Self.folders()
        let script = Self.clients.appendingPathComponent("check_same_features.py").path
        let run = try BuiltProgram.run(
            shell: "/usr/bin/python3 '\(script)' '\(Self.events.path)' \(Self.files)",
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == Self.formats.count)
        let count = try Self.readEvents().count
        let counts = Set(lines.map { $0.split(separator: ": ").last ?? "" })
        #expect(counts.count == 1, "\(run.output)")
        #expect(counts.first?.hasPrefix("\(count) features, ") == true, "\(run.output)")
    }

    @Test(
        .enabled(
            if: canRun("/usr/bin/python3 -c 'import osgeo.ogr'"),
            "GDAL is missing: apt python3-gdal"),
        arguments: [
            (#""deaths_best":5,"#, #""deaths_best":6,"#), ("La Paz", "La Pas"),
            ("-16.49582", "-16.49583"), (#""sources":3"#, #""sources":null"#),
        ])
    func `the comparison finds a value that is another`(part: String, other: String) throws {
        let scratch = try Scratch()
        var text = try String(contentsOf: Self.events, encoding: .utf8)
        let place = try #require(text.range(of: part), "no \(part) in the exports")
        text.replaceSubrange(place, with: other)
        try Data(text.utf8).write(to: scratch.folder.appendingPathComponent("other.geojson"))
        let script = Self.clients.appendingPathComponent("check_same_features.py").path
        let run = try BuiltProgram.run(
            shell: "/usr/bin/python3 '\(script)' '\(Self.events.path)' other.geojson",
            in: scratch.folder)
        #expect(run.exitCode == 1)
        #expect(run.complaints.hasPrefix("other.geojson: feature "), "\(run.complaints)")
    }

    @Test(
        .enabled(
            if: canRun("/usr/bin/python3 -c 'import osgeo.ogr, qgis.core'"),
            "QGIS is missing: apt python3-qgis"))
    func `QGIS shows an event of one day on its day alone, in every format`() throws {
        let scratch = try Self.folders()
        let events = try Self.readEvents()
        // Of the layer's days those on which most changes from one to the next.
        let days = ["2003-10-12", "2003-10-13", "2003-10-14", "2003-10-16"]
        let shown = days.map { day in "\(day): \(events.count { $0.isOn(day) })" }
        #expect(Set(days.map { day in events.count { $0.isOn(day) } }).count == days.count)
        let script = Self.clients.appendingPathComponent("check_qgis_time.py").path
        let run = try BuiltProgram.run(
            shell: "QT_QPA_PLATFORM=offscreen /usr/bin/python3 '\(script)' \(Self.files) -- "
                + days.joined(separator: " "),
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let wanted = Self.formats.map {
            "\($0)/events.\($0): \(events.count) features; \(shown.joined(separator: " "))"
        }
        #expect(run.output.split(separator: "\n").map(String.init) == wanted)
    }

    @Test(
        .enabled(
            if: canRun("sh Tests/Clients/check_postgresql.sh"),
            "PostgreSQL is missing: apt postgresql"))
    func `PostgreSQL counts the events of a dump, and their deaths, as we do`() throws {
        let scratch = try Scratch()
        let script = Self.clients.appendingPathComponent("check_postgresql.sh").path
        let query = "select count(*), count(distinct id), sum(deaths_best) from events"
        let run = try BuiltProgram.run(
            shell: "chmod 755 . && apacheta export '\(Self.events.path)' -o events.sql --quiet && "
                + "sh '\(script)' \"$PWD/server\" '\(query)' \"$PWD/events.sql\"",
            in: scratch.folder)
        let events = try Self.readEvents()
        let deaths = events.reduce(0) { $0 + $1.deaths }
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(
            run.output.split(separator: "\n").last == "\(events.count)|\(events.count)|\(deaths)")
    }
}

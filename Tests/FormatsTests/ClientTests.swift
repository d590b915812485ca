import Formats
import Foundation
import SimpleFeatures
import Testing

/// The files that we write, opened by programs that we did not write.
@Suite(.serialized) struct ClientTests {
    private static let samples = [Samples.hostile, Samples.small]

    /// The layers as files of a temporary folder, which is removed afterwards.
    private func withFiles(
        _ endings: [String], of layers: [Layer] = samples, body: ([URL]) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "formats-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        for (index, layer) in layers.enumerated() {
            for ending in endings {
                let file = folder.appending(path: "layer\(index).\(ending)")
                let bytes: [UInt8]
                switch ending {
                case "kml": bytes = KML.bytes(of: layer)
                case "geojsonl": bytes = GeoJSON.bytes(of: layer, options: .init(framing: .lines))
                case "geojsons":
                    bytes = GeoJSON.bytes(of: layer, options: .init(framing: .textSequence))
                default: bytes = GeoJSON.bytes(of: layer)
                }
                try Data(bytes).write(to: file)
                files.append(file)
            }
        }
        try body(files)
    }

    private func expect(_ program: Program, _ script: String, on files: [URL], says: [String])
        throws
    {
        let answer = try program.run(
            [Program.clients.appending(path: script).path] + files.map(\.path))
        let lines = answer.output.split(separator: "\n").map { line in
            line.split(separator: "/").last.map(String.init) ?? ""
        }
        #expect(answer.status == 0, "\(answer.complaints)")
        #expect(lines == says)
    }

    @Test(
        .enabled(
            if: Program.venvPython.canRun("import fastkml, lxml"),
            "fastkml is missing: pip install -r Tests/Clients/requirements.txt"))
    func `fastkml finds our KML valid and reads every placemark`() throws {
        try withFiles(["kml"]) { files in
            try expect(
                .venvPython, "check_kml.py", on: files,
                says: [
                    "layer0.kml: 8 placemarks, 1 without geometry, 4 folders",
                    "layer1.kml: 2 placemarks, 1 without geometry, 2 folders",
                ])
        }
    }

    @Test(
        .enabled(
            if: Program.venvPython.canRun("import geojson_validator"),
            "geojson-validator is missing: pip install -r Tests/Clients/requirements.txt"))
    func `geojson-validator finds our GeoJSON valid`() throws {
        try withFiles(["geojson"]) { files in
            try expect(
                .venvPython, "check_geojson.py", on: files,
                says: [
                    "layer0.geojson: 8 features, 1 without geometry",
                    "layer1.geojson: 2 features, 1 without geometry",
                ])
        }
    }

    @Test(
        .enabled(if: Program.shell.canRun("command -v ogrinfo"), "ogrinfo is missing: apt gdal-bin")
    )
    func `GDAL counts the features that we wrote and complains of nothing`() throws {
        try withFiles(["geojson", "geojsonl", "geojsons", "kml"]) { files in
            try expect(
                .shell, "check_ogr.sh", on: files,
                says: [
                    "layer0.geojson: 8 features, 1 layers", "layer0.geojsonl: 8 features, 1 layers",
                    "layer0.geojsons: 8 features, 1 layers", "layer0.kml: 8 features, 4 layers",
                    "layer1.geojson: 2 features, 1 layers", "layer1.geojsonl: 2 features, 1 layers",
                    "layer1.geojsons: 2 features, 1 layers", "layer1.kml: 2 features, 2 layers",
                ])
        }
    }

    @Test(
        .enabled(
            if: Program.systemPython.canRun("import osgeo.ogr, qgis.core"),
            "QGIS is missing: apt python3-qgis"))
    func `QGIS loads both formats, dates as dates and time spans as times`() throws {
        try withFiles(["geojson", "kml"]) { files in
            try expect(
                .systemPython, "check_qgis.py", on: files,
                says: [
                    "layer0.geojson: 8 features, 1 layers", "layer0.kml: 8 features, 4 layers",
                    "layer1.geojson: 2 features, 1 layers", "layer1.kml: 2 features, 2 layers",
                ])
        }
    }

    @Test(
        .enabled(
            if: Program.venvPython.canRun("import fastkml, lxml, geojson_validator")
                && Program.systemPython.canRun("import osgeo.ogr, qgis.core"),
            "a client is missing: make setup-tests installs them"))
    func `every client counts the events of the exports as we do`() throws {
        let exports = Program.clients.appending(path: "../../exports").standardized
        let files = ["bolivia.geojson", "bolivia.kml"].map { exports.appending(path: $0) }
        let bytes = Array(try Data(contentsOf: files[0]))
        let events = try GeoJSON.read(bytes, file: "bolivia.geojson").layer.features
        let unplaced = events.count { $0.geometry == nil }
        let folders = Set(events.map { $0.properties["region"].text ?? "" }).count
        try expect(
            .venvPython, "check_geojson.py", on: [files[0]],
            says: ["bolivia.geojson: \(events.count) features, \(unplaced) without geometry"])
        try expect(
            .venvPython, "check_kml.py", on: [files[1]],
            says: [
                "bolivia.kml: \(events.count) placemarks, \(unplaced) without geometry, "
                    + "\(folders) folders"
            ])
        let counts = [
            "bolivia.geojson: \(events.count) features, 1 layers",
            "bolivia.kml: \(events.count) features, \(folders) layers",
        ]
        try expect(.shell, "check_ogr.sh", on: files, says: counts)
        try expect(.systemPython, "check_qgis.py", on: files, says: counts)
    }

    @Test(
        .enabled(
            if: Program.venvPython.canRun("import fastkml, lxml, geojson_validator"),
            "the validators are missing: pip install -r Tests/Clients/requirements.txt"),
        arguments: [
            // A style behind the columns, against the order of the XSD.
            ("kml", "check_kml.py", "<styleUrl>#style-decree</styleUrl>", ""),
            ("kml", "check_kml.py", "#style-decree</styleUrl>", "#style-none</styleUrl>"),
            ("kml", "check_kml.py", "<TimeSpan><begin>", "<TimeSpan><end>1</end><begin>"),
            ("kml", "check_kml.py", "feature-decade", "feature-c0ffee"),
            ("geojson", "check_geojson.py", "\"Point\"", "\"Polygon\""),
            ("geojson", "check_geojson.py", "\"Feature\",\"id\"", "\"Thing\",\"id\""),
        ])
    func `the checks refuse a file that was broken on purpose`(
        ending: String, script: String, part: String, replacement: String
    ) throws {
        try withFiles([ending], of: [Samples.small]) { files in
            let text = try String(contentsOf: files[0], encoding: .utf8)
            #expect(text.contains(part))
            var broken = text.replacing(part, with: replacement)
            if replacement.isEmpty {
                broken = broken.replacing("</Placemark>", with: part + "</Placemark>")
            }
            try Data(broken.utf8).write(to: files[0])
            let answer = try Program.venvPython.run([
                Program.clients.appending(path: script).path, files[0].path,
            ])
            #expect(answer.status != 0, "\(answer.output)")
        }
    }
}

/// An interpreter of the scripts in `Tests/Clients`.
struct Program: Sendable {
    let path: String

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Where the scripts are.
    static let clients = root.appending(path: "Tests/Clients")

    /// The Python that has the packages of `requirements.txt`.
    static let venvPython = Program(
        path: ProcessInfo.processInfo.environment["APACHETA_CLIENTS_PYTHON"]
            ?? root.appending(path: ".venv/bin/python").path)

    /// The Python that has GDAL and QGIS, where the system has them.
    static let systemPython = Program(path: "/usr/bin/python3")
    static let shell = Program(path: "/bin/sh")

    /// Whether a line of code ends well.
    func canRun(_ code: String) -> Bool {
        guard let answer = try? run(["-c", code]) else { return false }
        return answer.status == 0
    }

    /// Runs the program to its end.
    func run(
        _ arguments: [String]
    ) throws -> (status: Int32, output: String, complaints: String) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["QT_QPA_PLATFORM"] = "offscreen"
        process.environment = environment
        // Files, for a pipe that nobody empties stops the program that fills it.
        let folder = FileManager.default.temporaryDirectory
        let names = ["output", "complaints"].map { "\($0)-\(UUID().uuidString)" }
        let files = names.map { folder.appending(path: $0) }
        defer { files.forEach { try? FileManager.default.removeItem(at: $0) } }
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return (process.terminationStatus, texts[0], texts[1])
    }
}

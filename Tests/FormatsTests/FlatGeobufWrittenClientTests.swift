import Formats
import Foundation
import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// Files that we write, opened and asked for windows by programs that we did not write.
@Suite(.serialized) struct FlatGeobufWrittenClientTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "flatgeobuf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// The layers as files of a folder, with their counts and what is without a shape.
    private func check(_ client: String, by program: Program) throws {
        let layers = try [
            Samples.hostile, FlatGeobufScenes.singleParts,
            FlatGeobufScenes.layer(of: 1, seed: 4, withShapes: false),
            FlatGeobufScenes.layer(of: 900, seed: 5, withShapes: true),
        ]
        try withFolder { folder in
            var arguments = [
                Program.clients.appending(path: "check_flatgeobuf.py").path, client,
            ]
            for (index, layer) in layers.enumerated() {
                let file = folder.appending(path: "layer\(index).fgb")
                try Data(try FlatGeobufScenes.written(layer).bytes).write(to: file)
                arguments.append(file.path)
            }
            let answer = try program.run(arguments)
            #expect(answer.status == 0, "\(answer.complaints)")
            let lines = answer.output.split(separator: "\n")
            #expect(lines.count == layers.count)
            for (line, layer) in zip(lines, layers) {
                let empty = layer.features.count { $0.geometry == nil }
                #expect(
                    line.contains(": \(layer.features.count) features, \(empty) without geometry"),
                    "\(line)")
            }
            #expect(!(lines.last?.contains(" 0 answers") ?? true))
        }
    }

    @Test(
        .enabled(
            if: Program.systemPython.canRun("import osgeo.ogr"),
            "GDAL for Python is missing: apt python3-gdal"))
    func `GDAL finds by our index what looking at all finds`() throws {
        try check("gdal", by: .systemPython)
    }

    @Test(
        .enabled(
            if: Program.systemPython.canRun("import qgis.core"), "QGIS is missing: apt python3-qgis"
        ))
    func `QGIS finds by our index what looking at all finds`() throws {
        try check("qgis", by: .systemPython)
    }

    @Test(
        .enabled(
            if: Program.venvPython.canRun("import pyogrio, shapely"),
            "pyogrio is missing: pip install -r Tests/Clients/requirements.txt"))
    func `pyogrio finds by our index what looking at all finds`() throws {
        try check("pyogrio", by: .venvPython)
    }

    @Test(
        .enabled(if: Program.shell.canRun("command -v ogr2ogr"), "ogr2ogr is missing: apt gdal-bin")
    )
    func `a copy that ogr2ogr makes of our file has the same values and shapes`() throws {
        let layer = try FlatGeobufScenes.layer(of: 300, seed: 6, withShapes: true)
        try withFolder { folder in
            let (ours, theirs) = ("ours.fgb", "theirs.fgb")
            try Data(try FlatGeobufScenes.written(layer).bytes).write(
                to: folder.appending(path: ours))
            let answer = try Program.shell.run([
                "-c", #"cd "$0" && exec ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=NO "$1" "$2""#,
                folder.path, theirs, ours,
            ])
            #expect(answer.status == 0 && answer.complaints.isEmpty, "\(answer.complaints)")
            let expected = try FlatGeobufLayer(mapping: folder.appending(path: ours).path).read()
            let found = try FlatGeobufLayer(mapping: folder.appending(path: theirs).path).read()
            let byID = FlatGeobufScenes.byID(found.layer.features)
            // GDAL 3.6 reads what has no shape, but does not write it.
            let placed = expected.layer.features.filter { $0.geometry != nil }
            #expect(byID.count == placed.count && placed.count < layer.features.count)
            for feature in placed {
                let other = try #require(byID[feature.id ?? ""])
                #expect(other.geometry == feature.geometry)
                for property in feature.properties.all where property.name != "actors" {
                    #expect(other.properties[property.name] == property.value, "\(property.name)")
                }
                // GDAL 3.6 has no JSON but as a text.
                let actors = other.properties["actors"]
                let list = try actors.text.map { try JSON.value(of: Array($0.utf8), file: "list") }
                #expect((list ?? actors) == feature.properties["actors"])
            }
        }
    }
}

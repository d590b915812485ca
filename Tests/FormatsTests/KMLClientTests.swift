import FileMapping
import Foundation
import SimpleFeatures
import Testing

@testable import Formats

/// KML and KMZ between us and programs that we did not write.
@Suite(.serialized) struct KMLClientTests {
    private static let hasGDAL = Program.shell.canRun("command -v ogr2ogr && command -v ogrinfo")

    /// A temporary folder, removed afterwards.
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "kml-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func expect(_ program: Program, _ script: String, on file: URL, says: String) throws {
        let answer = try program.run([Program.clients.appending(path: script).path, file.path])
        #expect(answer.status == 0, "\(answer.complaints)")
        #expect(answer.output == "\(file.path): \(says)\n")
    }

    @Test(.enabled(if: hasGDAL, "GDAL is missing: apt gdal-bin"))
    func `GDAL counts the features of a KMZ and complains of nothing`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "layer.kmz")
            try Data(try KMZTests.bytes(of: Samples.hostile)).write(to: file)
            try expect(.shell, "check_ogr.sh", on: file, says: "8 features, 4 layers")
        }
    }

    @Test(
        .enabled(
            if: Program.systemPython.canRun("import osgeo.ogr, qgis.core"),
            "QGIS is missing: apt python3-qgis"))
    func `QGIS loads a KMZ with its time spans as times`() throws {
        try withFolder { folder in
            let file = folder.appending(path: "layer.kmz")
            try Data(try KMZTests.bytes(of: Samples.hostile)).write(to: file)
            try expect(.systemPython, "check_qgis.py", on: file, says: "8 features, 4 layers")
        }
    }

    @Test(
        .enabled(
            if: Program.venvPython.canRun("import fastkml, lxml"),
            "fastkml is missing: pip install -r Tests/Clients/requirements.txt"))
    func `fastkml finds documents of KMZ and with an order of columns valid`() throws {
        try withFolder { folder in
            let kmz = MappedFile(
                copying: try KMZTests.bytes(of: Samples.hostile), named: "layer.kmz")
            let documents = try KMZ.documents(in: kmz, limits: .init(), scratchFolder: nil)
            let file = folder.appending(path: "doc.kml")
            try unsafe Data(documents[0].bytes).write(to: file)
            try expect(
                .venvPython, "check_kml.py", on: file,
                says: "8 placemarks, 1 without geometry, 4 folders")
            let layer = Layer(
                name: "a",
                features: [
                    Feature(
                        id: "1", geometry: .point(at(1, 2)),
                        properties: ["x": .integer(1), "name": .text("n")])
                ])
            try Data(KML.bytes(of: layer)).write(to: file)
            try expect(
                .venvPython, "check_kml.py", on: file,
                says: "1 placemarks, 0 without geometry, 1 folders")
        }
    }

    @Test(.enabled(if: hasGDAL, "GDAL is missing: apt gdal-bin"), arguments: ["KML", "LIBKML"])
    func `values and shapes that GDAL reads in our KML are those that we wrote`(
        driver: String
    ) throws {
        try withFolder { folder in
            let file = folder.appending(path: "layer.kml")
            try Data(KML.bytes(of: Self.layer)).write(to: file)
            let answer = try Program.shell.run([
                "-c",
                """
                if [ "$2" = KML ]; then skip=LIBKML; else skip=KML; fi
                OGR_SKIP=$skip ogr2ogr -f GeoJSON -lco RFC7946=NO /vsistdout/ "$1"
                """, "sh", file.path, driver,
            ])
            let read = try GeoJSON.read(Array(answer.output.utf8), file: "gdal.geojson").layer
            // GDAL's plain driver leaves out placemarks without a geometry.
            let expected = Self.layer.features.filter { driver == "LIBKML" || $0.geometry != nil }
            #expect(read.features.count == expected.count, "\(answer.complaints)")
            for (feature, twin) in zip(expected, read.features) {
                #expect(twin.properties["Name"] == feature.properties["name"])
                #expect(
                    twin.geometry.map(Self.kindAndPositions)
                        == feature.geometry.map(Self.kindAndPositions))
                // The plain driver of GDAL 3.6 has texts alone.
                if driver == "LIBKML" {
                    for name in ["kind", "deaths", "ratio"] {
                        #expect(
                            twin.properties[name].number == feature.properties[name].number
                                && twin.properties[name].text == feature.properties[name].text)
                    }
                }
            }
        }
    }

    @Test(
        .enabled(if: hasGDAL, "GDAL is missing: apt gdal-bin"),
        arguments: [("KML", "kml"), ("LIBKML", "kml"), ("LIBKML", "kmz")])
    func `what GDAL writes is read as it was`(driver: String, ending: String) throws {
        try withFolder { folder in
            let source = folder.appending(path: "events.geojson")
            try Data(GeoJSON.bytes(of: Self.layer)).write(to: source)
            let target = folder.appending(path: "events.\(ending)")
            let answer = try Program.shell.run([
                "-c", "ogr2ogr -q -f \"$1\" \"$2\" \"$3\"", "sh", driver, target.path, source.path,
            ])
            #expect(answer.status == 0, "\(answer.complaints)")
            let file = try MappedFile(target.path)
            let reading =
                try ending == "kmz" ? KMZReader(file).readAll() : KMLReader(file).readAll()
            #expect(reading.layer.name == "events")
            // GDAL 3.6 writes an archive as a document of links in front of one a layer.
            #expect(reading.notes.isEmpty)
            #expect(reading.layer.features.count == Self.layer.features.count)
            for (feature, twin) in zip(Self.layer.features, reading.layer.features) {
                #expect(twin.geometry == feature.geometry)
                for property in feature.properties.all {
                    let found = twin.properties[property.name]
                    #expect(
                        found.number == property.value.number && found.text == property.value.text,
                        "\(property.name)")
                }
            }
        }
    }

    private static func kindAndPositions(_ geometry: Geometry) -> [String] {
        [geometry.kindName] + geometry.positions.map { "\($0.longitude) \($0.latitude)" }
    }

    /// What both drivers of GDAL can hold.
    private static let layer = Layer(
        name: "events",
        features: [
            Feature(
                geometry: .point(at(-68.15, -16.5)),
                properties: [
                    "name": .text("Clash"), "kind": .text("a & b"), "deaths": .integer(3),
                    "ratio": .real(0.5),
                ]),
            Feature(
                geometry: .lineString([at(-68.2, -17.1), at(-68.15, -16.5)]),
                properties: [
                    "name": .text("March"), "kind": .null, "deaths": .null, "ratio": .real(1e-9),
                ]),
            Feature(
                geometry: .polygon(
                    Polygon(
                        exterior: square(-66, -18, -64, -16),
                        interiors: [square(-65.5, -17.5, -65, -17).reversed()])),
                properties: [
                    "name": .text("Chapare"), "kind": .text("<b>two\nlines</b>"),
                    "deaths": .integer(70_000), "ratio": .real(-2.25),
                ]),
            Feature(
                geometry: .multiPoint([at(-68, -16), at(-67, -17)]),
                properties: [
                    "name": .text("é 💥"), "kind": .text("x"), "deaths": .integer(0),
                    "ratio": .real(1),
                ]),
            Feature(
                geometry: nil,
                properties: [
                    "name": .text("Nowhere"), "kind": .text("x"), "deaths": .integer(1),
                    "ratio": .real(1),
                ]),
        ])
}

import Formats
import Foundation
import SimpleFeatures
import Testing

/// Tables that GDAL reads and writes.
@Suite(
    .serialized,
    .enabled(if: Program.shell.canRun("command -v ogr2ogr"), "ogr2ogr is missing: apt gdal-bin"))
struct CSVClientTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "csv-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func run(_ words: [String]) throws -> String {
        let answer = try Program.shell.run(["-c", #"exec "$@""#, "sh"] + words)
        #expect(answer.status == 0, "\(answer.complaints)")
        #expect(answer.complaints.isEmpty, "\(answer.complaints)")
        return answer.output
    }

    private static let event = Feature(
        id: "7", geometry: .point(at(-68.15, -16.5)),
        properties: [
            "id": .text("007"), "n": .integer(3), "big": .integer(1 << 40), "r": .real(1.5),
            "yes": .boolean(true), "day": .text("2003-10-13"),
            "time": .text("2003-10-13T04:05:06Z"), "list": .list([.text("a,b"), .text("ñ")]),
            "text": .text("two\nlines, \"quoted\""), "none": .null,
        ])

    @Test func `ogrinfo shows a table of points with a file of types as a layer of typed points`()
        throws
    {
        try withFolder { folder in
            let table = try Tables.write([Self.event])
            try Data(table.table).write(to: folder.appending(path: "t.csv"))
            try Data(table.types).write(to: folder.appending(path: "t.csvt"))
            let file = folder.appending(path: "t.csv").path
            let lines = try run(["ogrinfo", "-ro", "-al", file])
                .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            for line in [
                "Geometry: Point", "id: String (0.0)", "n: Integer (0.0)", "big: Integer64 (0.0)",
                "r: Real (0.0)", "yes: Integer(Boolean) (1.0)", "day: Date (0.0)",
                "time: DateTime (0.0)", "list: StringList (0.0)", "id (String) = 007",
                "n (Integer) = 3", "big (Integer64) = 1099511627776", "r (Real) = 1.5",
                "yes (Integer(Boolean)) = 1", "day (Date) = 2003/10/13",
                "time (DateTime) = 2003/10/13 04:05:06+00", "list (StringList) = (2:a,b,ñ)",
                "POINT (-68.15 -16.5)",
            ] {
                #expect(lines.contains(line), "\(line)")
            }
        }
    }

    @Test(arguments: ["AS_WKT", "AS_XY"])
    func `a table that GDAL wrote is read as the layer that it was made of`(shape: String) throws {
        try withFolder { folder in
            var features = [Self.event, Self.event]
            features[1].id = "8"
            features[1].geometry = .point(at(1, 2))
            features[1].properties["yes"] = .boolean(false)
            if shape == "AS_WKT" { features += Samples.hostile.features.suffix(5) }
            let layer = Layer(name: "t", features: features)
            try Data(GeoJSON.bytes(of: layer)).write(to: folder.appending(path: "t.geojson"))
            let target = folder.appending(path: "out.csv").path
            _ = try run([
                "ogr2ogr", "-f", "CSV", target, folder.appending(path: "t.geojson").path, "-lco",
                "GEOMETRY=\(shape)", "-lco", "CREATE_CSVT=YES",
            ])
            let bytes = Array(try Data(contentsOf: folder.appending(path: "out.csv")))
            let types = Array(try Data(contentsOf: folder.appending(path: "out.csvt")))
            let read = try Tables.read(bytes, options: CSVReader.Options(columnTypes: types))
            let expected = try GeoJSON.read(GeoJSON.bytes(of: layer), file: "t").layer.features
            #expect(read.features.count == expected.count)
            for (found, feature) in zip(read.features, expected) {
                #expect(found.geometry == feature.geometry)
                for name in ["n", "big", "r", "yes", "day", "time", "list", "text"]
                where !feature.properties[name].isNull {
                    #expect(found.properties[name] == feature.properties[name], "\(name)")
                }
            }
        }
    }
}

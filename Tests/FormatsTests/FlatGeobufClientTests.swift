import Formats
import Foundation
import Geodesy
import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// Layers that ogr2ogr turns into FlatGeobuf while the tests run.
@Suite(
    .serialized,
    .enabled(if: Program.shell.canRun("command -v ogr2ogr"), "ogr2ogr is missing: apt gdal-bin"))
struct FlatGeobufClientTests {
    /// A layer as ogr2ogr writes it, mapped; the folder goes with the test.
    private func withLayer(
        of geoJSON: [UInt8], options: [String] = [], body: (FlatGeobufLayer) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "flatgeobuf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(geoJSON).write(to: folder.appending(path: "layer.geojson"))
        let arguments =
            ["-f", "FlatGeobuf"] + options
            + ["layer.fgb", "layer.geojson"].map { folder.appending(path: $0).path }
        let answer = try Program.shell.run(["-c", #"exec ogr2ogr "$@""#, "ogr2ogr"] + arguments)
        #expect(answer.status == 0, "\(answer.complaints)")
        try body(try FlatGeobufLayer(mapping: folder.appending(path: "layer.fgb").path))
    }

    @Test(arguments: ["YES", "NO"])
    func `the export is the same by way of ogr2ogr, with an index and without`(
        index: String
    ) throws {
        let file = Program.clients.appending(path: "../../exports/bolivia.geojson").standardized
        let bytes = Array(try Data(contentsOf: file))
        let expected = try GeoJSON.read(bytes, file: "bolivia.geojson").layer
        let options = ["-lco", "SPATIAL_INDEX=\(index)", "-mapFieldType", "StringList=String"]
        try withLayer(of: bytes, options: options) { layer in
            #expect((layer.tree != nil) == (index == "YES"))
            let found = try layer.read().layer
            #expect(found.name == expected.name)
            let byID = Dictionary(uniqueKeysWithValues: found.features.map { ($0.id ?? "", $0) })
            #expect(byID.count == expected.features.count)
            for feature in expected.features {
                let other = try #require(byID[feature.id ?? "no id"])
                #expect(other.geometry == feature.geometry)
                #expect(
                    other.properties.all.map(\.name) == feature.properties.all.map(\.name))
                for property in feature.properties.all {
                    #expect(
                        try Self.isWritten(property.value, as: other.properties[property.name]),
                        "\(feature.id ?? "") \(property.name)")
                }
            }
        }
    }

    /// Whether GDAL 3.6 makes one value of the other: it has no lists, and writes them as JSON in
    /// columns where one of them is empty, and in words of its own in others.
    private static func isWritten(_ value: Value, as found: Value) throws -> Bool {
        guard case .list(let members) = value, let text = found.text else { return value == found }
        if text == "(\(members.count):\(value.texts.joined(separator: ",")))" { return true }
        return try JSON.value(of: Array(text.utf8), file: "list") == value
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `windows and neighbours in a tree by GDAL are those of measuring all`(
        seed: UInt64
    ) throws {
        var scene = Positions(seed: seed)
        // Seven decimals, as GeoJSON keeps them.
        let positions = (0..<1000).map { _ in scene.position() }.map { position in
            Coordinate(
                wrappingLongitude: (position.longitude * 1e7).rounded() / 1e7,
                clampingLatitude: (position.latitude * 1e7).rounded() / 1e7)
        }
        let features = positions.enumerated().map { index, position in
            Feature(geometry: .point(position), properties: ["id": .integer(index)])
        }
        try withLayer(of: GeoJSON.bytes(of: Layer(name: "seeded", features: features))) { layer in
            let tree = try #require(layer.tree)
            let all = try layer.read().layer.features
            #expect(Set(all.map(\.geometry)) == Set(features.map(\.geometry)))
            #expect(Set(all.map(\.id)).count == 1000)
            for _ in 0..<20 {
                let window = try scene.envelope()
                let inside = all.indices.filter {
                    all[$0].representativePosition.map(window.contains) ?? false
                }
                #expect(try tree.search(window).map(\.number) == inside, "seed \(seed)")
                let query = scene.position()
                let nearest = all.indices.map { index in
                    let position = all[index].representativePosition ?? query
                    return (Geodesic.distanceMetres(from: query, to: position), index)
                }.sorted { $0 < $1 }.prefix(50)
                let found = try tree.nearest(50, to: query)
                #expect(found.map(\.entry.number) == nearest.map(\.1), "seed \(seed)")
                #expect(found.map(\.distanceMetres) == nearest.map(\.0), "seed \(seed)")
                let first = try layer.feature(at: try #require(found.first).entry.byteOffset)
                #expect(first == all[nearest[0].1], "seed \(seed)")
            }
        }
    }
}

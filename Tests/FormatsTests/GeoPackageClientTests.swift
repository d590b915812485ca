import Formats
import Foundation
import SimpleFeatures
import Testing

/// GeoPackages that other programs read, check and write.
@Suite(
    .serialized,
    .enabled(if: Program.shell.canRun("command -v ogr2ogr"), "ogr2ogr is missing: apt gdal-bin"))
struct GeoPackageClientTests {
    private func ogr2ogr(_ arguments: [String]) throws {
        let answer = try Program.shell.run(["-c", #"exec ogr2ogr "$@""#, "ogr2ogr"] + arguments)
        #expect(answer.status == 0, "\(answer.complaints)")
    }

    /// The layer of the exports, its events of all kinds.
    private func export() throws -> Layer {
        let file = Program.clients.appending(path: "../../exports/bolivia.geojson").standardized
        return try GeoJSON.read(Array(try Data(contentsOf: file)), file: "bolivia.geojson").layer
    }

    /// A layer as ogr2ogr turns one of our files into GeoJSON.
    private func throughGDAL(_ layer: Layer, in folder: GeoPackageFolder) throws -> Layer {
        try folder.write(layer, to: "a.gpkg", batchSize: 100)
        try ogr2ogr([
            "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "-lco", "WRITE_NAME=YES",
            folder.path("a.geojson"), folder.path("a.gpkg"), layer.name,
        ])
        return try GeoJSON.read(try folder.bytes(of: "a.geojson"), file: "a.geojson").layer
    }

    /// A value as it stands in a file, integers among reals as reals.
    private func plain(_ value: Value) -> Value {
        if let number = value.number { return .real(number) }
        guard case .text(let text) = value else { return value }
        return .text(text.replacing("\u{0}", with: "\u{FFFD}"))
    }

    @Test func `GDAL reads of our files what we wrote, feature by feature`() throws {
        for layer in [try export(), Samples.hostile] {
            let folder = try GeoPackageFolder()
            let found = try throughGDAL(layer, in: folder)
            #expect(found.features.count == layer.features.count)
            let written = try GeoJSON.read(GeoJSON.bytes(of: layer), file: "own.geojson").layer
            for (feature, other) in zip(written.features, found.features) {
                #expect(other.geometry == feature.geometry)
                for property in feature.properties.all {
                    #expect(
                        plain(other.properties[property.name]) == plain(property.value),
                        "\(feature.id ?? "") \(property.name)")
                }
            }
        }
    }

    @Test func `we read of GDAL's files what GDAL wrote`() throws {
        let shapes: [Geometry?] = [
            .point(at(1, 2)), .lineString([at(1, 2), at(3, 4)]),
            .polygon(
                Polygon(exterior: square(0, 0, 9, 9), interiors: [square(1, 1, 2, 2).reversed()])),
            .multiPoint([at(1, 2), at(3, 4)]),
            .multiLineString([[at(1, 2), at(3, 4)], [at(5, 6), at(7, 8)]]),
            .multiPolygon([
                Polygon(exterior: square(0, 0, 1, 1)), Polygon(exterior: square(2, 2, 3, 3)),
            ]),
            .collection([.point(at(1, 2)), .lineString([at(1, 2), at(3, 4)])]), nil,
        ]
        let features = shapes.enumerated().map { number, shape in
            Feature(
                geometry: shape,
                properties: [
                    "text": .text("ñandú 💥 \"\(number)\""), "whole": .integer(number * 1_000_003),
                    "large": .integer(number << 40), "real": .real(Double(number) / 3),
                    "truth": number == 3 ? .null : .boolean(number % 2 == 0),
                    "day": .text("2003-10-1\(number)"), "empty": .text(""),
                    "time": .text("2003-10-12T08:00:0\(number)Z"),
                ])
        }
        let folder = try GeoPackageFolder()
        let layer = Layer(name: "shapes", features: features)
        try Data(GeoJSON.bytes(of: layer)).write(to: folder.url.appending(path: "a.geojson"))
        try ogr2ogr(["-f", "GPKG", folder.path("a.gpkg"), folder.path("a.geojson")])
        let reading = try folder.read("a.gpkg")
        #expect(reading.notes == [])
        #expect(reading.layer.name == "shapes")
        #expect(reading.layer.features.map(\.properties) == features.map(\.properties))
        #expect(reading.layer.features.map(\.geometry) == shapes)
        let window = try Envelope(west: 8.5, south: 8.5, east: 9, north: 9)
        #expect(try folder.read("a.gpkg", window: window).layer.features.count == 1)
    }

    @Test func `our files and GDAL's hold the same events`() throws {
        let folder = try GeoPackageFolder()
        let layer = try export()
        try folder.write(layer, to: "own.gpkg")
        try ogr2ogr([
            "-f", "GPKG", "-mapFieldType", "StringList=String", "-nln", layer.name,
            folder.path("gdal.gpkg"), folder.path("own.gpkg"), layer.name,
        ])
        #expect(
            try folder.read("own.gpkg").layer.features
                == folder.read("gdal.gpkg", layer: layer.name).layer.features)
    }

    @Test(
        .enabled(
            if: Program.systemPython.canRun("import osgeo_utils.samples.validate_gpkg"),
            "GDAL's validator is missing: apt python3-gdal"))
    func `GDAL's validator finds our files valid`() throws {
        let folder = try GeoPackageFolder()
        let empty = Layer(name: "empty", features: [])
        let odd = Layer(
            name: "odd \"' -- names",
            features: [
                Feature(geometry: .point(at(1, 2)), properties: ["FID": .integer(1), "a\"": .null])
            ])
        for layer in [try export(), Samples.hostile, Samples.small, empty, odd] {
            try folder.write(layer, to: "a.gpkg")
            let answer = try Program.systemPython.run([
                "-m", "osgeo_utils.samples.validate_gpkg", "-v", folder.path("a.gpkg"),
            ])
            #expect(answer.status == 0, "\(layer.name): \(answer.output)\(answer.complaints)")
            try FileManager.default.removeItem(atPath: folder.path("a.gpkg"))
        }
    }

    // MARK: QGIS

    private static let hasQGIS = Program.systemPython.canRun("import osgeo.ogr, qgis.core")

    /// An event of one day, and one of three.
    private func events(_ geometries: [Geometry]) -> Layer {
        Layer(
            name: "events",
            features: geometries.map { geometry in
                let isMarch = geometry.kindName == "LineString"
                return Feature(
                    id: geometry.kindName, geometry: geometry,
                    properties: [
                        "event_type": .text(isMarch ? "march" : "clash"),
                        "date_start": .text(isMarch ? "2003-10-11" : "2003-10-12"),
                        "date_end": .text(isMarch ? "2003-10-13" : "2003-10-12"),
                    ])
            })
    }

    private func qgis(_ path: String) throws -> [String] {
        let answer = try Program.systemPython.run([
            Program.clients.appending(path: "check_geopackage.py").path, path, "2003-10-11",
            "2003-10-12", "2003-10-13",
        ])
        #expect(answer.status == 0, "\(answer.complaints)")
        return answer.output.split(separator: "\n").map(String.init)
    }

    @Test(.enabled(if: hasQGIS, "QGIS is missing: apt python3-qgis"))
    func `QGIS draws events in their colours and shows a day's event on its day`() throws {
        let folder = try GeoPackageFolder()
        try folder.write(events([.point(at(-68.15, -16.5))]), to: "a.gpkg")
        let lines = try qgis(folder.path("a.gpkg"))
        #expect(
            lines == ["Point: 1 features, categorizedSymbol, [0, 1, 0] on the days; #bc791c"])
    }

    @Test(.enabled(if: hasQGIS, "QGIS is missing: apt python3-qgis"))
    func `QGIS draws points and lines of one layer by one style`() throws {
        let folder = try GeoPackageFolder()
        let layer = events([
            .point(at(-68.15, -16.5)), .lineString([at(-68.2, -17.1), at(-68.15, -16.5)]),
            .polygon(Polygon(exterior: square(-66, -18, -64, -16))),
        ])
        try folder.write(layer, to: "a.gpkg")
        // A fill lets two fifths of its colour through.
        #expect(
            try qgis(folder.path("a.gpkg")) == [
                "Point: 1 features, RuleRenderer, [0, 1, 0] on the days; #bc791c",
                "Line: 1 features, RuleRenderer, [1, 1, 1] on the days; #62fdff",
                "Polygon: 1 features, RuleRenderer, [0, 1, 0] on the days; #e4c9a4",
            ])
    }

    @Test(.enabled(if: hasQGIS, "QGIS is missing: apt python3-qgis"))
    func `QGIS takes the same style from a file beside a GeoJSON file`() throws {
        let folder = try GeoPackageFolder()
        let layer = events([.point(at(-68.15, -16.5))])
        var survey = Survey()
        var batch = FeatureBatch()
        for feature in layer.features { try batch.append(feature) }
        survey.observe(batch)
        let style = try #require(QGISStyle.qml(for: survey))
        try Data(style).write(to: folder.url.appending(path: "a.qml"))
        try Data(GeoJSON.bytes(of: layer)).write(to: folder.url.appending(path: "a.geojson"))
        #expect(
            try qgis(folder.path("a.geojson")) == [
                "Point: 1 features, categorizedSymbol, [0, 1, 0] on the days; #bc791c"
            ])
    }
}

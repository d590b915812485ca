import Foundation
import SimpleFeatures
import Testing

@testable import Formats

/// How QGIS is told to show areas with counts.
@Suite struct QGISCountStyleTests {
    private static let area = Geometry.polygon(Polygon(exterior: square(1, 2, 3, 4)))

    private static func style(
        _ counts: [Int], _ geometry: Geometry? = area, column: String = "events_with_toll"
    ) throws -> String? {
        var survey = Survey()
        var batch = FeatureBatch()
        for count in counts {
            try batch.append(
                Feature(
                    geometry: geometry,
                    properties: ["events": .integer(count), column: .integer(0)]))
        }
        survey.observe(batch)
        return QGISStyle.qml(for: survey).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `areas with counts are drawn by them, other layers are not`() throws {
        let style = try #require(try Self.style([0, 100, 3]))
        #expect(style.contains(#"type="graduatedSymbol" attr="events""#))
        #expect(style.contains(#"lower="64" upper="100" symbol="5" label="65 to 100""#))
        #expect(try Self.style([1], .point(at(1, 2))) == nil)
        #expect(try Self.style([1], nil) == nil)
        #expect(try Self.style([1], column: "other") == nil)
    }

    @Test(arguments: [0, 1, 2, 3, 7, 26, 100, 12_345, Int.max])
    func `every count is in one class`(most: Int) {
        let classes = QGISStyle.countClasses(upTo: most)
        #expect(classes[0] == 0...0)
        #expect(classes[classes.count - 1].upperBound == most)
        for (one, next) in zip(classes, classes.dropFirst()) {
            #expect(next.lowerBound == one.upperBound + 1)
        }
    }

    private static let python = "/usr/bin/python3"
    private static var hasQGIS: Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", "import qgis.core"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(.enabled(if: hasQGIS, "QGIS is missing: apt python3-qgis"))
    func `QGIS draws the classes that the style names`() throws {
        let folder = try GeoPackageFolder()
        try Data(try #require(try Self.style([0, 100, 3])).utf8)
            .write(to: folder.url.appending(path: "a.qml"))
        let features = [0, 100, 3].map {
            Feature(
                geometry: Self.area,
                properties: ["events": .integer($0), "events_with_toll": .integer(0)])
        }
        try Data(GeoJSON.bytes(of: Layer(name: "a", features: features)))
            .write(to: folder.url.appending(path: "a.geojson"))
        let script = """
            import os, sys
            from qgis.core import QgsApplication, QgsVectorLayer
            application = QgsApplication([], False)
            application.initQgis()
            layer = QgsVectorLayer(sys.argv[1], "a", "ogr")
            renderer = layer.renderer()
            print(renderer.type(), [int(r.upperValue()) for r in renderer.ranges()])
            sys.stdout.flush()
            os._exit(0)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = ["-c", script, folder.path("a.geojson")]
        process.environment = ["QT_QPA_PLATFORM": "offscreen", "HOME": folder.url.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(output == "graduatedSymbol [0, 4, 16, 36, 64, 100]\n")
    }
}

import Foundation
import Testing

/// Outlines of the whole world, through the formats that hold shapes each in its own way.
@Suite struct OutlineFormatsTests {
    /// A layer with Natural Earth's shapes.
    struct Source: Sendable, CustomTestStringConvertible {
        let path: String
        var options = ""

        var testDescription: String { "\(path) \(options)" }
        var isThere: Bool { FileManager.default.fileExists(atPath: path) }
    }

    /// The outlines of the package, and where Debian's qgis-common is installed, its map of the world.
    private static let sources: [Source] = {
        let map = "/usr/share/qgis/resources/data/world_map.gpkg"
        let areas = BuiltProgram.package.appendingPathComponent("gazetteer/areas").path
        return [
            Source(path: "\(areas)/countries.geojson.zst"),
            Source(path: map, options: "--layer countries"),
            Source(path: map, options: "--layer disputed_borders"),
        ].filter(\.isThere)
    }()

    @Test(arguments: sources)
    func `every position of every ring comes back to the seventh decimal`(source: Source) throws {
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: """
                set -e
                apacheta export '\(source.path)' \(source.options) -q -o first.geojsonl \
                    -o a.fgb -o a.gpkg -o a.kml -o a.csv
                for ending in fgb gpkg kml csv; do
                    apacheta export a.$ending -q -o $ending.geojsonl
                done
                """, in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        func shapes(_ name: String) throws -> [Substring] {
            let file = scratch.folder.appendingPathComponent("\(name).geojsonl")
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
                line in
                let shape = try #require(line.firstRange(of: #""geometry":"#))
                let end = try #require(line.firstRange(of: #","properties":"#))
                return line[shape.upperBound..<end.lowerBound]
            }
        }
        let first = try shapes("first")
        #expect(first.count > 10)
        #expect(first.contains { $0.contains("Multi") })
        for format in ["gpkg", "csv", "kml"] {
            // The texts would fill the screen.
            let isSame = try shapes(format) == first
            #expect(isSame, "\(format)")
        }
        let isSame = try shapes("fgb").sorted() == first.sorted()
        #expect(isSame, "fgb")
    }
}

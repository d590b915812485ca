import Foundation
public import Geoparsing

/// The geoparser that the program itself uses: its gazetteer and its weights, read once.
public enum PackageGeoparser {
    public static func read() throws -> Geoparser { try loaded.get() }

    private static let loaded = Result {
        let file = PackageGazetteer.folder.appendingPathComponent(GeoparsingModel.fileName)
        let bytes = Array(try Data(contentsOf: file))
        return Geoparser(
            gazetteer: try PackageGazetteer.read(),
            model: try GeoparsingModel(bytes, file: file.lastPathComponent))
    }
}

import Formats
import SimpleFeatures

/// Reads a layer from a file; `-` is standard input.
enum LayerFile {
    /// The layer of a GeoJSON file, whatever its framing.
    ///
    /// What the reader put right is said on standard error.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, `FormatError` with file, line and
    ///   column when it is no GeoJSON.
    static func read(_ path: String, quiet: Bool) throws -> Layer {
        let endings = [".kml", ".kmz", ".gpkg", ".fgb", ".csv", ".shp"]
        if let ending = endings.first(where: path.lowercased().hasSuffix) {
            throw Failure(
                .badData, "\(path): layers are read from GeoJSON, found the ending '\(ending)'")
        }
        let reading = try GeoJSON.read(try Files.bytes(of: path), file: path)
        for note in reading.notes { Console.say("\(path): \(note)", quiet: quiet) }
        return reading.layer
    }
}

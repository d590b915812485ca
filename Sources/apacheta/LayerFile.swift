import Formats
import Foundation
import SimpleFeatures

/// Reads a layer from a file; `-` is standard input.
enum LayerFile {
    /// The layer of a GeoJSON file, whatever its framing, or of a FlatGeobuf file.
    ///
    /// What the reader put right is said on standard error.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, `FormatError` with file and place when
    ///   it is not what its ending says.
    static func read(_ path: String, quiet: Bool) throws -> Layer {
        let reading = try reading(of: path)
        for note in reading.notes { Console.say("\(path): \(note)", quiet: quiet) }
        return reading.layer
    }

    private static func reading(of path: String) throws -> Reading {
        if isFlatGeobuf(path) { return try flatGeobuf(path).read() }
        let endings = [".kml", ".kmz", ".gpkg", ".csv", ".shp"]
        if let ending = endings.first(where: path.lowercased().hasSuffix) {
            throw Failure(
                .badData,
                "\(path): layers are read from GeoJSON and FlatGeobuf, found the ending '\(ending)'"
            )
        }
        return try GeoJSON.read(try Files.bytes(of: path), file: path)
    }

    /// Whether a file is a FlatGeobuf file by its ending.
    static func isFlatGeobuf(_ path: String) -> Bool { path.lowercased().hasSuffix(".fgb") }

    /// A FlatGeobuf file, opened and not yet read.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, `FormatError` when it is not one.
    static func flatGeobuf(_ path: String) throws -> FlatGeobufLayer {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(path): no such file")
        }
        guard !isFolder.boolValue else {
            throw Failure(.noInput, "\(path): is a folder, expected a file")
        }
        return try FlatGeobufLayer(mapping: path)
    }
}

import FileMapping
import Formats
import SimpleFeatures

/// A layer in a file, of any format, opened and not yet read.
struct LayerInput {
    /// The path, as it was given; `-` is standard input.
    let path: String
    /// What the file is.
    let format: LayerFormat
    private let input: InputFile

    /// Opens a file and finds out what it is.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, 65 when it cannot be read.
    init(_ path: String) throws {
        self.path = path
        input = try InputFile(path)
        format = LayerFormat(of: input.file) ?? .geojson
    }

    /// How many bytes there are to read.
    var byteCount: Int { input.file.count }

    /// A reader in front of the first feature.
    ///
    /// - Parameter window: Where an index tells, features are left out that have no part in it; the
    ///   caller tests the others.
    /// - Throws: `FormatError` when the file is not of its format.
    func reader(within window: Envelope? = nil) throws -> any FeatureReader {
        switch format {
        case .fgb:
            let layer = try FlatGeobufLayer(input.file)
            guard let window else { return FlatGeobufReader(of: layer) }
            return try FlatGeobufReader(of: layer, meeting: window)
        case .kml: throw Failure(.badData, "not yet")
        case .geojson, .geojsonl, .geojsons: return try GeoJSONReader(input.file)
        }
    }

    /// The layer as a FlatGeobuf file that is asked in place; `nil` when it is none.
    ///
    /// - Throws: `FormatError` when its head is broken.
    func flatGeobuf() throws -> FlatGeobufLayer? {
        format == .fgb ? try FlatGeobufLayer(input.file) : nil
    }

    /// The columns that the head of the file lists, which its features may leave out.
    ///
    /// - Throws: `FormatError` when its head is broken.
    func declaredSchema() throws -> Schema? { try flatGeobuf()?.schema }
}

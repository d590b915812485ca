import FileMapping
import Formats
import SimpleFeatures

/// A layer in a file, of any format, opened and not yet read.
struct LayerInput {
    /// The path, as it was given; `-` is standard input.
    let path: String
    /// What the file is.
    let format: LayerFormat
    /// Which layer is meant, of a file that has several.
    private let layerName: String?
    private let file: MappedFile

    /// Opens a file and finds out what it is.
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input.
    ///   - layer: Which layer is meant, of a file that has several.
    /// - Throws: ``Failure`` 66 when there is no such file, 65 when it cannot be read, 64 when a layer is chosen of a
    ///   file that has no choice.
    init(_ path: String, layer: String? = nil) throws {
        self.path = path
        layerName = layer
        file = try InputFile(path).file
        format = LayerFormat(of: file) ?? .geojson
        if layer != nil, format != .gpkg {
            throw Failure(
                .usage, "--layer chooses a layer of a GeoPackage, \(path) is \(format.words)")
        }
    }

    /// How many bytes there are to read.
    var byteCount: Int { file.count }

    /// A reader in front of the first feature.
    ///
    /// - Parameter window: Where an index tells, features are left out that have no part in it; the
    ///   caller tests the others.
    /// - Throws: `FormatError` when the file is not of its format.
    func reader(within window: Envelope? = nil) throws -> any FeatureReader {
        switch format {
        case .fgb:
            let layer = try FlatGeobufLayer(file)
            guard let window else { return FlatGeobufReader(of: layer) }
            return try FlatGeobufReader(of: layer, meeting: window)
        case .gpkg: return try GeoPackageReader(file, layer: layerName, window: window)
        case .csv:
            return try CSVReader(file, options: CSVReader.Options(columnTypes: columnTypes))
        case .kml: return try KMLReader(file)
        case .kmz: return try KMZReader(file)
        case .sql:
            throw Failure(.badData, "\(path): SQL is written and not read, expected another format")
        case .html:
            throw Failure(
                .badData,
                "\(path): a page is no layer, expected the layer that the map was made of")
        case .svg:
            throw Failure(
                .badData,
                "\(path): an image is no layer, expected the layer that the map was made of")
        case .geojsonl, .geojsons:
            // No line at all is a layer without features; of a collection it is a file that was cut.
            guard file.count > 0 else {
                let name = (path.split(separator: "/").last ?? "").prefix { $0 != "." }
                return LayerReader(Layer(name: String(name), features: []))
            }
            return try GeoJSONReader(file)
        case .geojson: return try GeoJSONReader(file)
        }
    }

    /// The layer as a FlatGeobuf file that is asked in place; `nil` when it is none.
    ///
    /// - Throws: `FormatError` when its head is broken.
    func flatGeobuf() throws -> FlatGeobufLayer? {
        format == .fgb ? try FlatGeobufLayer(file) : nil
    }

    /// The `.csvt` that stands beside a table and tells the types of its columns.
    private var columnTypes: [UInt8]? {
        guard path.lowercased().hasSuffix(".csv") else { return nil }
        return (try? MappedFile(path + "t")).map { unsafe Array($0.bytes.prefix(1 << 20)) }
    }
}

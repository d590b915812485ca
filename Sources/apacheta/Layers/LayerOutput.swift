import FileMapping
import FileWriting
import Formats
import SimpleFeatures

/// One file, or standard output, that a layer is written to.
final class LayerOutput {
    /// The path, as it was given; `-` is standard output.
    let path: String
    private let format: LayerFormat
    private let options: WritingOptions
    private var file: OutputFile?
    private var writer: (any FeatureWriter)?
    private var notes: [String] = []
    /// How many features were written.
    private(set) var featureCount = 0

    /// What a person may choose about the files that are written.
    struct WritingOptions {
        /// Decimals of a degree at most; `nil` for what is usual in a format.
        var precision: Int?
    }

    /// Plans a file; nothing is written before ``begin(name:survey:)``.
    init(_ path: String, format: LayerFormat, options: WritingOptions) {
        self.path = path
        self.format = format
        self.options = options
    }

    /// Whether the head of the file tells what a survey finds.
    var needsSurvey: Bool {
        switch format {
        case .geojson, .geojsonl, .geojsons: return false
        case .kml, .fgb: return true
        }
    }

    /// Whether programs look for a style beside the file.
    var takesStyle: Bool { path != "-" && Packing(ofFile: path) == nil }

    /// Begins the file.
    ///
    /// - Parameters:
    ///   - name: The name of the layer.
    ///   - survey: What is known of its features; of no consequence unless ``needsSurvey``.
    /// - Throws: `WritingError` when the file cannot be written.
    func begin(name: String, survey: Survey) throws {
        writer = try writer(name: name, survey: survey, to: try destination())
    }

    private func destination() throws -> any ByteDestination {
        if path == "-" { return StandardOutput() }
        let file = try OutputFile(path)
        self.file = file
        return file
    }

    private func writer(
        name: String, survey: Survey, to destination: any ByteDestination
    ) throws -> any FeatureWriter {
        switch format {
        case .geojson: return geoJSON(.collection, name, destination)
        case .geojsonl: return geoJSON(.lines, name, destination)
        case .geojsons: return geoJSON(.textSequence, name, destination)
        case .kml:
            return try KMLFeatureWriter(
                to: destination, layerName: name, survey: survey,
                options: KML.Options(precision: options.precision ?? 7))
        case .fgb:
            return FlatGeobufWriter(
                layerNamed: name, survey: survey,
                options: FlatGeobufWriter.Options(precision: options.precision), to: destination)
        }
    }

    private func geoJSON(
        _ framing: GeoJSON.Framing, _ name: String, _ destination: any ByteDestination
    ) -> any FeatureWriter {
        GeoJSONWriter(
            layerName: name,
            options: GeoJSON.Options(framing: framing, precision: options.precision ?? 7),
            to: destination)
    }

    /// Writes a window of features.
    func write(_ batch: borrowing FeatureBatch) throws {
        featureCount += batch.count
        try writer?.write(batch)
    }

    /// Writes the end of the file, which is then whole but not yet in its place.
    func finish() throws {
        notes = try writer?.finish() ?? []
        writer = nil
        try file?.synchronize()
    }

    /// Puts the file in its place, and says so.
    func commit(quiet: Bool) throws {
        try file?.commit()
        for note in notes { Console.say("\(path): \(note)", quiet: quiet) }
        guard path != "-" else { return }
        Console.say("\(path): \(Console.counted(featureCount, "feature"))", quiet: quiet)
    }
}

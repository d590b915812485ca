import ArgumentParser
import Formats
import SimpleFeatures

/// The files that a command writes a layer to.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: """
            A file to write, by its ending .geojson, .geojsonl, .geojsons or .kml; - is standard \
            output. May be given several times.
            """)
    var output: [String] = []

    @Option(name: .shortAndLong, help: "The format, whatever the file's ending; for one -o only.")
    var format: String?

    @Option(help: ArgumentHelp("Decimals of a degree at most, in 0...7.", valueName: "n"))
    var precision: Int?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    /// Whether standard output is taken by a layer, so that no table may go there.
    var takesStandardOutput: Bool { output.contains("-") }

    /// Each file with its format; none when no file was named.
    ///
    /// Asked for before any work, so that a slip of the pen costs no waiting.
    ///
    /// - Throws: ``Failure`` 64 when a format cannot be told, or one file stands twice.
    func targets() throws -> [(path: String, format: LayerFormat)] {
        if format != nil, output.count > 1 {
            throw Failure(.usage, "-f goes with one -o, found \(output.count)")
        }
        for (index, path) in output.enumerated() where output[..<index].contains(path) {
            throw Failure(.usage, "-o \(path) stands twice")
        }
        return try output.map { path in
            (path, try format.map(LayerFormat.init(named:)) ?? LayerFormat(ofFile: path))
        }
    }

    /// The files to write, none begun.
    ///
    /// - Parameter orStandardOutput: Whether the layer goes there when no file was named.
    /// - Throws: ``Failure`` 64 as ``targets()``.
    func outputs(orStandardOutput: Bool = false) throws -> [LayerOutput] {
        var targets = try targets()
        if targets.isEmpty, orStandardOutput {
            targets = [("-", try format.map(LayerFormat.init(named:)) ?? .geojson)]
        }
        return targets.map { path, format in
            LayerOutput(
                path, format: format, options: LayerOutput.WritingOptions(precision: precision))
        }
    }

    /// Writes a layer to every file, all whole or none.
    ///
    /// - Parameter orStandardOutput: Whether the layer goes there when no file was named.
    /// - Throws: `WritingError` when a file cannot be written; what stood there before stands then.
    func write(_ layer: Layer, orStandardOutput: Bool = false) throws {
        let outputs = try outputs(orStandardOutput: orStandardOutput)
        guard !outputs.isEmpty else { return }
        try Conversion(
            path: layer.name, declaredSchema: layer.schema, filter: nil, outputs: outputs,
            quiet: quiet
        ).run { LayerReader(layer) }
    }
}

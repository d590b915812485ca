import ArgumentParser
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

    /// Writes a layer to every file, each whole or not at all.
    ///
    /// - Parameter orStandardOutput: Whether the layer goes there when no file was named.
    /// - Throws: ``Failure`` 74 when a file cannot be written; those before it stand.
    func write(_ layer: Layer, orStandardOutput: Bool = false) throws {
        var targets = try targets()
        if targets.isEmpty, orStandardOutput {
            targets = [("-", try format.map(LayerFormat.init(named:)) ?? .geojson)]
        }
        let written = targets.map { (path: $0.path, $0.format.written(layer)) }
        for (path, (bytes, notes)) in written {
            try Files.write(bytes, to: path)
            for note in notes { Console.say("\(path): \(note)", quiet: quiet) }
            if path != "-" {
                Console.say(
                    "\(path): \(Console.counted(layer.features.count, "feature"))", quiet: quiet)
            }
        }
    }
}

import ArgumentParser
import SimpleFeatures

/// The files that a command writes its layer to.
struct LayerOutput: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: """
            A file to write, by its ending .geojson, .geojsonl, .geojsons or .kml; - is standard \
            output. May be given several times.
            """)
    var output: [String] = []

    @Option(name: .shortAndLong, help: "The format, whatever the file's ending; for one -o only.")
    var format: String?

    /// A file with the format to write it in.
    struct Target {
        let path: String
        let format: LayerFormat
    }

    /// Whether a layer goes to standard output, so that no table may go there.
    var takesStandardOutput: Bool { output.contains("-") }

    /// The files with their formats; standard output, as GeoJSON unless `-f` says otherwise, when
    /// none is named.
    ///
    /// Asked for before any work, so that a slip of the pen costs no waiting.
    ///
    /// - Throws: ``Failure`` 64 when a format cannot be told, one file stands twice, or `-f` stands
    ///   with several files.
    func targets() throws -> [Target] {
        guard output.isEmpty else { return try namedTargets() }
        return [
            Target(path: "-", format: try format.map(LayerFormat.init(named:)) ?? .geojson)
        ]
    }

    /// The files with their formats; none when none is named.
    ///
    /// - Throws: As ``targets()``, and when `-f` stands without a file.
    func namedTargets() throws -> [Target] {
        if format != nil, output.count != 1 {
            throw Failure(.usage, "-f goes with one -o, found \(output.count)")
        }
        for (index, path) in output.enumerated() where output[..<index].contains(path) {
            throw Failure(.usage, "-o \(path) stands twice")
        }
        return try output.map { path in
            Target(
                path: path,
                format: try format.map(LayerFormat.init(named:)) ?? LayerFormat(ofFile: path))
        }
    }

    /// Writes a layer to each file, each whole or not at all.
    ///
    /// - Parameters:
    ///   - layer: What to write.
    ///   - targets: The files.
    ///   - quiet: Whether to keep still about what a format could not hold.
    /// - Throws: ``Failure`` 74 when a file cannot be written; those before it stand.
    func write(_ layer: Layer, to targets: [Target], quiet: Bool) throws {
        let written = targets.map { (path: $0.path, content: $0.format.written(layer)) }
        for (path, content) in written {
            try Files.write(content.bytes, to: path)
            for note in content.notes { Console.say("\(path): \(note)", quiet: quiet) }
        }
        for target in targets where target.path != "-" {
            Console.say("wrote \(target.path)", quiet: quiet)
        }
    }
}

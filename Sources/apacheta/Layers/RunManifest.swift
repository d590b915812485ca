import ArgumentParser
import Digests
import FileMapping
import Formats
import Gazetteers
import SimpleFeatures

/// How a layer was made: enough for somebody else to make it again and see that it is the same.
///
/// It stands beside the layer as a JSON object and names no time, no user and no machine: the same run
/// writes the same bytes.
struct RunManifest {
    /// The files that were read; `-` stands for standard input, of which nothing is kept.
    var inputs: [String] = []
    /// The gazetteers that were asked, the first first; the built-in one is shown without its folder.
    var gazetteers: [String] = []

    /// The name of the manifest of a file.
    static func name(for path: String) -> String { path + ".manifest.json" }

    /// Writes the manifest of a file that is in its place.
    ///
    /// - Throws: `WritingError` when it cannot be written, ``Failure`` 65 when a file that was read is
    ///   not there any more.
    func write(for path: String, featureCount: Int) throws {
        let builtIn = try? DataFolder().builtInGazetteer
        var layer = try RunManifest.record(of: path)
        layer["features"] = .integer(featureCount)
        let manifest: Properties = [
            "program": .text("apacheta"),
            "version": .text(Apacheta.configuration.version),
            "arguments": Value(Array(CommandLine.arguments.dropFirst())),
            "inputs": .list(try inputs.map { .object(try RunManifest.record(of: $0)) }),
            "gazetteers": .list(
                try gazetteers.map { path in
                    var record = try RunManifest.record(of: path)
                    if path == builtIn { record["path"] = .text(PackageTables.compiledName) }
                    return .object(record)
                }),
            "layer": .object(layer),
        ]
        var bytes: [UInt8] = []
        JSON.append(manifest, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try Files.write(bytes, to: RunManifest.name(for: path))
    }

    /// What a file is known by.
    private static func record(of path: String) throws -> Properties {
        guard path != "-" else { return ["path": .text(path)] }
        do throws(MappingError) {
            let file = try MappedFile(path)
            return [
                "path": .text(path), "bytes": .integer(file.count),
                "sha256": .text(unsafe SHA256Digest(of: file.bytes).description),
            ]
        } catch { throw Failure(.badData, error.description) }
    }
}

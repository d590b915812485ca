import Formats
import SimpleFeatures

/// Reads a whole layer from a file; `-` is standard input.
enum LayerFile {
    /// The layer of a file of any format that is read.
    ///
    /// What the reader put right is said on standard error.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, `FormatError` with file and place when
    ///   it is not what it seems.
    static func read(_ path: String, quiet: Bool) throws -> Layer {
        try read(try LayerInput(path), quiet: quiet)
    }

    /// The layer of a file that is open.
    ///
    /// - Throws: `FormatError` with file and place when it is not what it seems.
    static func read(_ input: LayerInput, quiet: Bool) throws -> Layer {
        let reading = try input.reader().readAll()
        for note in reading.notes { Console.say("\(input.path): \(note)", quiet: quiet) }
        return reading.layer
    }

    /// The values of `event_type` that a layer has.
    ///
    /// - Throws: `FormatError` for a feature that is none.
    static func types(of input: LayerInput) throws -> Set<String> {
        var types: Set<String> = []
        var reader = try input.reader()
        var batch = FeatureBatch()
        while try reader.read(into: &batch) {
            for row in 0..<batch.count {
                if let type = batch.text(of: row, in: "event_type") { types.insert(type) }
            }
            batch.removeAll()
        }
        return types
    }
}

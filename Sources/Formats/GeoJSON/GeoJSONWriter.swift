public import FileWriting
import SimpleFeatures

/// Writes a layer as GeoJSON, a window of features at a time.
///
/// - SeeAlso: ``GeoJSON/bytes(of:options:)`` for what it writes.
public struct GeoJSONWriter: FeatureWriter {
    private let options: GeoJSON.Options
    private var output: OutputBuffer
    private var keys: [Key] = []
    private let keyTexts = TextArena()
    private var isFirst = true
    /// Bytes of what is written rarely.
    private var scratch = ByteSink()

    /// A column's name as it stands in front of each of its values.
    private struct Key {
        /// `"name":`
        let text: BatchText
    }

    /// Writes what stands in front of the features.
    ///
    /// - Parameters:
    ///   - layerName: The member `name` of a collection; the other framings have no place for it.
    ///   - options: Framing and precision.
    ///   - destination: Where the bytes go.
    public init(
        layerName: String, options: GeoJSON.Options = GeoJSON.Options(),
        to destination: any ByteDestination
    ) {
        self.options = options
        output = OutputBuffer(to: destination)
        guard options.framing == .collection else { return }
        output.write(#"{"type":"FeatureCollection","name":"#)
        JSON.append(layerName, to: &scratch)
        output.write(scratch)
        output.write(#","features":["#)
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        for name in batch.columnNames.dropFirst(keys.count) {
            var key = ByteSink()
            JSON.append(name, to: &key)
            key.append(UInt8(ascii: ":"))
            keys.append(Key(text: unsafe key.withUnsafeBytes { unsafe keyTexts.copy($0) }))
        }
        for row in 0..<batch.count {
            switch options.framing {
            case .collection:
                if isFirst { output.write("\n") } else { output.write(",\n") }
                isFirst = false
            case .lines: break
            case .textSequence: output.write(byte: 0x1E)
            }
            write(row, of: batch)
            if options.framing != .collection { output.write(byte: UInt8(ascii: "\n")) }
        }
        // Whoever reads lines from a pipe waits for them, and a window is large enough for one write.
        try output.flush()
    }

    public mutating func finish() throws(WritingError) -> [String] {
        if options.framing == .collection { output.write("\n]}\n") }
        try output.flush()
        return []
    }

    @inline(__always)
    private mutating func write(_ row: Int, of batch: borrowing FeatureBatch) {
        output.write(#"{"type":"Feature""#)
        if let identifier = batch.identifier(of: row) {
            output.write(#","id":"#)
            output.writeJSON(identifier)
        }
        switch batch.shape(of: row) {
        case .none: output.write(#","geometry":null,"properties":{"#)
        case .point(let position):
            output.write(#","geometry":{"type":"Point","coordinates":["#)
            output.write(degrees: position.longitude, decimals: options.precision)
            output.write(byte: UInt8(ascii: ","))
            output.write(degrees: position.latitude, decimals: options.precision)
            output.write(#"]},"properties":{"#)
        case .other(let geometry):
            output.write(#","geometry":"#)
            scratch.removeAll(keepingCapacity: true)
            GeoJSON.append(geometry, precision: options.precision, to: &scratch)
            output.write(scratch)
            output.write(#","properties":{"#)
        }
        var isFirst = true
        for place in batch.cellRange(of: row) {
            if isFirst { isFirst = false } else { output.write(byte: UInt8(ascii: ",")) }
            let cell = batch.cells[place]
            output.write(keys[Int(cell.column)].text)
            switch cell.kind {
            case .null: output.write("null")
            case .boolean: if cell.truth { output.write("true") } else { output.write("false") }
            case .integer: output.write(cell.integer)
            case .real: output.write(cell.real)
            case .text: output.writeJSON(cell.text)
            case .json: output.write(cell.text)
            }
        }
        output.write("}}")
    }
}

import FileMapping
public import SimpleFeatures
import SpatialIndexing

/// Reads the features of a FlatGeobuf file a window at a time.
///
/// Texts stay where they are in the file. A point with columns of the header is read straight from
/// its bytes (``FlatGeobufPointReader``); whatever is unusual in a feature, be it another shape or a
/// fault, is left to the reader of single features, which makes the errors and the notes.
public struct FlatGeobufReader: FeatureReader {
    /// How many bytes are read before the memory that holds them is given back.
    private static let releaseStep = 16 << 20

    private let layer: FlatGeobufLayer
    /// The features asked for; `nil` for all.
    private let entries: [FlatGeobufTree.Entry]?
    private var points: FlatGeobufPointReader
    private var tally = FlatGeobufFeatureReader.Tally()
    /// Where the next feature stands, or where the last that was asked for ends.
    private var byteOffset: Int
    private var released = 0
    private var count = 0
    /// How many features were read straight from their bytes.
    private(set) var plainCount = 0
    private var hasBegun = false
    private var takesPlainPath = true
    private var keptColumns: Set<String>?

    /// Reads a layer whole, in the order of the file.
    ///
    /// - Parameter layer: An opened file.
    public init(of layer: FlatGeobufLayer) {
        self.init(layer, entries: nil)
    }

    /// The same without the quick path, which must make no difference but in time.
    package init(of layer: FlatGeobufLayer, takesPlainPath: Bool) {
        self.init(layer, entries: nil)
        self.takesPlainPath = takesPlainPath
    }

    /// Reads the features whose boxes share a position with a window, in the order of the file.
    ///
    /// The index finds them; without one all features are read. A shape can miss a window that its
    /// box meets, so the caller looks again.
    ///
    /// - Parameters:
    ///   - layer: An opened file.
    ///   - window: The box asked for, edges included; it may cross the antimeridian.
    /// - Throws: ``FormatError`` when a part of the index cannot be what it says.
    public init(of layer: FlatGeobufLayer, meeting window: Envelope) throws(FormatError) {
        guard let tree = layer.tree else {
            self.init(layer, entries: nil)
            return
        }
        do throws(FlatGeobufError) {
            self.init(layer, entries: try tree.search(window))
        } catch { throw FormatError(error) }
    }

    private init(_ layer: FlatGeobufLayer, entries: [FlatGeobufTree.Entry]?) {
        self.layer = layer
        self.entries = entries
        points = FlatGeobufPointReader(of: layer)
        byteOffset = layer.start
    }

    /// The same reader, which may leave out of the batches what nobody asks for.
    ///
    /// What is left out is read all the same: a fault in it is found, and counts against the limits.
    ///
    /// - Parameter columns: The columns that are asked for; without `id` features have no identifiers.
    /// - Returns: A reader in front of the first feature. Features that are read one by one, because
    ///   something in them is unusual, come with all their columns.
    public consuming func keeping(_ columns: Set<String>) -> FlatGeobufReader {
        keptColumns = columns
        return self
    }

    public var layerName: String { layer.name }

    /// The columns that the header lists, with their types there: what is known of a column that
    /// has nothing but nulls.
    public var declaredSchema: Schema? { layer.schema }

    /// How many features there will be; `nil` when the file does not tell.
    public var featureCount: Int? { entries?.count ?? layer.featureCount }

    public var bytesRead: Int { byteOffset }

    public var notes: [String] { tally.repairs.sentences { "feature \($0)" } }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        try begin(&batch)
        let before = batch.count
        if let entries {
            while !batch.isFull, count < entries.count {
                let entry = entries[count]
                byteOffset = entry.byteOffset
                try checkCount()
                if !readPlain(into: &batch, atMost: 1) {
                    try readCarefully(into: &batch, number: entry.number + 1)
                }
            }
        } else {
            while !batch.isFull, try hasNext() {
                let most = min(layer.featureCount ?? .max, layer.limits.features) - count
                if !readPlain(into: &batch, atMost: most) {
                    try readCarefully(into: &batch, number: count + 1)
                }
            }
        }
        return batch.count > before
    }

    /// Sees to the columns of the batch, and gives back the memory of what was read before.
    private mutating func begin(_ batch: inout FeatureBatch) throws(FormatError) {
        batch.retain(layer.bytes.keeper)
        if !hasBegun {
            hasBegun = true
            guard entries != nil || layer.bytes.count <= layer.limits.bytes else {
                throw FormatError(
                    file: layer.bytes.file, place: .file, found: "\(layer.bytes.count) bytes",
                    expected: "\(layer.limits.bytes) at most")
            }
            if entries == nil { layer.bytes.expect(.inOrder) }
            guard points.takeColumns(of: &batch, keeping: keptColumns) else { throw tooManyColumns }
        }
        if byteOffset - released >= FlatGeobufReader.releaseStep {
            layer.bytes.keeper.release(released..<byteOffset)
            released = byteOffset
        }
    }

    /// Whether another feature is to come where the file is read in order.
    private func hasNext() throws(FormatError) -> Bool {
        let isAtEnd = byteOffset == layer.bytes.count
        if let total = layer.featureCount, count == total {
            guard isAtEnd else {
                throw failure(
                    "\(layer.bytes.count - byteOffset) bytes behind the last of \(total) features",
                    "the end of the file")
            }
            return false
        }
        if isAtEnd, layer.featureCount == nil { return false }
        try checkCount()
        return true
    }

    private func checkCount() throws(FormatError) {
        guard count < layer.limits.features else {
            throw failure(
                "more than \(layer.limits.features) features", "\(layer.limits.features) at most")
        }
    }

    /// Reads features as long as they are plain.
    ///
    /// - Returns: `false` when not even the first is.
    private mutating func readPlain(into batch: inout FeatureBatch, atMost most: Int) -> Bool {
        guard takesPlainPath else { return false }
        let before = count
        byteOffset = points.read(from: byteOffset, atMost: most, into: &batch, &tally, &count)
        batch.dropOpenFeature()
        plainCount += count - before
        return count > before
    }

    @inline(never)
    private mutating func readCarefully(
        into batch: inout FeatureBatch, number: Int
    ) throws(FormatError) {
        var reader = try layer.reader(at: byteOffset, number: number, tally: tally)
        let feature = try reader.read()
        do throws(TooManyColumns) {
            try batch.append(feature)
        } catch { throw tooManyColumns }
        byteOffset = reader.message.range.upperBound
        tally = reader.tally
        count += 1
    }

    private var tooManyColumns: FormatError {
        failure(
            "more than \(FeatureBatch.columnLimit) columns", "\(FeatureBatch.columnLimit) at most")
    }

    private func failure(_ found: String, _ expected: String) -> FormatError {
        FormatError(
            file: layer.bytes.file, place: .byte(byteOffset), found: found, expected: expected)
    }
}

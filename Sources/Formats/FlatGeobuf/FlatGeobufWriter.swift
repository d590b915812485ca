public import FileWriting
import SimpleFeatures

/// Writes a layer as FlatGeobuf, with its index.
///
/// The index stands in front of the features, and both are in the order of a Hilbert curve; so
/// nothing is written before ``finish()``. Until then the features are kept as the bytes that they
/// will be, in memory up to a limit, above it in a file without a name. The same layer gives the
/// same bytes either way.
///
/// - SeeAlso: FlatGeobuf, format specification, flatgeobuf.org.
public struct FlatGeobufWriter: FeatureWriter {
    /// What a writer may be told.
    public struct Options: Hashable, Sendable {
        /// Decimals of a degree to round to; `nil` to keep positions as they are.
        public let precision: Int?
        /// How many bytes of memory the features may take before they go to a disk.
        public let memoryLimit: Int

        /// - Parameters:
        ///   - precision: Decimals of a degree, in 0...7; `nil` to keep positions as they are.
        ///   - memoryLimit: How many bytes of memory the features may take, 1 or more.
        public init(precision: Int? = nil, memoryLimit: Int = 1 << 30) {
            precondition(precision.map { (0...7).contains($0) } ?? true, "precision is in 0...7")
            precondition(memoryLimit > 0, "there is some memory")
            self.precision = precision
            self.memoryLimit = memoryLimit
        }
    }

    /// What the writer's copies share; it is changed once a batch, not once a feature.
    private final class State {
        var encoder: FlatGeobufEncoder
        var records: FeatureRecords

        init(_ encoder: consuming FlatGeobufEncoder, _ records: consuming FeatureRecords) {
            self.encoder = encoder
            self.records = records
        }
    }

    private let name: String
    private let columns: [FlatGeobufColumn]
    private let destination: any ByteDestination
    private let scratchFolder: String?
    private let state: State

    /// Makes a writer; nothing is written yet.
    ///
    /// - Parameters:
    ///   - name: The name of the layer.
    ///   - survey: The columns, with what they hold.
    ///   - options: Precision and memory.
    ///   - destination: Where the file goes.
    ///   - scratchFolder: Where features go that do not fit into memory; the folder that `TMPDIR`
    ///     names, or `/tmp`, when not given.
    public init(
        layerNamed name: String, survey: Survey, options: Options = Options(),
        to destination: any ByteDestination, scratchFolder: String? = nil
    ) {
        self.name = name
        self.destination = destination
        self.scratchFolder = scratchFolder
        columns = FlatGeobufColumn.columns(of: survey)
        state = State(
            FlatGeobufEncoder(columns, survey: survey, precision: options.precision),
            FeatureRecords(
                limit: options.memoryLimit, scratchFolder: scratchFolder,
                expecting: survey.featureCount))
    }

    /// How many bytes of memory the features take that were written so far.
    public var bytesInMemory: Int { state.records.bytesInMemory }

    /// How many bytes were put on a disk so far, for want of memory.
    public var bytesOnDisk: Int { state.records.bytesOnDisk }

    /// How many bytes of memory the features of a layer take when none goes to a disk.
    ///
    /// - Parameters:
    ///   - count: How many features there are.
    ///   - bytes: The bytes of all of them as the format writes them, index apart.
    public static func memoryNeeded(forFeatures count: Int, of bytes: Int) -> Int {
        bytes + count * (FeatureRecords.bytesOfBox + FeatureRecords.bytesBeside)
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        try state.encoder.encode(batch, into: &state.records)
    }

    public mutating func finish() throws(WritingError) -> [String] {
        let summary = state.encoder.summary
        let count = summary.featureCount
        try destination.write(
            FlatGeobufHeader.bytes(
                FlatGeobufHeader.Contents(
                    name: name, kind: summary.kind, envelope: summary.envelope, columns: columns,
                    featureCount: count,
                    nodeSize: count == 0 ? 0 : FlatGeobufTreeWriter.nodeSize)))
        if count > 0 {
            let records = try state.records.sorted()
            try writeTree(over: records, count)
            try write(records)
        }
        return state.encoder.losses.sentences
    }

    private func writeTree(over records: SortedRecords, _ count: Int) throws(WritingError) {
        var scratch: ScratchFile?
        if case .merged = records { scratch = try ScratchFile(in: scratchFolder) }
        var tree = FlatGeobufTreeWriter(of: count, in: scratch)
        var offset = 0
        try records.forEach { record throws(WritingError) in
            tree.add(record.box, at: offset)
            offset += record.messageCount
        }
        try tree.write(to: destination)
    }

    private func write(_ records: SortedRecords) throws(WritingError) {
        var output = OutputBuffer(to: destination)
        try records.forEach { record throws(WritingError) in
            unsafe output.write(record.message)
        }
        try output.flush()
    }
}

extension FlatGeobufColumn {
    /// The columns that a layer is written with: one of identifiers where it needs one, then its
    /// own.
    static func columns(of survey: Survey) -> [FlatGeobufColumn] {
        var columns: [FlatGeobufColumn] = []
        if survey.needsIdentifierColumn {
            columns.append(FlatGeobufColumn(name: "id", kind: .text))
        }
        for column in survey.columns {
            columns.append(FlatGeobufColumn(name: column.name, kind: Kind(of: column)))
        }
        return columns
    }
}

extension FlatGeobufColumn.Kind {
    /// The type that a column is written with.
    fileprivate init(of column: Survey.Column) {
        switch column.type {
        case .boolean: self = .boolean
        case .integer:
            let short = Int(Int32.min)...Int(Int32.max)
            let isShort = column.integers.map { short.contains($0) } ?? false
            self = isShort ? .int : .long
        case .real: self = .double
        case .text: self = .text
        // As GDAL writes days; the format has a type for both only.
        case .day, .dateTime: self = .dateTime
        case .list, .object: self = .json
        }
    }
}

public import FileMapping
public import SimpleFeatures
public import SpatialIndexing

/// A layer in a FlatGeobuf file, of which only what is asked for is read.
///
/// The header is read when the layer is opened. After that ``tree`` finds features, each with the
/// byte where it stands, and ``feature(at:number:)`` reads one; ``read()`` reads all.
///
/// The format has no identifiers of features: where there is a column `id`, it is taken for one, and
/// stays a column. A column that a feature leaves out is null in it.
///
/// - SeeAlso: FlatGeobuf, `src/fbs/header.fbs` and `src/fbs/feature.fbs` of its repository.
public struct FlatGeobufLayer: Sendable {
    /// The name of the layer; that of the file, without folders and ending, when it has none.
    public let name: String
    /// The columns that the header lists; a feature may have others.
    public let schema: Schema
    /// How many features there are; `nil` when the header does not tell.
    public let featureCount: Int?
    /// The index over the features; `nil` when the file has none, and the features must be gone
    /// through.
    public let tree: FlatGeobufTree?

    let bytes: FlatGeobufBytes
    let header: FlatGeobufHeader
    let limits: ReadingLimits
    /// The first byte of the first feature.
    let start: Int

    /// Opens a file, mapped into memory.
    ///
    /// - Parameters:
    ///   - path: The file. It must not be made shorter while the layer is in use.
    ///   - limits: Depth and size to refuse; the bytes count only when the file is read whole.
    /// - Throws: ``FormatError`` when it cannot be opened or is no FlatGeobuf file of longitudes and
    ///   latitudes on WGS 84.
    public init(
        mapping path: String, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) {
        let bytes: FlatGeobufBytes
        do throws(FlatGeobufError) {
            bytes = try FlatGeobufBytes(mapping: path)
        } catch { throw FormatError(error) }
        try self.init(bytes, limits: limits)
    }

    /// Opens a file that is mapped into memory.
    ///
    /// - Parameters:
    ///   - file: The file. It must not be made shorter while the layer is in use.
    ///   - limits: Depth and size to refuse; the bytes count only when the file is read whole.
    /// - Throws: ``FormatError`` when it is no FlatGeobuf file of longitudes and latitudes on WGS 84.
    public init(
        _ file: MappedFile, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) {
        try self.init(FlatGeobufBytes(file), limits: limits)
    }

    /// Opens bytes, of which it keeps a copy.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors carry.
    ///   - limits: Depth and size to refuse.
    /// - Throws: ``FormatError`` when they are no FlatGeobuf file of longitudes and latitudes on WGS
    ///   84.
    public init(
        _ bytes: [UInt8], file: String, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) {
        try self.init(FlatGeobufBytes(bytes, file: file), limits: limits)
    }

    private init(_ bytes: FlatGeobufBytes, limits: ReadingLimits) throws(FormatError) {
        let header = try FlatGeobufHeader(bytes)
        let fileName = bytes.file.split(separator: "/").last ?? ""
        let stem = fileName.prefix { $0 != "." }
        let given = header.name ?? ""
        name = given.isEmpty ? String(stem.isEmpty ? fileName : stem) : given
        schema = Schema(
            fields: header.columns.map { .init(name: $0.name, type: $0.kind.fieldType) })
        featureCount = header.featureCount
        var tree: FlatGeobufTree?
        if let count = header.featureCount, header.nodeSize > 0 {
            do throws(FlatGeobufError) {
                tree = try FlatGeobufTree(
                    bytes, at: header.end, count: count, nodeSize: header.nodeSize)
            } catch { throw FormatError(error) }
        }
        self.tree = tree
        self.bytes = bytes
        self.header = header
        self.limits = limits
        start = tree?.end ?? header.end
    }

    /// One feature.
    ///
    /// - Parameters:
    ///   - byteOffset: Where it stands in the file, as ``tree`` tells.
    ///   - number: Its number, counted from 0, for errors.
    /// - Returns: The feature.
    /// - Throws: ``FormatError`` with the byte of the fault when there is none.
    /// - Complexity: O(*n*), *n* the bytes of the feature.
    public func feature(at byteOffset: Int, number: Int? = nil) throws(FormatError) -> Feature {
        var reader = try reader(at: byteOffset, number: number.map { $0 + 1 })
        return try reader.read()
    }

    /// The features, in the order of the file, read one after the other.
    ///
    /// - Returns: They are given by ``Features/next()``.
    public func features() -> Features {
        bytes.expect(.inOrder)
        return Features(of: self, from: start)
    }

    /// The first features, of a file of which the rest may never be asked for.
    ///
    /// - Parameter count: How many at most.
    /// - Throws: ``FormatError`` with the byte of the first that is none.
    public func first(_ count: Int) throws(FormatError) -> [Feature] {
        // Nothing is read ahead: that would bring in megabytes.
        var rest = Features(of: self, from: start)
        var found: [Feature] = []
        while found.count < count, let feature = try rest.next() { found.append(feature) }
        return found
    }

    /// The whole layer.
    ///
    /// Texts are columns of days where all of them are days, as when GeoJSON is read.
    ///
    /// - Returns: The layer in the order of the file, and notes on what was put right.
    /// - Throws: ``FormatError`` with the byte and the number of the first feature that is none.
    /// - Complexity: O(*n*), *n* the number of bytes.
    public func read() throws(FormatError) -> Reading {
        var all: [Feature] = []
        // A header may lie; no feature is shorter than the size in front of it and its table.
        all.reserveCapacity(min(featureCount ?? 0, (bytes.count - start) / 12))
        var reader = FlatGeobufReader(of: self)
        var batch = FeatureBatch()
        while try reader.read(into: &batch) {
            for row in 0..<batch.count { all.append(batch.feature(at: row)) }
            batch.removeAll()
        }
        bytes.expect(.scattered)
        let layer = Layer(name: name, schema: schema(of: all), features: all)
        return Reading(layer: layer, notes: reader.notes)
    }

    /// The columns that features have; those of nulls only are what the header says.
    private func schema(of features: [Feature]) -> Schema {
        let inferred = Schema(inferredFrom: features)
        guard !inferred.fields.isEmpty else { return schema }
        let declared = Dictionary(uniqueKeysWithValues: schema.fields.map { ($0.name, $0.type) })
        return Schema(
            fields: inferred.fields.map { field in
                guard field.type == .text, let type = declared[field.name], type != .text,
                    features.allSatisfy({ $0.properties[field.name].isNull })
                else { return field }
                return Schema.Field(name: field.name, type: type)
            })
    }

    /// The reader of the feature at a byte.
    func reader(
        at byteOffset: Int, number: Int?, tally: FlatGeobufFeatureReader.Tally = .init()
    ) throws(FormatError) -> FlatGeobufFeatureReader {
        FlatGeobufFeatureReader(
            message: try FlatBuffer(
                behindSizeAt: byteOffset, of: bytes, feature: number, what: "a feature"),
            header: header, limits: limits, tally: tally)
    }

    /// The features of a layer, one after the other.
    public struct Features: Sendable {
        private let layer: FlatGeobufLayer
        private var tally = FlatGeobufFeatureReader.Tally()
        /// Where the next feature stands in the file.
        public private(set) var byteOffset: Int
        /// How many features were given.
        public private(set) var count = 0

        fileprivate init(of layer: FlatGeobufLayer, from start: Int) {
            self.layer = layer
            byteOffset = start
        }

        /// What was put right so far.
        public var notes: [String] { tally.repairs.sentences { "feature \($0)" } }

        /// The next feature; `nil` behind the last.
        ///
        /// - Throws: ``FormatError`` when it is none, or when the file goes on behind as many
        ///   features as the header counts, or ends before.
        public mutating func next() throws(FormatError) -> Feature? {
            let isAtEnd = byteOffset == layer.bytes.count
            if let total = layer.featureCount, count == total {
                guard isAtEnd else {
                    throw failure(
                        "\(layer.bytes.count - byteOffset) bytes behind the last of \(total) "
                            + "features", "the end of the file")
                }
                return nil
            }
            if isAtEnd, layer.featureCount == nil { return nil }
            guard count < layer.limits.features else {
                throw failure(
                    "more than \(layer.limits.features) features",
                    "\(layer.limits.features) at most")
            }
            var reader = try layer.reader(at: byteOffset, number: count + 1, tally: tally)
            let feature = try reader.read()
            byteOffset = reader.message.range.upperBound
            count += 1
            tally = reader.tally
            return feature
        }

        private func failure(_ found: String, _ expected: String) -> FormatError {
            FormatError(
                file: layer.bytes.file, place: .byte(byteOffset), found: found, expected: expected)
        }
    }
}

extension FormatError {
    /// The same as a fault of the format.
    init(_ error: FlatGeobufError) {
        self.init(
            file: error.file, place: error.byteOffset.map { .byte($0) } ?? .file,
            found: error.found, expected: error.expected)
    }
}

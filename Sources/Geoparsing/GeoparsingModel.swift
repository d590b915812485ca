import Compression

/// The weights that a ``Geoparser`` decides with: those of the tagger that finds names, and those of
/// the ranker that chooses places.
public struct GeoparsingModel: Sendable {
    let tagger: TaggerModel?
    let ranker: RankerModel

    /// No tagger, and a ranker with weights set by hand.
    public static let byHand = GeoparsingModel(tagger: nil, ranker: .byHand)

    private init(tagger: TaggerModel?, ranker: RankerModel) {
        self.tagger = tagger
        self.ranker = ranker
    }

    /// What the file of weights is called that stands beside the gazetteer.
    public static let fileName = "geoparsing.model"

    /// Reads the weights of a file that `Training/fit.py` wrote.
    ///
    /// All numbers are little-endian: the eight bytes of ``magic``, the version (UInt32), the number
    /// of ranking features and that of tagging features (UInt32 each), what a unit of the tagger's
    /// weights is worth and its nine transitions (Float32); each ranking feature as the length of its
    /// name (UInt8), its name and its weight (Float64); the tagging features in rising order (UInt32
    /// each), then three weights a feature (Int8: outside, begin, inside); at last the CRC-32 of all
    /// before it.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: What errors call it.
    /// - Throws: ``GeoparsingError`` for a file of another kind or version, or a damaged one.
    /// - Complexity: O(*n*).
    public init(_ bytes: [UInt8], file: String) throws(GeoparsingError) {
        var reader = ModelReader(bytes, file: file)
        try reader.checkFrame(magic: GeoparsingModel.magic, version: GeoparsingModel.version)
        let rankingCount = try reader.count(atMost: 1000)
        let taggingCount = try reader.count(atMost: 2_000_000)
        let scale = try reader.float()
        var transitions: [Float] = []
        for _ in 0..<9 { transitions.append(try reader.float()) }
        var weights = [Double](repeating: 0, count: ResolutionFeature.allCases.count)
        for _ in 0..<rankingCount {
            let name = try reader.name()
            let weight = try reader.double()
            guard let feature = ResolutionFeature.allCases.first(where: { $0.name == name }) else {
                throw reader.failure(
                    "the ranking feature '\(name)'", expected: "one of this program")
            }
            weights[feature.rawValue] = weight
        }
        var keys: [UInt32] = []
        keys.reserveCapacity(taggingCount)
        for _ in 0..<taggingCount {
            let key = try reader.number()
            guard key > keys.last ?? 0 else {
                throw reader.failure("feature \(key)", expected: "one above \(keys.last ?? 0)")
            }
            keys.append(key)
        }
        var features: [(key: UInt32, weights: TaggerModel.Weights)] = []
        features.reserveCapacity(taggingCount)
        for key in keys {
            features.append(
                (
                    key,
                    TaggerModel.Weights(
                        outside: try reader.weight(), begin: try reader.weight(),
                        inside: try reader.weight())
                ))
        }
        try reader.checkEnd()
        tagger = TaggerModel(scale: scale, transitions: transitions, features: features)
        ranker = RankerModel(weights: weights)
    }

    /// "APGEO", then line ends that a transfer as text would spoil.
    static let magic: [UInt8] = [0x41, 0x50, 0x47, 0x45, 0x4F, 0x0D, 0x0A, 0x1A]
    static let version: UInt32 = 1
}

/// Why weights could not be read.
public struct GeoparsingError: Error, Equatable, CustomStringConvertible {
    public let description: String
}

/// Reads the numbers of a model one after another.
private struct ModelReader {
    private let bytes: [UInt8]
    private let file: String
    private var at = 0
    /// The byte before which the numbers end.
    private let end: Int

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        end = max(0, bytes.count - 4)
    }

    func failure(_ found: String, expected: String) -> GeoparsingError {
        GeoparsingError(description: "\(file): byte \(at): found \(found), expected \(expected)")
    }

    mutating func checkFrame(magic: [UInt8], version: UInt32) throws(GeoparsingError) {
        guard bytes.starts(with: magic) else {
            throw GeoparsingError(description: "\(file): no file of weights for geoparsing")
        }
        at = magic.count
        let found = try number()
        guard found == version else {
            throw failure("version \(found)", expected: "\(version)")
        }
        var checksum: UInt32 = 0
        for byte in bytes[end...].reversed() { checksum = checksum << 8 | UInt32(byte) }
        guard Checksum.crc32(Array(bytes[..<end])) == checksum else {
            throw GeoparsingError(description: "\(file): damaged, its checksum is another")
        }
    }

    func checkEnd() throws(GeoparsingError) {
        guard at == end else { throw failure("\(end - at) bytes more", expected: "the end") }
    }

    mutating func count(atMost most: Int) throws(GeoparsingError) -> Int {
        let count = Int(try number())
        guard count <= most else { throw failure("\(count) features", expected: "at most \(most)") }
        return count
    }

    mutating func number() throws(GeoparsingError) -> UInt32 {
        UInt32(truncatingIfNeeded: try bits(4))
    }

    mutating func float() throws(GeoparsingError) -> Float {
        let value = Float(bitPattern: try number())
        guard value.isFinite else { throw failure("\(value)", expected: "a finite number") }
        return value
    }

    mutating func double() throws(GeoparsingError) -> Double {
        let value = Double(bitPattern: try bits(8))
        guard value.isFinite else { throw failure("\(value)", expected: "a finite number") }
        return value
    }

    mutating func weight() throws(GeoparsingError) -> Int8 {
        Int8(truncatingIfNeeded: try bits(1))
    }

    mutating func name() throws(GeoparsingError) -> String {
        let length = Int(try bits(1))
        guard at + length <= end else { throw failure("the end", expected: "a name") }
        defer { at += length }
        return String(decoding: bytes[at..<at + length], as: UTF8.self)
    }

    private mutating func bits(_ count: Int) throws(GeoparsingError) -> UInt64 {
        guard at + count <= end else { throw failure("the end", expected: "\(count) bytes") }
        var value: UInt64 = 0
        for offset in (0..<count).reversed() { value = value << 8 | UInt64(bytes[at + offset]) }
        at += count
        return value
    }
}

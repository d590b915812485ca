import Compression

extension PackedFormat {
    /// How the name of a packed file ends.
    private var ending: String {
        switch self {
        case .gzip: return ".gz"
        case .zstandard: return ".zst"
        }
    }

    /// What people call it.
    var words: String {
        switch self {
        case .gzip: return "gzip"
        case .zstandard: return "Zstandard"
        }
    }

    /// The format that a name ends in; `nil` for a plain file.
    init?(ofFile path: some StringProtocol) {
        let name = path.lowercased()
        guard
            let format = [PackedFormat.gzip, .zstandard].first(where: { name.hasSuffix($0.ending) })
        else { return nil }
        self = format
    }

    /// A name without the ending of a packed file.
    static func unpackedName(_ name: Substring) -> Substring {
        PackedFormat(ofFile: name).map { name.dropLast($0.ending.count) } ?? name
    }
}

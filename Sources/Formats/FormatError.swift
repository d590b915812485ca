/// Why bytes could not be read as the format they were taken for.
///
/// It says where (file and line or byte), what was found there and what was expected.
public struct FormatError: Error, Hashable, CustomStringConvertible {
    /// The name of the file, as the reader was given it.
    public let file: String
    /// Where in the file.
    public let place: Place
    /// The feature that was being read, counted from 1; `nil` outside features.
    public let feature: Int?
    /// What stands there.
    public let found: String
    /// What should stand there.
    public let expected: String

    /// Where in a file a fault stands.
    public enum Place: Hashable, Sendable {
        /// In a text: the line and the character in it (Unicode scalars, not bytes), both counted
        /// from 1.
        case line(Int, column: Int)
        /// Among bytes, counted from 0.
        case byte(Int)
        /// Nowhere in particular.
        case file
    }

    public init(
        file: String, place: Place, feature: Int? = nil, found: String, expected: String
    ) {
        self.file = file
        self.place = place
        self.feature = feature
        self.found = found
        self.expected = expected
    }

    /// One line; control characters, which could move a terminal's cursor, are replaced.
    public var description: String {
        let feature = feature.map { "feature \($0): " } ?? ""
        let sentence = "\(file):\(whereInFile) \(feature)found \(found), expected \(expected)"
        var clean = ""
        for scalar in sentence.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            clean.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return clean
    }

    private var whereInFile: String {
        switch place {
        case .line(let line, let column): return "\(line):\(column):"
        case .byte(let offset): return " byte \(offset):"
        case .file: return ""
        }
    }
}

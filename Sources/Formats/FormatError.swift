/// Why bytes could not be read as the format they were taken for.
///
/// It says where (file, line, column), what was found there and what was expected.
public struct FormatError: Error, Hashable, CustomStringConvertible {
    /// The name of the file, as the reader was given it.
    public let file: String
    /// The line, counted from 1.
    public let line: Int
    /// The character in the line (Unicode scalars, not bytes), counted from 1.
    public let column: Int
    /// The feature that was being read, counted from 1; `nil` outside features.
    public let feature: Int?
    /// What stands there.
    public let found: String
    /// What should stand there.
    public let expected: String

    public init(
        file: String, line: Int, column: Int, feature: Int? = nil, found: String, expected: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.feature = feature
        self.found = found
        self.expected = expected
    }

    /// One line; control characters, which could move a terminal's cursor, are replaced.
    public var description: String {
        let place = feature.map { "feature \($0): " } ?? ""
        let sentence = "\(file):\(line):\(column): \(place)found \(found), expected \(expected)"
        var clean = ""
        for scalar in sentence.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            clean.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return clean
    }
}

/// Why a table of places cannot be used.
public struct GazetteerError: Error, Equatable, CustomStringConvertible {
    /// The table's file.
    public let file: String
    /// The line, from 1; `nil` where the whole file is meant.
    public let line: Int?
    /// What was found, and what was expected.
    public let reason: String

    public init(file: String, line: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    public var description: String {
        line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
    }
}

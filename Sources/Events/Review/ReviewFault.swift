/// Why a row of a review sheet cannot be followed: where it stands, what was found and what was
/// expected.
public struct ReviewFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The row, as its file names it: "sheet.csv:12", or "sheet.gpkg: row 12".
    public let place: String
    public let found: String
    public let expected: String

    public init(place: String, found: String, expected: String) {
        self.place = place
        self.found = found
        self.expected = expected
    }

    /// One line; control characters, which could move a terminal's cursor, are replaced.
    public var description: String {
        ReviewText.plain("\(place): found \(found), expected \(expected)")
    }
}

/// Texts that come from a stranger's file, as they go into messages and records.
enum ReviewText {
    /// On one line, with "�" for what speaks to a terminal.
    static func plain(_ text: String) -> String {
        var clean = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator:
                clean.unicodeScalars.append("\u{FFFD}")
            default: clean.unicodeScalars.append(scalar)
            }
        }
        return clean
    }

    /// In quotation marks, and not without end.
    static func quoted(_ text: String) -> String {
        text.count > 60 ? "'\(text.prefix(60))…'" : "'\(text)'"
    }

    /// Without white space at its ends.
    static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension Table {
    /// Text that can neither break its line nor speak to the terminal: "�" for each control
    /// character, which a report or a region file may hold.
    static func plain(_ text: String) -> String {
        if isPlainASCII(text) { return text }
        return String(
            text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { safe, scalar in
                safe.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            })
    }

    /// How many columns of a terminal a text takes.
    static func columns(of text: String) -> Int {
        isPlainASCII(text) ? text.utf8.count : text.reduce(0) { $0 + columns(of: $1) }
    }

    /// Whether a text has nothing but signs of one column each, as most have: figures, and names
    /// without accents.
    private static func isPlainASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    }

    /// Two for what East Asian type sets wide and for pictures, none for an accent that stands on
    /// nothing, one for the rest.
    ///
    /// - SeeAlso: Unicode Standard Annex 11, "East Asian Width"; Kuhn, `wcwidth.c`.
    static func columns(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x20..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default:
            if scalar.properties.isEmojiPresentation { return 2 }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: return 0
            default: return 1
            }
        }
    }

    /// The text for terminals that show ASCII alone: Latin letters without their accents, "?" for
    /// letters of other scripts.
    ///
    /// - SeeAlso: Unicode Character Database, property Name, of which the base letter is read.
    static func ascii(_ text: String) -> String {
        text.reduce(into: "") { ascii, character in
            guard let scalar = character.unicodeScalars.first, !scalar.isASCII else {
                ascii += character.unicodeScalars.first.map { String($0) } ?? ""
                return
            }
            let words = (scalar.properties.name ?? "").split(separator: " ")
            if words.count == 4 || words.count > 4 && words[4] == "WITH",
                words[0] == "LATIN", words[2] == "LETTER", words[3].count == 1
            {
                ascii += words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
            } else {
                ascii += columns(of: character) == 0 ? "" : (asciiSigns[scalar] ?? "?")
            }
        }
    }

    private static let asciiSigns: [Unicode.Scalar: String] = [
        "–": "-", "—": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "…": "...", "²": "2",
        "·": ".", "×": "x", "ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ı": "i",
    ]

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }
}

/// How the characters of a file are written as bytes.
public enum Charset: String, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "Windows-1252"

    /// The charset that a byte order mark tells, with the mark's length.
    static func marked(_ bytes: [UInt8]) -> (charset: Charset, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// The charset that a page or an XML declaration names; `nil` for one that is not read here.
    ///
    /// - SeeAlso: WHATWG, "Encoding", "Names and labels": Latin-1 and ASCII are read as Windows-1252.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "utf-16", "utf-16le": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1",
            "l1", "us-ascii", "ascii", "iso-8859-15", "iso_8859-1":
            self = .windows1252
        default: return nil
        }
    }

    /// The name that follows `charset=` or `encoding=` within the first bytes of a page.
    ///
    /// Browsers look at 1,024 bytes; pages that were saved to disk have more before the name.
    ///
    /// - SeeAlso: WHATWG, "HTML", "Prescan a byte stream to determine its encoding".
    static func label(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(4_096), as: UTF8.self).lowercased()
        for key in ["charset", "encoding"] {
            var rest = head[...]
            while let found = rest.firstRange(of: key) {
                rest = rest[found.upperBound...]
                let behind = rest.drop(while: \.isWhitespace)
                guard behind.first == "=" else { continue }
                let value = behind.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
                let name = value.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
                if !name.isEmpty { return String(name) }
            }
        }
        return nil
    }
}

/// Text of one byte a character.
///
/// - SeeAlso: WHATWG, "Encoding", "Index windows-1252".
enum Windows1252 {
    /// The characters of the bytes 0x80...0x9F; all others are those of Latin-1.
    private static let block: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Appends the character of a byte as UTF-8.
    static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case 0..<0x80: bytes.append(byte)
        case 0x80...0x9F: append(block[Int(byte) - 0x80], to: &bytes)
        default: append(UInt16(byte), to: &bytes)
        }
    }

    private static func append(_ unit: UInt16, to bytes: inout [UInt8]) {
        if unit < 0x800 {
            bytes.append(0xC0 | UInt8(unit >> 6))
        } else {
            bytes.append(0xE0 | UInt8(unit >> 12))
            bytes.append(0x80 | UInt8(unit >> 6 & 0x3F))
        }
        bytes.append(0x80 | UInt8(unit & 0x3F))
    }

    /// A whole text as UTF-8.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes { append(byte, to: &text) }
        return text
    }
}

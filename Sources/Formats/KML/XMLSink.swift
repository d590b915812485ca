/// Where XML 1.0 is written: markup as it stands, texts escaped.
struct XMLSink {
    /// What was written.
    private(set) var bytes = ByteSink()
    /// How many characters that XML 1.0 does not allow were written as U+FFFD.
    private(set) var replacedCharacterCount = 0

    /// Appends markup, which holds nothing that came from a file.
    mutating func write(markup: String) { bytes.write(markup) }

    /// Appends markup that another sink prepared.
    mutating func write(markup: ByteSink) { bytes.append(contentsOf: markup) }

    /// Appends a number as ``ByteSink`` writes it.
    mutating func write(degrees: Double, decimals: Int) {
        bytes.write(degrees: degrees, decimals: decimals)
    }

    /// Appends a text as the content of an element.
    ///
    /// Carriage returns are escaped, for a parser would make line feeds of them.
    mutating func write(text: String) { write(text, as: .content) }

    /// Appends a text as the value of an attribute in `"`.
    ///
    /// Line breaks and tabs are escaped too, for a parser would make spaces of them.
    mutating func write(attribute text: String) { write(text, as: .attribute) }

    /// Appends a CDATA section; `]]>` is split over two.
    mutating func write(characterData text: String) {
        write(markup: "<![CDATA[")
        write(text, as: .characterData)
        write(markup: "]]>")
    }

    /// Where a text stands, which says what must be escaped.
    private enum Position {
        case content, attribute, characterData
    }

    private mutating func write(_ text: String, as position: Position) {
        var text = text
        text.withUTF8 { buffer in
            var clean = 0
            var place = 0
            while place < buffer.count {
                let byte = unsafe buffer[place]
                var length = 1
                var replacement: String?
                switch byte {
                case 0x20...0x21, 0x23...0x25, 0x27...0x3B, 0x3F...0xEE, 0xF0...:
                    place += 1
                    continue
                case 0xEF:
                    // U+FFFE and U+FFFF; a string is sound UTF-8, so three bytes stand here.
                    let isForbidden = unsafe buffer[place + 1] == 0xBF && buffer[place + 2] >= 0xBE
                    length = 3
                    if isForbidden { replacement = forbidden() }
                case UInt8(ascii: ">") where position == .characterData:
                    let closes =
                        unsafe place >= 2 && buffer[place - 1] == 0x5D
                        && buffer[place - 2] == 0x5D
                    if closes { replacement = "]]><![CDATA[>" }
                case 0x09, 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "<"),
                    UInt8(ascii: ">"):
                    replacement = XMLSink.escape(byte, in: position)
                default:
                    replacement = forbidden()
                }
                if let replacement {
                    unsafe bytes.append(contentsOf: buffer[clean..<place])
                    bytes.write(replacement)
                    clean = place + length
                }
                place += length
            }
            unsafe bytes.append(contentsOf: buffer[clean...])
        }
    }

    /// Counts a character that XML 1.0 does not allow (section 2.2, production 2).
    private mutating func forbidden() -> String {
        replacedCharacterCount += 1
        return "\u{FFFD}"
    }

    private static func escape(_ byte: UInt8, in position: Position) -> String? {
        if position == .characterData { return nil }
        switch byte {
        case UInt8(ascii: "&"): return "&amp;"
        case UInt8(ascii: "<"): return "&lt;"
        case UInt8(ascii: ">"): return "&gt;"
        case UInt8(ascii: "\""): return "&quot;"
        case 0x0D: return "&#13;"
        case 0x0A: return position == .attribute ? "&#10;" : nil
        case 0x09: return position == .attribute ? "&#9;" : nil
        default: return nil
        }
    }
}

extension XMLSink {
    /// A text as an XML name without a colon (NCName), different for different texts.
    ///
    /// ASCII letters, digits, `-` and `_` stay; every other byte becomes a full stop and two
    /// hexadecimal digits.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - prefix: A name, such as `feature-`, without which a text may begin with a digit.
    static func name(of text: String, prefix: String) -> String {
        let digits = Array("0123456789abcdef".unicodeScalars)
        var name = prefix
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                name.unicodeScalars.append(".")
                name.unicodeScalars.append(digits[Int(byte >> 4)])
                name.unicodeScalars.append(digits[Int(byte & 15)])
            }
        }
        return name
    }
}

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

    /// Appends a text as the content of an element or the value of an attribute in `"`.
    ///
    /// Carriage returns are escaped, for a parser would make line feeds of them.
    mutating func write(text: String) {
        write(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): return "&amp;"
            case UInt8(ascii: "<"): return "&lt;"
            case UInt8(ascii: ">"): return "&gt;"
            case UInt8(ascii: "\""): return "&quot;"
            case 0x0D: return "&#13;"
            default: return nil
            }
        }
    }

    /// Appends a text as the value of an attribute, where line breaks and tabs are escaped too,
    /// for a parser would make spaces of them.
    mutating func write(attribute text: String) {
        write(text) { byte in
            switch byte {
            case UInt8(ascii: "&"): return "&amp;"
            case UInt8(ascii: "<"): return "&lt;"
            case UInt8(ascii: ">"): return "&gt;"
            case UInt8(ascii: "\""): return "&quot;"
            case 0x09: return "&#9;"
            case 0x0A: return "&#10;"
            case 0x0D: return "&#13;"
            default: return nil
            }
        }
    }

    /// Appends a CDATA section; `]]>` is split over two.
    mutating func write(characterData text: String) {
        write(markup: "<![CDATA[")
        var closing = 0
        for scalar in text.unicodeScalars {
            if scalar == ">", closing >= 2 { write(markup: "]]><![CDATA[") }
            closing = scalar == "]" ? closing + 1 : 0
            if XMLSink.isAllowed(scalar) {
                bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            } else {
                writeReplacement()
            }
        }
        write(markup: "]]>")
    }

    private mutating func write(_ text: String, escaping escape: (UInt8) -> String?) {
        var text = text
        // Nearly every text is clean; only one with a byte of this set is looked at by scalars.
        let needsCare = text.withUTF8 { buffer in
            unsafe buffer.contains { byte in
                (byte < 0x20 && byte != 0x0A) || byte == 0xEF || escape(byte) != nil
            }
        }
        guard needsCare else { return bytes.write(text) }
        for scalar in text.unicodeScalars {
            if scalar.isASCII, let escaped = escape(UInt8(scalar.value)) {
                bytes.write(escaped)
            } else if XMLSink.isAllowed(scalar) {
                bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            } else {
                writeReplacement()
            }
        }
    }

    private mutating func writeReplacement() {
        bytes.write("\u{FFFD}")
        replacedCharacterCount += 1
    }

    /// Whether XML 1.0 allows a character (section 2.2, production 2).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return true
        default: return false
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

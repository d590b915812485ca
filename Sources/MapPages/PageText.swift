/// Texts of strangers as they stand in the page: never as markup.
enum PageText {
    // MARK: In JSON

    /// Appends JSON that stands between script tags.
    ///
    /// Every `<`, `>` and `&` and the two line separators of Unicode are written as `\u` escapes, which
    /// mean the same inside the texts of JSON and stand nowhere else in it; so no end tag and no comment
    /// can begin there.
    ///
    /// - Parameters:
    ///   - json: Valid JSON in UTF-8.
    ///   - bytes: Where the bytes go.
    /// - Complexity: O(*n*).
    static func append(json: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        unsafe append(json, escapingAll: false, to: &bytes)
    }

    /// Appends JSON that stands between script tags.
    static func append(json: [UInt8], to bytes: inout [UInt8]) {
        unsafe json.withUnsafeBytes { unsafe append(json: $0, to: &bytes) }
    }

    /// Appends a text in quotes, as JSON that stands between script tags.
    ///
    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - bytes: Where the bytes go.
    /// - Complexity: O(*n*).
    static func append(text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        unsafe append(text, escapingAll: true, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(
        _ text: UnsafeRawBufferPointer, escapingAll: Bool, to bytes: inout [UInt8]
    ) {
        var clean = 0
        var place = 0
        func isSeparator() -> Bool {
            guard place + 2 < text.count, unsafe text[place + 1] == 0x80 else { return false }
            return unsafe text[place + 2] & 0xFE == 0xA8
        }
        while place < text.count {
            let byte = unsafe text[place]
            var length = 1
            var code = UInt16(byte)
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): break
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20:
                if !escapingAll { length = 0 }
            case 0xE2:
                length = isSeparator() ? 3 : 0
                if length == 3 { code = unsafe 0x2000 | UInt16(text[place + 2] & 0x3F) }
            default: length = 0
            }
            guard length > 0 else {
                place += 1
                continue
            }
            unsafe bytes.append(contentsOf: text[clean..<place])
            append(escapeOf: code, to: &bytes)
            place += length
            clean = place
        }
        unsafe bytes.append(contentsOf: text[clean...])
    }

    private static func append(escapeOf code: UInt16, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch UInt8(truncatingIfNeeded: code) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(UInt8(code))
        case UInt8(ascii: "\n") where code < 256: bytes.append(UInt8(ascii: "n"))
        default:
            bytes.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] {
                let digit = UInt8(code >> UInt16(shift) & 15)
                bytes.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
            }
        }
    }

    // MARK: In HTML

    /// A text as the content of an element or the value of an attribute.
    ///
    /// Control characters, which HTML does not allow, become U+FFFD. A text with marks that turn the
    /// direction of writing is set apart, so that what stands behind it is not turned.
    ///
    /// - SeeAlso: HTML Standard, section 13.1.3; Unicode Standard Annex 9, section 2.4.
    static func markup(of text: String) -> String {
        var markup = ""
        var turns = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            case "\t", "\n": markup += " "
            default:
                let isControl = scalar.properties.generalCategory == .control
                markup.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
                turns = turns || isDirection(scalar)
            }
        }
        return turns ? "\u{2068}\(markup)\u{2069}" : markup
    }

    private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}

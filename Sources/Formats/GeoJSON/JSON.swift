import FileMapping
public import SimpleFeatures

/// JSON values as bytes and back (RFC 8259), without a layer around them.
///
/// Whole numbers that fit `Int` stay whole, all others are real; names keep their order.
public enum JSON {
    /// The value that a text holds.
    ///
    /// White space and a byte order mark around the value are skipped; anything else after it is
    /// an error, as are a name that stands twice in one object, invalid UTF-8, a lone surrogate
    /// and a number beyond the range of `Double`.
    ///
    /// - Parameters:
    ///   - bytes: One JSON value in UTF-8, such as one line of a file of JSON lines.
    ///   - file: The name that errors carry.
    ///   - line: The number of the first line, for a text that is part of a file.
    ///   - limits: Depth and size to refuse.
    /// - Returns: The value; a text stays text even where it is written like a day.
    /// - Throws: ``FormatError`` with the place of the first fault.
    /// - Complexity: O(*n*), *n* the number of bytes.
    public static func value(
        of bytes: [UInt8], file: String, line: Int = 1, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) -> Value {
        var scanner = try JSONScanner(
            MappedFile(copying: bytes, named: file), firstLine: line, limits: limits,
            refusesRepeatedNames: true)
        scanner.skipWhiteSpace()
        let value = try scanner.value()
        scanner.skipWhiteSpace()
        guard scanner.isAtEnd else {
            throw scanner.failure(expected: "nothing after the JSON value")
        }
        return value
    }

    /// Appends a value on one line, without spaces.
    ///
    /// Real numbers get the shortest digits that read back the same, with `.0` when they are
    /// whole; days are texts YYYY-MM-DD; a number that is not finite (no ``Value`` should hold
    /// one) is null.
    ///
    /// - Parameters:
    ///   - value: What to write.
    ///   - bytes: Where the bytes go.
    /// - Complexity: O(*n*), *n* the number of bytes written.
    public static func append(_ value: Value, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.write("null")
        case .boolean(let truth): bytes.write(truth ? "true" : "false")
        case .integer(let number): bytes.write(number)
        case .real(let number): bytes.write(number.isFinite ? number.description : "null")
        case .text(let text): append(text, to: &bytes)
        case .day(let day):
            bytes.append(UInt8(ascii: "\""))
            bytes.write(day.description)
            bytes.append(UInt8(ascii: "\""))
        case .list(let members):
            bytes.append(UInt8(ascii: "["))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(member, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let properties):
            append(properties, to: &bytes)
        }
    }

    /// Appends names and values as an object, in their order.
    ///
    /// - Parameters:
    ///   - properties: What to write.
    ///   - bytes: Where the bytes go.
    public static func append(_ properties: Properties, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, property) in properties.all.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(property.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            append(property.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends a text in quotes; quotation marks, backslashes and control characters are escaped,
    /// everything else stands as UTF-8.
    ///
    /// - Parameters:
    ///   - text: What to write.
    ///   - bytes: Where the bytes go.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            var clean = 0
            for place in buffer.indices {
                let byte = unsafe buffer[place]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                else { continue }
                unsafe bytes.append(contentsOf: buffer[clean..<place])
                escape(byte, to: &bytes)
                clean = place + 1
            }
            unsafe bytes.append(contentsOf: buffer[clean...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: escape(of: byte))
    }

    /// What stands in a text for a character that may not stand there itself.
    static func escape(of byte: UInt8) -> [UInt8] {
        let backslash = UInt8(ascii: "\\")
        switch byte {
        case UInt8(ascii: "\""), backslash: return [backslash, byte]
        case UInt8(ascii: "\n"): return [backslash, UInt8(ascii: "n")]
        case UInt8(ascii: "\r"): return [backslash, UInt8(ascii: "r")]
        case UInt8(ascii: "\t"): return [backslash, UInt8(ascii: "t")]
        default:
            let digits = Array("0123456789abcdef".utf8)
            return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}

/// A text in UTF-8, with what had to be done to get it.
struct CharsetDecoding {
    private(set) var bytes: [UInt8]
    private(set) var notes: [String] = []
    /// Whether the bytes of the text are those of the file, but for control characters.
    private(set) var refersToFile = true

    /// Decodes a file.
    ///
    /// A byte order mark tells the charset, then the file's own word, then the bytes: what is not
    /// UTF-8 is read as Windows-1252, but where most of it is UTF-8 only the bytes that are not are
    /// replaced. Control characters become white space.
    ///
    /// - Parameters:
    ///   - file: The bytes of the file.
    ///   - name: What notes and errors call it.
    ///   - label: The charset that the file names.
    /// - Throws: ``ReportError`` when the file is no text.
    /// - Complexity: O(*n*).
    init(_ file: [UInt8], name: String, label: String? = nil) throws(ReportError) {
        bytes = file
        try CharsetDecoding.refuseBinary(file, name: name)
        let mark = Charset.marked(file)
        if mark?.length == 2 { refersToFile = false }
        switch mark?.charset {
        case .utf16LittleEndian:
            decodeUTF16(behind: 2, name: name) { UInt16($0) | UInt16($1) << 8 }
        case .utf16BigEndian:
            decodeUTF16(behind: 2, name: name) { UInt16($0) << 8 | UInt16($1) }
        default: decodeBytes(name: name, label: mark == nil ? label : nil)
        }
        blankControls(name: name)
    }

    private mutating func decodeBytes(name: String, label: String?) {
        let charset = label.flatMap { Charset(label: $0) }
        guard let bad = UTF8Validation.firstInvalidByte(of: bytes) else {
            if let label, charset == nil {
                notes.append("\(name): says that it is \(label), read as UTF-8, which it is too")
            }
            return
        }
        let place = CharsetDecoding.place(of: bad, in: bytes)
        let digits = String(bytes[bad], radix: 16, uppercase: true)
        let reason = "byte 0x\(digits) at \(place) is not UTF-8"
        refersToFile = false
        if let label, charset == nil {
            notes.append(
                "\(name): says that it is \(label), which is not read here; read as Windows-1252, "
                    + "so names may be spelt wrong")
        } else if charset != .windows1252, let repaired = CharsetDecoding.repaired(bytes) {
            let count = "\(repaired.count) byte\(repaired.count == 1 ? "" : "s")"
            notes.append("\(name): \(count) replaced, the first since \(reason)")
            bytes = repaired.bytes
            return
        } else if charset != .windows1252 {
            notes.append("\(name): read as Windows-1252, since \(reason)")
        }
        bytes = Windows1252.decoded(bytes[...])
    }

    /// The text with U+FFFD for what is not UTF-8, where more of it is beyond ASCII than wrong.
    private static func repaired(_ bytes: [UInt8]) -> (bytes: [UInt8], count: Int)? {
        let text = String(decoding: bytes, as: UTF8.self)
        var wrong = 0
        var right = 0
        for scalar in text.unicodeScalars where scalar.value > 0x7F {
            if scalar == "\u{FFFD}" { wrong += 1 } else { right += 1 }
        }
        return right > 2 * wrong ? (Array(text.utf8), wrong) : nil
    }

    private mutating func decodeUTF16(
        behind mark: Int, name: String, unit: (UInt8, UInt8) -> UInt16
    ) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var at = mark
        while at + 1 < bytes.count {
            units.append(unit(bytes[at], bytes[at + 1]))
            at += 2
        }
        if at < bytes.count {
            notes.append("\(name): ends within a character of UTF-16, which is left out")
        }
        // The mark is a character of the file, and is counted.
        bytes = [0xEF, 0xBB, 0xBF] + Array(String(decoding: units, as: UTF16.self).utf8)
    }

    // MARK: Control characters

    /// Puts spaces in the place of control characters, as long as they were.
    private mutating func blankControls(name: String) {
        var count = 0
        var first: Int?
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if CharsetDecoding.isControl(byte) {
                if first == nil { first = at }
                count += 1
                bytes[at] = 32
            } else if byte == 0xC2, at + 1 < bytes.count, bytes[at + 1] < 0xA0,
                bytes[at + 1] != 0x85
            {
                if first == nil { first = at }
                count += 1
                bytes[at + 1] = 0xA0
            }
            at += 1
        }
        guard let first else { return }
        let plural = count == 1 ? "" : "s"
        notes.append(
            "\(name): \(count) control character\(plural) taken for white space, first at "
                + CharsetDecoding.place(of: first, in: bytes))
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 32 && !(9...13).contains(byte) || byte == 0x7F
    }

    /// Refuses what is no text: another kind of file by its first bytes, or many control characters.
    private static func refuseBinary(_ file: [UInt8], name: String) throws(ReportError) {
        for (head, kind) in kinds where file.starts(with: head) {
            throw .unreadable(
                file: name, line: nil, found: kind, expected: "text (save it as text or HTML)")
        }
        guard Charset.marked(file)?.length != 2 else { return }
        let controls = file.count(where: isControl)
        guard controls * 20 > file.count, controls > 8 else { return }
        let nulls = file.count { $0 == 0 }
        let guess = nulls * 5 > file.count * 2 ? " (is it UTF-16 without a byte order mark?)" : ""
        throw .unreadable(
            file: name, line: nil,
            found: "\(controls) control characters in \(file.count) bytes", expected: "text\(guess)"
        )
    }

    private static let kinds: [(head: [UInt8], kind: String)] = [
        (Array("PK\u{3}\u{4}".utf8), "a zip archive, as .docx and .odt are"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Word or Excel file"),
        (Array("{\\rtf".utf8), "RTF"), ([0x1F, 0x8B], "a gzip archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("%PDF-".utf8), "PDF"),
    ]

    /// "line:column" of a byte, both counted from 1, the column in bytes.
    static func place(of byte: Int, in bytes: [UInt8]) -> String {
        var line = 1
        var lineStart = 0
        for index in 0..<byte where bytes[index] == 10 {
            line += 1
            lineStart = index + 1
        }
        return "\(line):\(byte - lineStart + 1)"
    }
}

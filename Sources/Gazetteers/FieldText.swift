/// What the bytes of a field say: text, numbers, and how an error shows them.
struct FieldText {
    /// The bytes, valid UTF-8.
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// The field without the spaces around it.
    var trimmed: FieldText {
        guard bytes.first == 32 || bytes.last == 32 else { return self }
        let rest = bytes.drop { $0 == 32 }
        guard let last = rest.lastIndex(where: { $0 != 32 }) else { return FieldText([]) }
        return FieldText(rest[...last])
    }

    var isEmpty: Bool { bytes.isEmpty }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether every byte is a digit, and there is one.
    var isDigits: Bool { !bytes.isEmpty && bytes.allSatisfy { $0 >= 48 && $0 <= 57 } }

    /// Whether the field is two capitals, as an ISO 3166-1 alpha-2 code.
    var isCountryCode: Bool { bytes.count == 2 && bytes.allSatisfy { $0 >= 65 && $0 <= 90 } }

    /// The number that decimal digits write, with a point and an exponent at most; `nil` for
    /// everything else ("nan", "0x10", "1,5").
    ///
    /// - Complexity: O(*n*).
    var real: Double? {
        var digits: UInt64 = 0
        var count = 0
        var decimals = 0
        var hasPoint = false
        var isNegative = false
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                count += 1
                guard count <= 18 else { return slowReal }
                digits = digits * 10 + UInt64(byte - 48)
                if hasPoint { decimals += 1 }
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "-") where offset == 0: isNegative = true
            default: return slowReal
            }
        }
        guard count > 0 else { return nil }
        // Both are exact below these limits, so that the quotient is rounded once, as it should be.
        guard digits < 1 << 53, decimals < FieldText.powersOfTen.count else { return slowReal }
        let number = Double(digits) / FieldText.powersOfTen[decimals]
        return isNegative ? -number : number
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]

    private var slowReal: Double? {
        let isDecimal = bytes.allSatisfy { byte in
            switch byte {
            case 48...57, UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                return true
            default: return false
            }
        }
        guard isDecimal, let number = Double(string), number.isFinite else { return nil }
        return number
    }

    /// What is wrong with a field that should be a number.
    func complaint(asNumber name: String) -> String {
        let found = "\(name) is not a number: \(FieldText.quoted(string))"
        let comma = bytes.firstIndex(of: UInt8(ascii: ","))
        guard let comma, FieldText(bytes[..<comma] + [46] + bytes[(comma + 1)...]).real != nil
        else { return found }
        return found + ", expected a decimal point in place of the comma"
    }

    /// A text as an error shows it: in quotation marks, short, on one line.
    ///
    /// Control characters, which could move a terminal's cursor, are replaced.
    static func quoted(_ text: some StringProtocol) -> String {
        var shown = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            if count == 60 { return "'\(shown)…'" }
            let isControl = scalar.properties.generalCategory == .control
            shown.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return "'\(shown)'"
    }

    /// Whether every letter is of the Latin script; signs and digits of any script pass.
    ///
    /// Judged by blocks: Latin ones, modifier letters, combining marks, punctuation and symbols.
    ///
    /// - SeeAlso: The Unicode Standard, file Blocks.txt.
    static func isLatin(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x0370, 0x1AB0..<0x1B00, 0x1D00..<0x1F00, 0x2000..<0x2C00, 0x2C60..<0x2C80,
                0x2E00..<0x2E80, 0xA720..<0xA800, 0xAB30..<0xAB70, 0xFB00..<0xFB07,
                0xFE00..<0xFE10, 0xFE20..<0xFE30:
                return true
            default: return false
            }
        }
    }
}

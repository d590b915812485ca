import SimpleFeatures

extension JSONScanner {
    // MARK: Numbers

    /// Reads a number: whole and in the range of `Int` as an integer, any other as a real.
    ///
    /// - Throws: ``FormatError`` when what stands there is no number of JSON, or is one beyond the
    ///   range of `Double`.
    mutating func number(expected: String = "a number") throws(FormatError) -> Value {
        let literal = try numberLiteral(expected: expected)
        if literal.isWhole, literal.significand <= UInt64(Int.max), !literal.isLong {
            // Minus zero has no integer of its own.
            if literal.isNegative, literal.significand == 0 { return .real(-0.0) }
            let magnitude = Int(literal.significand)
            return .integer(literal.isNegative ? -magnitude : magnitude)
        }
        if literal.isWhole {
            let text = String(decoding: bytes[literal.range], as: UTF8.self)
            if let number = Int(text) { return .integer(number) }
            repairs.note(.largeInteger, at: literal.range.lowerBound)
        }
        return .real(try double(of: literal))
    }

    /// Reads a number as a real one.
    mutating func double(expected: String = "a number") throws(FormatError) -> Double {
        try double(of: try numberLiteral(expected: expected))
    }

    private struct NumberLiteral {
        var range: Range<Int>
        var isNegative = false
        var isWhole = true
        /// More digits than `significand` holds.
        var isLong = false
        var significand: UInt64 = 0
        var exponent = 0
    }

    private mutating func numberLiteral(expected: String) throws(FormatError) -> NumberLiteral {
        let start = offset
        var literal = NumberLiteral(range: start..<start)
        var place = start
        let count = bytes.count
        var digits = 0

        func isDigit(_ place: Int) -> Bool { place < count && bytes[place] &- 48 <= 9 }
        func take(_ byte: UInt8) {
            if digits > 0 || byte != 48 { digits += 1 }
            if digits <= 19 {
                literal.significand = literal.significand * 10 + UInt64(byte &- 48)
            } else {
                literal.isLong = true
            }
        }

        if place < count, bytes[place] == UInt8(ascii: "-") {
            literal.isNegative = true
            place += 1
        }
        guard isDigit(place) else { throw failure(expected: expected) }
        let firstDigit = place
        while isDigit(place) {
            take(bytes[place])
            place += 1
        }
        if bytes[firstDigit] == UInt8(ascii: "0"), place - firstDigit > 1 {
            throw failure(expected: "a number without zeros in front")
        }
        if place < count, bytes[place] == UInt8(ascii: ".") {
            literal.isWhole = false
            place += 1
            guard isDigit(place) else {
                throw failure(expected: "a digit after the decimal point", at: place)
            }
            while isDigit(place) {
                take(bytes[place])
                literal.exponent -= 1
                place += 1
            }
        }
        if place < count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            literal.isWhole = false
            place += 1
            let isDown = place < count && bytes[place] == UInt8(ascii: "-")
            if isDown || (place < count && bytes[place] == UInt8(ascii: "+")) { place += 1 }
            guard isDigit(place) else {
                throw failure(expected: "a digit of the exponent", at: place)
            }
            var exponent = 0
            while isDigit(place) {
                exponent = min(exponent * 10 + Int(bytes[place] &- 48), 1_000_000)
                place += 1
            }
            literal.exponent += isDown ? -exponent : exponent
        }
        // A number of any sense is far shorter, and longer ones cost time to no end.
        guard place - start <= 1000 else {
            throw failure(
                found: "a number of \(place - start) characters", expected: "1000 at most")
        }
        resume(at: place)
        literal.range = start..<place
        return literal
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private func double(of literal: NumberLiteral) throws(FormatError) -> Double {
        // Both operands are exact here, so one division or product rounds once and correctly.
        if !literal.isLong, literal.significand <= 1 << 53, literal.exponent.magnitude <= 22 {
            let significand = Double(literal.significand)
            let power = JSONScanner.powersOfTen[Int(literal.exponent.magnitude)]
            let magnitude = literal.exponent < 0 ? significand / power : significand * power
            return literal.isNegative ? -magnitude : magnitude
        }
        let text = String(decoding: bytes[literal.range], as: UTF8.self)
        guard let number = Double(text), number.isFinite else {
            throw failure(
                found: "the number \(text.prefix(40))", expected: "a number that Double can hold",
                at: literal.range.lowerBound)
        }
        return number
    }

    // MARK: Strings

    /// Reads a string.
    ///
    /// - Throws: ``FormatError`` when it does not end, holds a control character, invalid UTF-8, an
    ///   unknown escape or a lone surrogate.
    mutating func string(expected: String = "a string") throws(FormatError) -> String {
        let content = try stringRange(expected: expected)
        guard content.hasEscapes else {
            return String(decoding: bytes[content.range], as: UTF8.self)
        }
        return try unescaped(content.range)
    }

    /// Reads over a string without a look at its escapes.
    ///
    /// - Returns: The bytes between the quotation marks, and whether a backslash stands there.
    private mutating func stringRange(
        expected: String
    ) throws(FormatError) -> (range: Range<Int>, hasEscapes: Bool) {
        guard skip("\"") else { throw failure(expected: expected) }
        let start = offset
        var place = start
        var hasEscapes = false
        var highest: UInt8 = 0
        let count = bytes.count
        scan: while true {
            guard place < count else {
                throw failure(
                    found: "the end of the file inside a string",
                    expected: "'\"' for the one in line \(line(of: start - 1))", at: place)
            }
            let byte = bytes[place]
            highest |= byte
            if byte == UInt8(ascii: "\"") { break scan }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                place += 1
            } else if byte < 0x20 {
                throw failure(expected: "an escape for a control character", at: place)
            }
            place += 1
        }
        if highest >= 0x80,
            let fault = unsafe UTF8Validity.firstFault(in: bytes.text(in: start..<place).bytes)
        {
            throw failure(expected: "UTF-8", at: start + fault)
        }
        resume(at: place + 1)
        return (start..<place, hasEscapes)
    }

    /// Reads over a string, with the same checks.
    mutating func skipString() throws(FormatError) {
        let content = try stringRange(expected: "a string")
        if content.hasEscapes { _ = try unescaped(content.range) }
    }

    private func unescaped(_ range: Range<Int>) throws(FormatError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let byte = bytes[place]
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                place += 1
                continue
            }
            place += 2
            switch bytes[place - 1] {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
                text.append(bytes[place - 1])
            case UInt8(ascii: "u"):
                let scalar = try escapedScalar(at: &place, end: range.upperBound)
                text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
            default:
                throw failure(expected: "an escape of JSON after '\\'", at: place - 1)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The scalar of `\u` and four digits, or of two such for one beyond the basic plane.
    private func escapedScalar(
        at place: inout Int, end: Int
    ) throws(FormatError) -> Unicode.Scalar {
        let start = place - 2
        let unit = try hexadecimalUnit(at: &place, end: end)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if unit < 0xDC00, place + 2 <= end, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        {
            place += 2
            let low = try hexadecimalUnit(at: &place, end: end)
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            {
                return scalar
            }
        }
        throw failure(
            found:
                "the lone surrogate \(String(decoding: bytes[start..<start + 6], as: UTF8.self))",
            expected: "a pair of surrogates", at: start)
    }

    private func hexadecimalUnit(at place: inout Int, end: Int) throws(FormatError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let digit = place < end ? bytes[place] : UInt8(ascii: "\"")
            guard let number = Character(Unicode.Scalar(digit)).hexDigitValue else {
                throw failure(expected: "four hexadecimal digits after '\\u'", at: place)
            }
            unit = unit << 4 | UInt32(number)
            place += 1
        }
        return unit
    }
}

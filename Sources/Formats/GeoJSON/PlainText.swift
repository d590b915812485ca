import SimpleFeatures

/// A place in a JSON text from which the quick path reads.
///
/// What it takes is what ``JSONScanner`` takes too, with the same meaning; what it does not take is
/// `nil` or `false`, and the place stays.
struct PlainText {
    private let bytes: FileBytes
    /// The next byte to read.
    var place: Int

    init(_ bytes: FileBytes, at place: Int) {
        self.bytes = bytes
        self.place = place
    }

    /// The next byte; 0 at the end.
    @inline(__always)
    var next: UInt8 { place < bytes.count ? byte(place) : 0 }

    @inline(__always)
    private func byte(_ place: Int) -> UInt8 { unsafe bytes.start[place] }

    // MARK: Structure

    @inline(__always)
    mutating func skipWhiteSpace() {
        while place < bytes.count, byte(place) <= 0x20 {
            guard isWhiteSpace(byte(place)) else { return }
            place += 1
        }
    }

    @inline(__always)
    private func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Goes over bytes when they stand next.
    @inline(__always)
    mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard bytes.count - place >= count else { return false }
        for index in 0..<count {
            guard unsafe bytes.start[place + index] == word.utf8Start[index] else { return false }
        }
        place += count
        return true
    }

    @inline(__always)
    mutating func skipAfterSpace(_ word: StaticString) -> Bool {
        skipWhiteSpace()
        return skip(word)
    }

    /// Goes over a name, given in quotation marks, with its colon and the white space around them.
    @inline(__always)
    mutating func skipName(_ name: StaticString) -> Bool {
        skipWhiteSpace()
        guard skip(name), skipAfterSpace(":") else { return false }
        skipWhiteSpace()
        return true
    }

    /// Reads a name without escapes, with its colon and the white space around them.
    @inline(__always)
    mutating func name() -> Range<Int>? {
        skipWhiteSpace()
        guard let range = plainString(), skipAfterSpace(":") else { return nil }
        skipWhiteSpace()
        return range
    }

    // MARK: Strings

    /// Reads a string without escapes: where its bytes stand, without quotation marks.
    @inline(__always)
    mutating func plainString() -> Range<Int>? {
        guard next == UInt8(ascii: "\"") else { return nil }
        let start = place + 1
        var place = start
        var isASCII = true
        while place + 8 <= bytes.count {
            let word = unsafe UnsafeRawPointer(bytes.start).loadUnaligned(
                fromByteOffset: place, as: UInt64.self
            ).littleEndian
            let ends = JSONWord.ends(word)
            if ends == 0 {
                place += 8
                continue
            }
            place += ends.trailingZeroBitCount / 8
            let byte = byte(place)
            if byte == UInt8(ascii: "\"") { return end(start..<place, isASCII: isASCII) }
            guard byte >= 0x80 else { return nil }
            isASCII = false
            place += 1
        }
        while place < bytes.count {
            let byte = byte(place)
            if byte == UInt8(ascii: "\"") { return end(start..<place, isASCII: isASCII) }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return nil }
            if byte >= 0x80 { isASCII = false }
            place += 1
        }
        return nil
    }

    @inline(__always)
    private mutating func end(_ range: Range<Int>, isASCII: Bool) -> Range<Int>? {
        if !isASCII {
            guard unsafe UTF8Validity.holds(bytes.text(in: range).bytes) else { return nil }
        }
        place = range.upperBound + 1
        return range
    }

    /// The bytes of a range as a text of its own.
    func string(in range: Range<Int>) -> String { bytes.text(in: range).string }

    /// Whether two ranges hold the same bytes.
    @inline(__always)
    func isSame(_ one: Range<Int>, as other: Range<Int>) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count
        where byte(one.lowerBound + index) != byte(other.lowerBound + index) { return false }
        return true
    }

    /// Whether a range holds a word of as many bytes.
    @inline(__always)
    func holds(_ word: StaticString, in range: Range<Int>) -> Bool {
        for index in 0..<range.count {
            guard unsafe bytes.start[range.lowerBound + index] == word.utf8Start[index]
            else { return false }
        }
        return true
    }

    /// Reads an identifier: a string without escapes, or a number as it is written.
    mutating func identifier() -> BatchText? {
        if let range = plainString() { return bytes.text(in: range) }
        let start = place
        guard plainNumber() != nil else { return nil }
        return bytes.text(in: start..<place)
    }

    // MARK: Numbers

    enum Number: Equatable {
        case integer(Int)
        case real(Double)
    }

    /// Reads a number without an exponent whose digits fit 18 places and whose value is exact.
    @inline(__always)
    mutating func plainNumber() -> Number? {
        guard let digits = digits() else { return nil }
        if digits.decimals < 0 {
            // Minus zero has no integer of its own.
            guard !(digits.isNegative && digits.significand == 0) else { return nil }
            place = digits.end
            return .integer(digits.isNegative ? -digits.significand : digits.significand)
        }
        guard let number = digits.real else { return nil }
        place = digits.end
        return .real(number)
    }

    /// Reads a number as ``plainNumber()`` does, behind white space, as a real.
    @inline(__always)
    mutating func degrees() -> Double? {
        skipWhiteSpace()
        guard let digits = digits(), let number = digits.real else { return nil }
        place = digits.end
        return number
    }

    /// A number as its digits.
    private struct Digits {
        var isNegative: Bool
        var significand: Int
        /// How many digits stand behind the point; -1 without a point.
        var decimals: Int
        var end: Int

        /// Powers of ten that are exact.
        private static let powersOfTen: [Double] = [
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18,
        ]

        /// The value, when both parts of the division are exact, so that it rounds once.
        @inline(__always)
        var real: Double? {
            guard significand <= 1 << 53 else { return nil }
            let magnitude =
                decimals <= 0
                ? Double(significand) : Double(significand) / Digits.powersOfTen[decimals]
            return isNegative ? -magnitude : magnitude
        }
    }

    @inline(__always)
    private func digits() -> Digits? {
        var place = place
        let isNegative = place < bytes.count && byte(place) == UInt8(ascii: "-")
        if isNegative { place += 1 }
        let first = place
        var significand = 0
        while place < bytes.count, byte(place) &- 48 <= 9 {
            significand = significand &* 10 &+ Int(byte(place) &- 48)
            place += 1
        }
        let wholeDigits = place - first
        guard wholeDigits > 0, wholeDigits == 1 || byte(first) != 48 else { return nil }
        var decimals = -1
        if place < bytes.count, byte(place) == UInt8(ascii: ".") {
            place += 1
            let start = place
            while place < bytes.count, byte(place) &- 48 <= 9 {
                significand = significand &* 10 &+ Int(byte(place) &- 48)
                place += 1
            }
            decimals = place - start
            guard decimals > 0 else { return nil }
        }
        guard wholeDigits + max(decimals, 0) <= 18 else { return nil }
        if place < bytes.count, byte(place) | 0x20 == UInt8(ascii: "e") { return nil }
        return Digits(
            isNegative: isNegative, significand: significand, decimals: decimals, end: place)
    }
}

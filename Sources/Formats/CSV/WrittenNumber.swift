/// What a number is that stands in a text as people and programs write them.
enum WrittenNumber {
    /// No number, or one beyond the range of `Double`.
    case none
    case integer(Int)
    case real(Double)
    /// A whole number beyond 64 bits.
    case large(Double)

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
    /// A number of any sense is far shorter, and longer ones cost time to no end.
    private static let lengthLimit = 400

    /// Reads a number that fills a text.
    ///
    /// A whole number has digits and maybe a minus, without a zero in front; a real one has a point
    /// or an exponent. Two zeros in front, a plus in front, spaces and words such as `NaN` are
    /// none.
    ///
    /// - Complexity: O(*n*), *n* the bytes; nothing is allocated up to 19 digits.
    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer) {
        let count = bytes.count
        var place = 0
        var isNegative = false
        if count > 0, unsafe bytes[0] == UInt8(ascii: "-") {
            isNegative = true
            place = 1
        }
        let firstDigit = place
        var significand: UInt64 = 0
        while place < count {
            let digit = unsafe bytes[place] &- 48
            guard digit <= 9 else { break }
            significand = significand &* 10 &+ UInt64(digit)
            place += 1
        }
        let digits = place - firstDigit
        if place == count, digits > 0, digits <= 18 {
            if digits > 1, unsafe bytes[firstDigit] == 48 {
                self = .none
            } else if significand == 0, isNegative {
                // Minus zero has no integer of its own.
                self = .real(-0.0)
            } else {
                let number = Int(truncatingIfNeeded: significand)
                self = .integer(isNegative ? 0 &- number : number)
            }
            return
        }
        if place < count, unsafe bytes[place] == UInt8(ascii: "."), digits <= 15 {
            let point = place
            place += 1
            while place < count {
                let digit = unsafe bytes[place] &- 48
                guard digit <= 9 else { break }
                significand = significand &* 10 &+ UInt64(digit)
                place += 1
            }
            let decimals = place - point - 1
            // Both operands are exact here, so one division rounds once and correctly.
            if place == count, decimals > 0, digits > 0, digits + decimals <= 18,
                significand <= 1 << 53, unsafe digits == 1 || bytes[firstDigit] != 48
            {
                let magnitude = Double(significand) / WrittenNumber.powersOfTen[decimals]
                self = .real(isNegative ? -magnitude : magnitude)
                return
            }
        }
        self = unsafe WrittenNumber.unusual(bytes)
    }

    /// A number of many digits, with an exponent, or none.
    @inline(never)
    private static func unusual(_ bytes: UnsafeRawBufferPointer) -> WrittenNumber {
        let count = bytes.count
        guard count > 0, count <= lengthLimit else { return .none }
        var place = unsafe bytes[0] == UInt8(ascii: "-") ? 1 : 0
        func digits() -> Int {
            let first = place
            while place < count, unsafe bytes[place] &- 48 <= 9 { place += 1 }
            return place - first
        }
        let firstDigit = place
        let whole = digits()
        if whole > 1, unsafe bytes[firstDigit] == 48 { return .none }
        var decimals = 0
        var isWhole = true
        if place < count, unsafe bytes[place] == UInt8(ascii: ".") {
            isWhole = false
            place += 1
            decimals = digits()
        }
        guard whole + decimals > 0 else { return .none }
        if place < count, unsafe bytes[place] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            place += 1
            if place < count,
                unsafe bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+")
            {
                place += 1
            }
            guard digits() > 0 else { return .none }
        }
        guard place == count else { return .none }
        var text = unsafe String(decoding: bytes, as: UTF8.self)
        if isWhole, let number = Int(text) { return .integer(number) }
        // `Double` wants a digit on both sides of a point.
        if whole == 0 { text.insert("0", at: text.firstIndex(of: ".") ?? text.startIndex) }
        text.replace(".e", with: ".0e")
        text.replace(".E", with: ".0e")
        if text.hasSuffix(".") { text += "0" }
        guard let number = Double(text), number.isFinite else { return .none }
        return isWhole ? .large(number) : .real(number)
    }

    /// The number as a real one; `nil` when it is none.
    var real: Double? {
        switch self {
        case .none: return nil
        case .integer(let number): return Double(number)
        case .real(let number), .large(let number): return number
        }
    }
}

extension WrittenNumber {
    /// Reads a number that may have spaces around it.
    @inline(__always)
    init(trimmed bytes: UnsafeRawBufferPointer) {
        if unsafe bytes.first == 0x20 || bytes.last == 0x20 {
            self = unsafe WrittenNumber.withoutSpaces(bytes)
        } else {
            unsafe self.init(bytes)
        }
    }

    @inline(never)
    private static func withoutSpaces(_ bytes: UnsafeRawBufferPointer) -> WrittenNumber {
        var rest = unsafe bytes[...]
        while unsafe rest.first == 0x20 { unsafe rest.removeFirst() }
        while unsafe rest.last == 0x20 { unsafe rest.removeLast() }
        return unsafe WrittenNumber(UnsafeRawBufferPointer(rebasing: rest))
    }
}

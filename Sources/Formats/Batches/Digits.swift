/// Numbers as decimal digits, written straight into memory.
enum Digits {
    /// Writes a whole number.
    ///
    /// - Parameter start: Room for 20 bytes.
    /// - Returns: The byte behind the last.
    @inline(__always)
    static func write(
        _ number: Int, to start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var start = unsafe start
        if number < 0 {
            unsafe start.pointee = UInt8(ascii: "-")
            unsafe start += 1
        }
        return unsafe write(number.magnitude, to: start)
    }

    /// Writes a whole number that is not negative.
    @inline(__always)
    static func write(
        _ number: UInt, to start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let width = width(of: number)
        var place = unsafe start + width
        var rest = number
        while rest >= 100 {
            let pair = Int(rest % 100)
            rest /= 100
            unsafe place -= 2
            unsafe write(pair: pair, to: place)
        }
        if rest >= 10 {
            unsafe write(pair: Int(rest), to: place - 2)
        } else {
            unsafe (place - 1).pointee = UInt8(truncatingIfNeeded: 48 + rest)
        }
        return unsafe start + width
    }

    /// Writes degrees in plain decimal notation, never with an exponent.
    ///
    /// Rounds to the nearest number of that many decimals and drops trailing zeros; what rounds to
    /// zero loses its sign.
    ///
    /// - Parameters:
    ///   - degrees: A finite number in -180...180.
    ///   - decimals: Digits after the point at most, in 0...7.
    ///   - start: Room for 16 bytes.
    /// - Returns: The byte behind the last.
    @inline(__always)
    static func write(
        degrees: Double, decimals: Int, to start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let scale = scales[decimals]
        let units = rounded(degrees.magnitude, times: Double(scale))
        var start = unsafe start
        if units > 0, degrees < 0 {
            unsafe start.pointee = UInt8(ascii: "-")
            unsafe start += 1
        }
        let whole = units / scale
        var fraction = units - whole * scale
        unsafe start = write(whole, to: start)
        guard fraction > 0 else { return unsafe start }
        // Seven digits whatever the decimals, so that one way of writing serves all.
        fraction *= scales[7 - decimals]
        unsafe start.pointee = UInt8(ascii: ".")
        let high = Int(fraction / 10_000)
        let low = Int(fraction % 10_000)
        unsafe (start + 1).pointee = UInt8(truncatingIfNeeded: 48 + high / 100)
        unsafe write(pair: high % 100, to: start + 2)
        unsafe write(pair: low / 100, to: start + 4)
        unsafe write(pair: low % 100, to: start + 6)
        unsafe start += 8
        while unsafe (start - 1).pointee == 48 { unsafe start -= 1 }
        return unsafe start
    }

    /// Whether a number has seven decimals at most, and is written with fifteen digits at most and
    /// without an exponent.
    ///
    /// No two numbers of fifteen digits are the same `Double`, so its shortest digits are those.
    @inline(__always)
    static func isShort(_ number: Double) -> Bool {
        let magnitude = number.magnitude
        guard magnitude < 1e8, magnitude >= 1e-4 else { return false }
        return (magnitude * 1e7).rounded() / 1e7 == magnitude
    }

    /// Writes a number that ``isShort(_:)``, `.0` behind a whole one.
    ///
    /// - Parameter start: Room for 20 bytes.
    /// - Returns: The byte behind the last.
    @inline(__always)
    static func write(
        short number: Double, to start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let end = unsafe write(degrees: number, decimals: 7, to: start)
        guard number.magnitude.rounded(.down) == number.magnitude else { return unsafe end }
        unsafe end.pointee = UInt8(ascii: ".")
        unsafe (end + 1).pointee = UInt8(ascii: "0")
        return unsafe end + 2
    }

    private static let scales: [UInt] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

    /// A product rounded to the nearest whole number, as if it had been computed exactly.
    @inline(__always)
    static func rounded(_ number: Double, times scale: Double) -> UInt {
        let product = number * scale
        let below = product.rounded(.down)
        guard product - below == 0.5 else { return UInt(product.rounded()) }
        // The product itself was rounded: what it lost says on which side of the tie it lay.
        let lost = (-product).addingProduct(number, scale)
        return UInt(lost < 0 ? below : below + 1)
    }

    @inline(__always)
    private static func write(pair: Int, to place: UnsafeMutablePointer<UInt8>) {
        unsafe place.pointee = UInt8(truncatingIfNeeded: 48 + pair / 10)
        unsafe (place + 1).pointee = UInt8(truncatingIfNeeded: 48 + pair % 10)
    }

    @inline(__always)
    private static func width(of number: UInt) -> Int {
        if number < 10 { return 1 }
        var width = 2
        var limit: UInt = 100
        while width < 20, number >= limit {
            width += 1
            let (next, overflows) = limit.multipliedReportingOverflow(by: 10)
            if overflows { break }
            limit = next
        }
        return width
    }
}

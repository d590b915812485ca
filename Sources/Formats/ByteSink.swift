/// Where writers put their bytes: a buffer that grows.
///
/// A plain array, so that whoever calls a writer can hand the bytes on without a copy.
public typealias ByteSink = [UInt8]

extension ByteSink {
    /// Appends the UTF-8 of a text as it stands.
    mutating func write(_ text: String) {
        append(contentsOf: text.utf8)
    }

    /// Appends a whole number in decimal digits.
    mutating func write(_ number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        write(digitsOf: number.magnitude, padded: 1)
    }

    /// Appends degrees in plain decimal notation, never with an exponent.
    ///
    /// Rounds to the nearest number of that many decimals and drops trailing zeros; what rounds to
    /// zero loses its sign.
    ///
    /// - Parameters:
    ///   - degrees: A finite number in -180...180.
    ///   - decimals: Digits after the point at most, in 0...7.
    mutating func write(degrees: Double, decimals: Int) {
        precondition((0...7).contains(decimals), "decimals must be in 0...7")
        var scale: UInt = 1
        for _ in 0..<decimals { scale *= 10 }
        let units = ByteSink.rounded(degrees.magnitude, times: Double(scale))
        if units > 0, degrees < 0 { append(UInt8(ascii: "-")) }
        write(digitsOf: units / scale, padded: 1)
        var fraction = units % scale
        guard fraction > 0 else { return }
        var width = decimals
        while fraction % 10 == 0 {
            fraction /= 10
            width -= 1
        }
        append(UInt8(ascii: "."))
        write(digitsOf: fraction, padded: width)
    }

    /// Appends digits, with zeros in front up to a width.
    private mutating func write(digitsOf number: UInt, padded width: Int) {
        var length = 1
        var rest = number
        while rest >= 10 {
            rest /= 10
            length += 1
        }
        length = Swift.max(length, width)
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: length))
        var place = count - 1
        rest = number
        while rest > 0 {
            self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            place -= 1
        }
    }

    /// A product rounded to the nearest whole number, as if it had been computed exactly.
    private static func rounded(_ number: Double, times scale: Double) -> UInt {
        let product = number * scale
        let below = product.rounded(.down)
        guard product - below == 0.5 else { return UInt(product.rounded()) }
        // The product itself was rounded: what it lost says on which side of the tie it lay.
        let lost = (-product).addingProduct(number, scale)
        return UInt(lost < 0 ? below : below + 1)
    }
}

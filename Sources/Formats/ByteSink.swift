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
        unsafe write(atMost: 20) { unsafe Digits.write(number, to: $0) }
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
        unsafe write(atMost: 16) {
            unsafe Digits.write(degrees: degrees, decimals: decimals, to: $0)
        }
    }

    /// Appends what is written into memory.
    private mutating func write(
        atMost count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
    ) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { room in
            guard let start = room.baseAddress else { return }
            let end = unsafe body(start)
            unsafe append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
        }
    }
}

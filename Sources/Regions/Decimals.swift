/// Numbers as tables show them.
package enum Decimals {
    /// A number with a fixed count of decimals, halves rounded away from zero.
    ///
    /// - Parameters:
    ///   - number: Any number; one that is not finite or beyond 1e15 is written as Swift does.
    ///   - places: Decimals, 0 to 6.
    package static func text(_ number: Double, places: Int) -> String {
        guard number.isFinite, number.magnitude < 1e15 else { return "\(number)" }
        precondition((0...6).contains(places), "\(places) decimals, expected 0 to 6")
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let units = (number.magnitude * Double(scale)).rounded()
        guard units < 9e18 else { return "\(number)" }
        let (whole, rest) = Int(units).quotientAndRemainder(dividingBy: scale)
        let sign = number < 0 && units > 0 ? "-" : ""
        guard places > 0 else { return sign + grouped(whole) }
        let digits = String(rest)
        let padding = String(repeating: "0", count: places - digits.count)
        return sign + grouped(whole) + "." + padding + digits
    }

    /// A number with ten digits that count, so that mathematical libraries that differ in the last one
    /// give the same files.
    ///
    /// - Parameter number: Any number; one that is 0, not finite or beyond 1e±20 stays as it is.
    package static func tenDigits(_ number: Double) -> Double {
        guard number.magnitude > 1e-20, number.magnitude < 1e20 else { return number }
        var (large, small) = (1.0, 1.0)
        // Powers of ten up to 1e22 are exact.
        while number.magnitude * large < 1e9, large < 1e22 { large *= 10 }
        while number.magnitude / small >= 1e10 { small *= 10 }
        return (number * large / small).rounded() * small / large
    }

    /// A whole number with a comma after each three digits.
    package static func grouped(_ number: Int) -> String {
        var groups: [Substring] = []
        var digits = Substring(String(number.magnitude))
        while digits.count > 3 {
            groups.append(digits.suffix(3))
            digits = digits.dropLast(3)
        }
        groups.append(digits)
        return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}

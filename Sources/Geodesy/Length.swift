/// A length that someone wrote with its unit, such as "50km" or "2.5 mi".
public struct Length: Hashable, Comparable, Sendable {
    /// The length in metres, finite and not negative.
    public let metres: Double

    /// A unit that a length may be written in.
    public enum Unit: String, CaseIterable, Hashable, Sendable {
        case metre = "m"
        case kilometre = "km"
        /// The statute mile of 1959.
        case mile = "mi"
        case nauticalMile = "nmi"

        /// How many metres one of it has, exactly.
        ///
        /// - SeeAlso: BIPM, "The International System of Units", 9th edition, table 8 (nautical
        ///   mile); NIST Special Publication 811, appendix B.6 (mile).
        public var metres: Double {
            switch self {
            case .metre: return 1
            case .kilometre: return 1000
            case .mile: return 1609.344
            case .nauticalMile: return 1852
            }
        }
    }

    /// Reads a number and its unit.
    ///
    /// The number has decimal digits and at most one decimal point, no sign, no exponent and no
    /// grouping; the unit is m, km, mi or nmi in letters of either case. Spaces may stand before,
    /// between and after them. A unit is never guessed.
    ///
    /// - Parameter text: What was written.
    /// - Throws: ``LengthError`` that says what is wrong and which units there are.
    public init(parsing text: String) throws(LengthError) {
        let trimmed = text.drop { $0 == " " }
        let number = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        let digits = number.filter { $0 != "." }
        guard !digits.isEmpty, !digits.contains(","), number.count - digits.count <= 1,
            let value = Double(number.hasSuffix(".") ? number + "0" : number), value.isFinite
        else { throw .noNumber(text) }
        let afterNumber = trimmed[number.endIndex...].drop { $0 == " " }
        let word = afterNumber.prefix { $0 != " " }
        guard !word.isEmpty else { throw .noUnit(text) }
        guard afterNumber.dropFirst(word.count).allSatisfy({ $0 == " " }),
            let unit = Unit(rawValue: word.lowercased())
        else { throw .unknownUnit(text, found: String(afterNumber)) }
        let metres = value * unit.metres
        guard metres.isFinite else { throw .noNumber(text) }
        self.metres = metres
    }

    public static func < (one: Length, other: Length) -> Bool { one.metres < other.metres }
}

/// Why a text is no length.
public enum LengthError: Error, Equatable, CustomStringConvertible {
    /// It does not begin with a plain decimal number.
    case noNumber(String)
    /// It is a number alone.
    case noUnit(String)
    /// What follows the number is none of the units.
    case unknownUnit(String, found: String)

    public var description: String {
        let units = Length.Unit.allCases.map(\.rawValue).joined(separator: ", ")
        switch self {
        case .noNumber(let text):
            return "length '\(text)' does not begin with a number such as 50 or 2.5"
        case .noUnit(let text):
            return "length '\(text)' has no unit: expected one of \(units), as in '\(text)km'"
        case .unknownUnit(let text, let found):
            return "length '\(text)' has the unknown unit '\(found)': expected one of \(units)"
        }
    }
}

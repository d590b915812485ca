/// The characters that a table is drawn with.
public enum Marks: Sendable {
    /// Blocks and signs of Unicode.
    case unicode
    /// Letters, digits and signs of ASCII, for terminals that show nothing else.
    case ascii

    /// How many columns of a terminal the longest bar takes.
    static let barWidth = 20

    /// A bar for a number.
    ///
    /// - Parameters:
    ///   - count: 0 or more.
    ///   - most: The number of the longest bar.
    /// - Returns: Nothing for 0, something for every other number.
    func bar(_ count: Int, of most: Int) -> String {
        guard count > 0, most > 0 else { return "" }
        let share = min(1, Double(count) / Double(most))
        switch self {
        case .ascii:
            let full = max(1, Int((share * Double(Marks.barWidth)).rounded()))
            return String(repeating: "#", count: full)
        case .unicode:
            let eighths = max(1, Int((share * Double(Marks.barWidth * 8)).rounded()))
            let rest = eighths % 8
            return String(repeating: "█", count: eighths / 8)
                + (rest == 0 ? "" : String(Array("▏▎▍▌▋▊▉")[rest - 1]))
        }
    }

    /// A column a number, its height in eighths of the greatest one; "·" for 0.
    ///
    /// - Parameters:
    ///   - counts: 0 or more each.
    ///   - most: The number of the highest column.
    func sparkline(_ counts: [Int], of most: Int) -> String {
        let columns = Array(self == .ascii ? ".:-=+*#%@" : "·▁▂▃▄▅▆▇█")
        return String(
            counts.map { count in
                guard count > 0, most > 0 else { return columns[0] }
                let share = min(1, Double(count) / Double(most))
                return columns[max(1, Int((share * 8).rounded(.up)))]
            })
    }

    /// No upper end.
    var infinity: String { self == .ascii ? "infinite" : "∞" }
    /// The unit of an area.
    var squareKilometres: String { self == .ascii ? "km2" : "km²" }
    /// What stands behind a ratio of small counts.
    var few: String { self == .ascii ? " *" : " †" }
}

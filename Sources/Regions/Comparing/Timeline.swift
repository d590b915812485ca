/// Stretches of equal length, in months or years, that a chart has a column each for.
public struct Timeline: Hashable, Sendable {
    /// How long a column is.
    public enum Step: Int, CaseIterable, Sendable {
        case month = 1
        case quarter = 3
        case year = 12
        case decade = 120
        case century = 1200

        /// The word for one column.
        public var word: String {
            switch self {
            case .month: return "month"
            case .quarter: return "quarter"
            case .year: return "year"
            case .decade: return "decade"
            case .century: return "century"
            }
        }
    }

    /// How long a column is.
    public let step: Step
    private let first: Int
    /// How many columns there are.
    public let count: Int

    /// Columns for all of some months, as short as fit.
    ///
    /// - Parameters:
    ///   - months: The months to show.
    ///   - limit: The most columns; at least 1.
    public init(_ months: ClosedRange<Month>, atMost limit: Int) {
        func columns(_ step: Step) -> ClosedRange<Int> {
            months.lowerBound.index / step.rawValue...months.upperBound.index / step.rawValue
        }
        step = Step.allCases.first { columns($0).count <= limit } ?? .century
        first = columns(step).lowerBound
        count = columns(step).count
    }

    /// The column of a month; of one before the first it is negative, of one after the last ``count`` or
    /// more.
    func column(of month: Month) -> Int { month.index / step.rawValue - first }

    /// How a column is written: "2003-10" for a month, "2003-Q4" for a quarter, "2003" for a year,
    /// "2000s" for a decade, "19xx" for a century.
    public func name(of column: Int) -> String {
        let month = Month(index: (first + column) * step.rawValue)
        let year = String(month.description.prefix(4))
        switch step {
        case .month: return month.description
        case .quarter: return "\(year)-Q\(month.index % 12 / 3 + 1)"
        case .year: return year
        case .decade: return year + "s"
        case .century: return year.prefix(2) + "xx"
        }
    }

    /// Events and deaths of a side in each column; those of other months are left out.
    func figures(of side: Comparison.Side) -> [Figures] {
        var columns = [Figures](repeating: Figures(), count: count)
        for (month, figures) in side.eventsByMonth {
            let column = column(of: month)
            if columns.indices.contains(column) { columns[column].add(figures) }
        }
        return columns
    }
}

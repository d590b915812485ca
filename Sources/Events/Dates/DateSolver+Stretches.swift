import Orthography
import Reports
import SimpleFeatures

/// Parts of months, years and decades: "early October", "the second week of June", "mid-2003".
extension DateSolver {
    /// Narrows a reading to the part of it that the words in front name.
    func narrow(_ reading: inout Reading, _ unit: DateWords.Unit, in sentence: Range<Int>) {
        let whole = reading.interval
        var at = reading.tokens.lowerBound
        for _ in 0..<4 where words.has(.joints, word(at - 1, in: sentence)) { at -= 1 }
        if let (start, part) = slice(of: whole, unit, endingAt: at, in: sentence) {
            reading.interval = part
            reading.tokens = start..<reading.tokens.upperBound
        } else if let (stretch, start) = words.stretches.match(
            in: report.text, endingAt: at, after: sentence.lowerBound),
            let part = self.stretch(stretch, of: whole, unit)
        {
            reading.interval = part
            reading.tokens = start..<reading.tokens.upperBound
        }
    }

    /// "at the end of the year", "a fines de mes": a part of the unit that the story is in.
    func stretchOfUnit(at start: Int, in sentence: Range<Int>) -> Reading? {
        guard
            let (stretch, end) = words.stretches.match(
                in: report.text, at: start, before: sentence.upperBound)
        else { return nil }
        var at = end
        func unit() -> (value: (unit: DateWords.Unit, count: Int), end: Int)? {
            words.units.match(in: report.text, at: at, before: sentence.upperBound)
        }
        while at < end + 3, unit() == nil, words.has(.joints, word(at, in: sentence)) {
            at += 1
        }
        // "un fin de semana" is no end of a week.
        guard at > end,
            words.units.match(in: report.text, at: start, before: sentence.upperBound) == nil,
            // "a inicios de la semana pasada" narrows the phrase that follows.
            !(end...at).contains(where: {
                words.meanings.match(in: report.text, at: $0, before: sentence.upperBound) != nil
            }),
            let (unit, behind) = unit(), unit.count == 1,
            !words.has(.of, word(behind, in: sentence)),
            choice(beside: at..<behind, in: sentence) == nil, !isNumber(behind, in: sentence),
            let whole = interval(.story, unit.unit, 0) ?? interval(.report, unit.unit, 0),
            let part = self.stretch(stretch, of: whole, unit.unit)
        else { return nil }
        return Reading(tokens: start..<behind, interval: part, isAbsolute: false)
    }

    private func isNumber(_ index: Int, in sentence: Range<Int>) -> Bool {
        sentence.contains(index) && report.text.tokens[index].kind == .number
    }

    private func stretch(
        _ stretch: DateWords.Stretch, of whole: DateInterval, _ unit: DateWords.Unit
    ) -> DateInterval? {
        let (start, end) = (whole.start, whole.end)
        if stretch == .elapsed {
            guard let written, written >= start else { return nil }
            return DateInterval(
                start: start, end: min(end, written), precision: whole.precision)
        }
        func days(_ first: CalendarDay, _ last: CalendarDay) -> DateInterval {
            DateInterval(start: first, end: last, precision: .week)
        }
        switch unit {
        case .week:
            switch stretch {
            case .early: return days(start, start.advanced(by: 2))
            case .mid: return days(start.advanced(by: 1), start.advanced(by: 3))
            default: return days(start.advanced(by: 3), end)
            }
        case .month:
            guard whole.dayCount <= 31 else { return nil }
            switch stretch {
            case .early: return days(start, start.advanced(by: 9))
            case .mid: return days(start.advanced(by: 9), start.advanced(by: 19))
            default: return days(end.advanced(by: -13), end)
            }
        case .year where whole.bounds == .decade:
            let years: ClosedRange<Int>
            switch stretch {
            case .early: years = 0...3
            case .mid: years = 4...6
            default: years = 7...9
            }
            return DateInterval(
                year: start.year + years.lowerBound, through: start.year + years.upperBound,
                bounds: .about)
        case .year:
            guard start.year == end.year else { return nil }
            let first: Int
            switch stretch {
            case .early: first = 1
            case .mid: first = 5
            default: first = 9
            }
            return DateInterval(year: start.year, month: first, through: first + 3)?
                .bounded(.about)
        case .day, .weekend, .weekday: return nil
        }
    }

    // MARK: - Counted parts

    /// "the second week of", "the last three days of", "la segunda quincena de"
    private func slice(
        of whole: DateInterval, _ unit: DateWords.Unit, endingAt end: Int, in sentence: Range<Int>
    ) -> (start: Int, part: DateInterval)? {
        guard let (slice, usual) = words.slices[word(end - 1, in: sentence)],
            whole.bounds != .decade
        else { return nil }
        var at = end - 2
        var count = usual
        if sentence.contains(at), let number = words.numbers.units[report.text.word(at)],
            (1...31).contains(number)
        {
            (count, at) = (number, at - 1)
        }
        guard let ordinal = words.ordinals[word(at, in: sentence)] else { return nil }
        let part: DateInterval?
        switch unit {
        case .month: part = sliceOfMonth(whole, slice, ordinal, count)
        case .year: part = sliceOfYear(whole, slice, ordinal, count)
        default: part = nil
        }
        return part.map { (at, $0) }
    }

    private func sliceOfMonth(
        _ month: DateInterval, _ slice: DateWords.Slice, _ ordinal: Int, _ count: Int
    ) -> DateInterval? {
        let (start, end) = (month.start, month.end)
        let length: Int
        switch slice {
        case .half, .fortnight:
            let middle = start.advanced(by: 14)
            switch ordinal {
            case 1: return DateInterval(start: start, end: middle, precision: .week)
            case 2, -1:
                return DateInterval(start: middle.advanced(by: 1), end: end, precision: .week)
            default: return nil
            }
        case .day: length = count
        case .week: length = 7 * count
        case .month, .quarter: return nil
        }
        let precision: DateInterval.Precision = length <= 3 ? .day : .week
        guard ordinal > 0 else {
            return DateInterval(
                start: max(start, end.advanced(by: 1 - length)), end: end, precision: precision)
        }
        // "the second week" is the second seven days.
        let first = start.advanced(by: slice == .week ? 7 * (ordinal - 1) : ordinal - 1)
        guard first <= end else { return nil }
        return DateInterval(
            start: first, end: min(end, first.advanced(by: length - 1)), precision: precision)
    }

    private func sliceOfYear(
        _ year: DateInterval, _ slice: DateWords.Slice, _ ordinal: Int, _ count: Int
    ) -> DateInterval? {
        let (number, parts): (Int, Int)
        switch slice {
        case .half: (number, parts) = (6, 2)
        case .quarter: (number, parts) = (3, 4)
        case .month: (number, parts) = (count, 12)
        case .day:
            return ordinal == 1
                ? sliceOfMonth(
                    DateInterval(year: year.start.year, month: 1) ?? year, .day, 1, count)
                : DateInterval(year: year.start.year, month: 12).flatMap {
                    sliceOfMonth($0, .day, ordinal, count)
                }
        case .week, .fortnight: return nil
        }
        guard year.start.year == year.end.year, ordinal <= parts, number <= 12 else { return nil }
        let step = slice == .month ? 1 : number
        let first = ordinal > 0 ? (ordinal - 1) * step + 1 : 13 - number
        return DateInterval(
            year: year.start.year, month: first, through: min(12, first + number - 1))
    }
}

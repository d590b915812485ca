import Orthography
public import SimpleFeatures

/// The day on which a report was written or published, and how it is known.
public struct ReportDate: Hashable, Sendable {
    /// Where the day was found.
    public enum Evidence: String, Sendable {
        /// In front matter, or beside the text of a JSON line.
        case metadata
        /// Behind a label such as "Date Published:".
        case label
        /// In a dateline: "LA PAZ, October 14, 2003 -".
        case dateline
        /// Alone in a line at the head of the text.
        case head
        /// Alone in a line at the foot of the text.
        case foot
        /// In a headline.
        case headline
        /// Given by the user for reports that say none.
        case given
    }

    public let day: CalendarDay
    public let evidence: Evidence

    public init(day: CalendarDay, evidence: Evidence) {
        self.day = day
        self.evidence = evidence
    }

    /// Finds the day in the head or the foot of a text; `nil` when neither says one.
    ///
    /// Only a whole date counts, and only where it cannot belong to a sentence of the story.
    ///
    /// - Complexity: O(*h*), *h* the length of head and foot.
    init?(in text: TokenizedText, blocks: [Block], language: Language) {
        var best: (rank: Int, date: ReportDate)?
        func offer(_ rank: Int, _ day: CalendarDay, _ evidence: Evidence) {
            if best == nil || rank > (best?.rank ?? 0) {
                best = (rank, ReportDate(day: day, evidence: evidence))
            }
        }
        let head = blocks.prefix(ReportDate.headBlocks)
        let foot = blocks.suffix(ReportDate.footBlocks)
        for (number, block) in head.enumerated() {
            let previous = number > 0 ? head[number - 1] : nil
            let tokens = block.tokens.prefix(ReportDate.blockTokens)
            for date in WrittenDate.all(in: tokens, of: text, language: language) {
                guard let day = date.wholeDay else { continue }
                if ReportDate.isLabelled(date, in: block, after: previous, of: text) {
                    offer(6, day, .label)
                } else if ReportDate.isDateline(date, in: block, of: text) {
                    offer(5, day, .dateline)
                } else if ReportDate.isAlone(date, in: block, of: text) {
                    offer(4, day, .head)
                } else if block.isHeading {
                    offer(2, day, .headline)
                }
            }
        }
        for block in foot {
            for date in WrittenDate.all(
                in: block.tokens.prefix(ReportDate.blockTokens), of: text, language: language)
            {
                guard let day = date.wholeDay else { continue }
                if ReportDate.isLabelled(date, in: block, after: nil, of: text)
                    || ReportDate.isAlone(date, in: block, of: text)
                {
                    offer(3, day, .foot)
                }
            }
        }
        guard let best else { return nil }
        self = best.date
    }

    private static let headBlocks = 12
    private static let footBlocks = 4
    private static let blockTokens = 60

    private static let labels: Set<String> = [
        "date", "dated", "published", "posted", "updated", "publication", "fecha", "publicado",
        "publicada", "publicacion",
    ]

    private static func isLabelled(
        _ date: WrittenDate, in block: Block, after previous: Block?, of text: TokenizedText
    ) -> Bool {
        let start = date.tokens.lowerBound
        if start == block.tokens.lowerBound {
            guard let previous, let last = previous.tokens.last else { return false }
            let words = previous.tokens.suffix(3)
            return text.word(last) == ":" && words.contains { labels.contains(text.word($0)) }
        }
        let before = max(block.tokens.lowerBound, start - 3)..<start
        guard let link = before.last, [":", "on", "el"].contains(text.word(link))
        else { return false }
        return before.contains { labels.contains(text.word($0)) }
    }

    /// Whether nothing stands beside the date but a weekday, a name or a place: "By A. Writer, La
    /// Paz, October 14, 2003". A word in lower case makes it a sentence ("It ended …").
    private static func isAlone(
        _ date: WrittenDate, in block: Block, of text: TokenizedText
    ) -> Bool {
        var words = 0
        for index in block.tokens where !date.tokens.contains(index) {
            let token = text.tokens[index]
            guard token.kind != .sign else { continue }
            words += 1
            let isName = token.isCapitalised || token.casing == .none
            guard words <= 6, isName || linksOfNames.contains(text.word(index))
            else { return false }
        }
        return true
    }

    private static let linksOfNames: Set<String> = [
        "by", "and", "of", "por", "y", "de", "del", "la", "los", "las", "th",
    ]

    /// "LA PAZ, October 14, 2003 -": capitals, the date, a dash, all at the head of a paragraph.
    private static func isDateline(
        _ date: WrittenDate, in block: Block, of text: TokenizedText
    ) -> Bool {
        let before = block.tokens.lowerBound..<date.tokens.lowerBound
        guard before.count >= 1, before.count <= 8,
            date.tokens.upperBound < block.tokens.upperBound,
            text.tokens[before.lowerBound].isCapitalised
        else { return false }
        let after = text.word(date.tokens.upperBound)
        let closes = ["-", "–", "—", ".", ")", ":"].contains(after)
        return closes
            && before.allSatisfy { index in
                let token = text.tokens[index]
                return token.kind == .sign || token.isCapitalised
                    || linksOfNames.contains(text.word(index))
            }
    }
}

extension WrittenDate {
    /// The one day that the words name, when they name year, month and day.
    package var wholeDay: CalendarDay? {
        guard let year, let month, let day, lastDay == nil, lastMonth == nil else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }
}

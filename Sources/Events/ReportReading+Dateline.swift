import Geoparsing
import Orthography
import Reports

extension ReportReading {
    /// A sentence without the dateline in front of it; the story begins in the dateline's place.
    func afterDateline(_ sentence: Range<Int>) -> Range<Int> {
        guard accounts.isEmpty, let end = endOfDatedLine(sentence) ?? endOfPlaceLine(sentence),
            end + 1 < sentence.upperBound
        else { return sentence }
        if let mention = linker.mentions(in: sentence.lowerBound..<end).first {
            places.earlier = EventPlace(mention, .dateline)
        }
        return end + 1..<sentence.upperBound
    }

    private static let endingSigns: Set<FoldedWord> = ["-", "–", "—", ":", ")"]

    /// "La Paz, October 14, 2003 -": the sign behind the day that the report took for its own.
    private func endOfDatedLine(_ sentence: Range<Int>) -> Int? {
        guard let written = report.date, written.evidence == .dateline,
            let date = WrittenDate.all(
                in: sentence.prefix(20), of: report.text, language: report.language
            ).first,
            date.wholeDay == written.day
        else { return nil }
        return sentence.first {
            $0 >= date.tokens.upperBound && $0 <= date.tokens.upperBound + 2
                && ReportReading.endingSigns.contains(report.text.folded($0))
        }
    }

    /// "MANILA, Philippines (Agency) -": a place in capitals and a dash with room around it, at the
    /// beginning of the report.
    private func endOfPlaceLine(_ sentence: Range<Int>) -> Int? {
        let text = report.text
        guard sentenceCount == 0, let first = sentence.first, text.tokens[first].casing == .upper,
            linker.mentions(in: sentence.prefix(3)).first?.mention.tokens.lowerBound == first
        else { return nil }
        return sentence.prefix(18).first { index in
            ["-", "–", "—"].contains(text.word(index)) && index + 1 < sentence.upperBound
                && !text.touchesNext(index) && !isJoined(index)
        }.map { sign in
            // Of two dashes the second ends the line.
            sign + 1 < sentence.upperBound && text.word(sign + 1) == "-" ? sign + 1 : sign
        }
    }

    /// Whether a sign hangs on the word in front of it, and is no full stop's.
    private func isJoined(_ index: Int) -> Bool {
        report.text.touchesNext(index - 1) && report.text.tokens[index - 1].kind == .word
    }
}

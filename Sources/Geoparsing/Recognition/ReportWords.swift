import Gazetteers
import Orthography
import Reports

/// The words of a report as the finding of places sees them: each distinct word looked up once.
struct ReportWords {
    let report: Report
    let text: TokenizedText
    /// The traits of each distinct word, by its number.
    let traits: [WordTraits]
    /// How often each distinct word is written in lower case, and with a capital within a sentence;
    /// both end at 255.
    let lowerCount: [UInt8]
    let capitalCount: [UInt8]
    /// Whether a sentence begins with a token.
    let startsSentence: [Bool]
    /// Whether a token stands in a heading.
    let isHeading: [Bool]
    /// Whether most words of a token's block are written in capitals.
    let isInCapitals: [Bool]

    /// - Complexity: O(*n*).
    init(_ report: Report, gazetteer: Gazetteer) {
        self.report = report
        let text = report.text
        self.text = text
        let table = WordTraitTable.of(report.language)
        var traits = [WordTraits](repeating: [], count: text.words.count)
        var isKnown = [Bool](repeating: false, count: text.words.count)
        for token in text.tokens where token.kind == .word {
            let word = Int(token.wordID)
            if !isKnown[word] {
                isKnown[word] = true
                traits[word] = table[token.hash]
            }
            // Only what is written with a capital somewhere can be a name of a person or a people.
            if token.isCapitalised, !traits[word].contains(.capitalised) {
                traits[word].formUnion(
                    WordTraits(gazetteer.lexicon.senses(of: text.words[word], hash: token.hash)))
                traits[word].insert(.capitalised)
            }
        }
        for index in traits.indices { traits[index].remove(.capitalised) }
        self.traits = traits
        var startsSentence = [Bool](repeating: false, count: text.tokens.count)
        var isHeading = startsSentence
        var isInCapitals = startsSentence
        for block in report.blocks {
            for sentence in block.sentences { startsSentence[sentence.lowerBound] = true }
            var capitals = 0
            var words = 0
            for index in block.tokens where text.tokens[index].kind == .word {
                words += 1
                if text.tokens[index].casing == .upper { capitals += 1 }
            }
            let areCapitals = words >= 2 && capitals * 5 >= words * 4
            guard block.isHeading || areCapitals else { continue }
            for index in block.tokens {
                isHeading[index] = block.isHeading
                isInCapitals[index] = areCapitals
            }
        }
        self.startsSentence = startsSentence
        self.isHeading = isHeading
        self.isInCapitals = isInCapitals
        var lowerCount = [UInt8](repeating: 0, count: text.words.count)
        var capitalCount = lowerCount
        for (index, token) in text.tokens.enumerated() where token.kind == .word {
            let word = Int(token.wordID)
            if token.casing == .lower {
                if lowerCount[word] < .max { lowerCount[word] += 1 }
            } else if !startsSentence[index], capitalCount[word] < .max {
                capitalCount[word] += 1
            }
        }
        self.lowerCount = lowerCount
        self.capitalCount = capitalCount
    }

    func traits(at index: Int) -> WordTraits { traits[Int(text.tokens[index].wordID)] }

    /// Whether a word follows a token after white space within the same lines: no blank line, no
    /// end of a block between.
    func isBroken(after index: Int) -> Bool {
        guard index >= 0, index + 1 < text.tokens.count else { return true }
        var ends = 0
        for at in Int(text.tokens[index].end)..<Int(text.tokens[index + 1].start)
        where text.bytes[at] == 10 {
            ends += 1
        }
        return ends > 1
    }

    func isWord(_ index: Int) -> Bool {
        index >= 0 && index < text.tokens.count && text.tokens[index].kind == .word
    }

    func isSign(_ index: Int, _ sign: UInt8) -> Bool {
        guard index >= 0, index < text.tokens.count else { return false }
        let token = text.tokens[index]
        return token.kind == .sign && token.end - token.start == 1
            && text.bytes[Int(token.start)] == sign
    }
}

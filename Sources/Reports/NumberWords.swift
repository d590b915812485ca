package import Orthography

/// Numbers in words and digits, of one language.
package final class NumberWords: Sendable {
    package let units: [String: Int]
    let multipliers: [String: Int]
    /// Words for a number that is not told, with the least that is taken for it: ten for "tens",
    /// twelve for "dozens", a hundred for "hundreds", as ACLED codes them.
    ///
    /// - SeeAlso: ACLED, "Fatalities" (frequently asked questions, 27 February 2023): "How does ACLED
    ///   code fatalities?"
    let vague: [String: Int]
    /// Nouns for a number of things, which another number counts: "two dozen", "un centenar".
    let collectives: [String: Int]
    /// In front of those, with their articles: "half a dozen", "media docena".
    let halves: Set<String>
    /// Nouns for large numbers behind a vague one: "tens of thousands".
    let scales: [String: Int]
    /// Between a vague number and those.
    let ofWords: Set<String>
    /// Between tens and units.
    let tensJoints: Set<String>
    /// Between hundreds or thousands and what is smaller.
    let hundredsJoints: Set<String>
    /// Numbers that are articles too.
    let articles: Set<String>
    /// Whether a point groups digits ("12.000") and a comma begins decimals.
    let isPointGrouping: Bool

    /// What the words of ``classes`` are.
    private static let unit: UInt32 = 1
    private static let multiplier: UInt32 = 2
    private static let vagueWord: UInt32 = 4
    private static let collective: UInt32 = 8
    private static let half: UInt32 = 16
    private static let joint: UInt32 = 32
    /// What each word does in a number, found without a string: most words do nothing.
    private let classes: WordFlags

    private init(
        units: [String: Int],
        multipliers: [String: Int],
        vague: [String: Int],
        collectives: [String: Int],
        halves: Set<String>,
        scales: [String: Int],
        ofWords: Set<String>,
        tensJoints: Set<String>,
        hundredsJoints: Set<String>,
        articles: Set<String>,
        isPointGrouping: Bool
    ) {
        self.units = units
        self.multipliers = multipliers
        self.vague = vague
        self.collectives = collectives
        self.halves = halves
        self.scales = scales
        self.ofWords = ofWords
        self.tensJoints = tensJoints
        self.hundredsJoints = hundredsJoints
        self.articles = articles
        self.isPointGrouping = isPointGrouping
        classes = WordFlags([
            (Set(units.keys), NumberWords.unit), (Set(multipliers.keys), NumberWords.multiplier),
            (Set(vague.keys), NumberWords.vagueWord),
            (Set(collectives.keys), NumberWords.collective), (halves, NumberWords.half),
            (tensJoints.union(hundredsJoints), NumberWords.joint),
        ])
    }

    /// Whether a token is a word of a class.
    private func has(_ kind: UInt32, _ token: Token) -> Bool { classes[token.hash] & kind != 0 }

    /// The words of a language.
    package static func of(_ language: Language) -> NumberWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    /// The words that a number may begin with.
    package var beginnings: Set<String> {
        Set(units.keys).union(vague.keys).union(halves)
    }

    /// A number and the tokens that say it.
    package struct Reading {
        package let value: Int
        package let tokens: Range<Int>
        package let isVague: Bool

        package init(value: Int, tokens: Range<Int>, isVague: Bool) {
            self.value = value
            self.tokens = tokens
            self.isVague = isVague
        }
    }

    /// The number that begins at a token, if one does.
    ///
    /// - Returns: `nil` also for decimals and for numbers of more than nine digits.
    package func number(in text: TokenizedText, at start: Int, before end: Int) -> Reading? {
        guard start < end else { return nil }
        let token = text.tokens[start]
        if token.kind == .number {
            guard let value = digits(text.word(start)) else { return nil }
            return multiplied(value, in: text, from: start, at: start + 1, before: end)
        }
        return vagueNumber(in: text, at: start, before: end)
            ?? collectiveNumber(in: text, at: start, before: end)
            ?? spelledNumber(in: text, at: start, before: end)
    }

    /// "two dozen", "half a dozen", "un centenar", "medio millar"
    private func collectiveNumber(
        in text: TokenizedText, at start: Int, before end: Int
    ) -> Reading? {
        let first = classes[text.tokens[start].hash]
        guard first & (NumberWords.half | NumberWords.unit) != 0 else { return nil }
        let isHalf = first & NumberWords.half != 0
        var at = isHalf ? start + 1 : start
        var count = 1
        if at < end, let unit = units[text.word(at)] {
            count = unit
            at += 1
        } else if !isHalf {
            return nil
        }
        guard at < end, has(NumberWords.collective, text.tokens[at]),
            let collective = collectives[text.word(at)], count < 100
        else { return nil }
        return Reading(
            value: isHalf ? collective / 2 : count * collective, tokens: start..<at + 1,
            isVague: false)
    }

    /// "dozens", "tens of thousands", "several hundred", "varios miles"
    private func vagueNumber(in text: TokenizedText, at start: Int, before end: Int) -> Reading? {
        guard has(NumberWords.vagueWord, text.tokens[start]), let least = vague[text.word(start)]
        else { return nil }
        if start + 2 < end, ofWords.contains(text.word(start + 1)),
            let scale = scales[text.word(start + 2)], least < scale
        {
            return Reading(value: least * scale, tokens: start..<start + 3, isVague: true)
        }
        if least < 10, start + 1 < end {
            let next = text.word(start + 1)
            if let factor = multipliers[next] ?? collectives[next] ?? vague[next], factor >= 10 {
                return Reading(value: least * factor, tokens: start..<start + 2, isVague: true)
            }
        }
        return Reading(value: least, tokens: start..<start + 1, isVague: true)
    }

    /// "15 thousand"
    private func multiplied(
        _ number: Int, in text: TokenizedText, from start: Int, at next: Int, before end: Int
    ) -> Reading? {
        var value = number
        var at = next
        while at < end, has(NumberWords.multiplier, text.tokens[at]),
            let factor = multipliers[text.word(at)]
        {
            guard value < Self.largestMultiplied else { return nil }
            value *= factor
            at += 1
        }
        return Reading(value: value, tokens: start..<at, isVague: false)
    }

    private static let largestMultiplied = 10_000_000

    /// "two hundred and forty-six", "dos mil quinientos"
    private func spelledNumber(in text: TokenizedText, at start: Int, before end: Int) -> Reading? {
        guard has(NumberWords.unit, text.tokens[start]), let first = units[text.word(start)]
        else { return nil }
        // What "thousand" and "million" have closed, and the part that they have not.
        var (closed, open) = first >= 1000 ? (first, 0) : (0, first)
        var at = start + 1
        reading: while at < end {
            let kind = classes[text.tokens[at].hash]
            guard kind & (NumberWords.multiplier | NumberWords.unit | NumberWords.joint) != 0
            else { break }
            if kind & NumberWords.multiplier != 0, let factor = multipliers[text.word(at)] {
                guard closed + open < Self.largestMultiplied else { return nil }
                switch factor {
                case 100 where (1..<100).contains(open): open *= 100
                case 1000 where (1..<1000).contains(open):
                    (closed, open) = (closed + open * 1000, 0)
                case 1_000_000: (closed, open) = ((closed + open) * factor, 0)
                default: break reading
                }
                at += 1
            } else if let (unit, next) = continuation(
                in: text, at: at, before: end, closed: closed, open: open)
            {
                open += unit
                at = next
            } else {
                break
            }
        }
        return Reading(value: closed + open, tokens: start..<at, isVague: false)
    }

    /// The next smaller part of a number in words, and where it ends.
    private func continuation(
        in text: TokenizedText, at start: Int, before end: Int, closed: Int, open: Int
    ) -> (Int, Int)? {
        let joint = text.word(start)
        let isAfterTens = open % 100 >= 20 && open % 10 == 0
        let isAfterHundreds = open % 100 == 0 && closed + open > 0
        let isJoined =
            (isAfterTens && tensJoints.contains(joint))
            || (isAfterHundreds && hundredsJoints.contains(joint))
        let at = isJoined ? start + 1 : start
        // "one hundred a day": an article begins something else.
        guard at < end, let unit = units[text.word(at)],
            !articles.contains(text.word(at)) || (isJoined && isAfterTens)
        else { return nil }
        switch unit {
        case ..<10: guard isAfterTens || isAfterHundreds else { return nil }
        case ..<100: guard isAfterHundreds else { return nil }
        case ..<1000: guard open == 0, closed > 0 else { return nil }
        default: return nil
        }
        return (unit, at + 1)
    }

    private func digits(_ written: String) -> Int? {
        let group: Character = isPointGrouping ? "." : ","
        let parts = written.split(separator: group, omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.dropFirst().allSatisfy({ $0.count == 3 }),
            parts.joined().count <= 9
        else { return nil }
        return Int(parts.joined())
    }

    private static let english = NumberWords(
        units: [
            "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
            "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
            "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
            "eighty": 80, "ninety": 90, "a": 1, "an": 1,
        ],
        multipliers: ["hundred": 100, "thousand": 1000, "million": 1_000_000],
        vague: [
            "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "several": 3,
            "tens": 10, "millions": 1_000_000,
        ],
        collectives: ["dozen": 12, "score": 20], halves: ["half"],
        scales: ["thousands": 1000, "millions": 1_000_000], ofWords: ["of"], tensJoints: ["-"],
        hundredsJoints: ["and"], articles: ["a", "an"], isPointGrouping: false)

    private static let spanish = NumberWords(
        units: [
            "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
            "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
            "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18,
            "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintidos": 22, "veintitres": 23,
            "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27,
            "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
            "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
            "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300,
            "trescientas": 300, "cuatrocientos": 400, "cuatrocientas": 400, "quinientos": 500,
            "quinientas": 500, "seiscientos": 600, "seiscientas": 600, "setecientos": 700,
            "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900,
            "novecientas": 900, "veintiun": 21, "veintiuna": 21, "mil": 1000,
        ],
        multipliers: ["mil": 1000, "millon": 1_000_000, "millones": 1_000_000],
        vague: [
            "decenas": 10, "docenas": 12, "centenares": 100, "cientos": 100, "miles": 1000,
            "millares": 1000, "varios": 3, "varias": 3, "millones": 1_000_000, "centenas": 100,
        ],
        collectives: [
            "decena": 10, "docena": 12, "veintena": 20, "treintena": 30,
            "cincuentena": 50, "centena": 100, "centenar": 100, "millar": 1000,
        ],
        halves: ["medio", "media"],
        scales: ["miles": 1000, "millones": 1_000_000], ofWords: ["de"], tensJoints: ["y"],
        hundredsJoints: [], articles: ["un", "una"], isPointGrouping: true)
}

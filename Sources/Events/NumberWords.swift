import Orthography
import Reports

/// Numbers in words and digits, of one language.
struct NumberWords: Sendable {
    let units: [String: Int]
    let multipliers: [String: Int]
    /// Words for a number that is not told ("dozens"), with the least they mean.
    let vague: [String: Int]
    /// Between the words of one number.
    let joints: Set<String>
    /// Whether a point groups digits ("12.000") and a comma begins decimals.
    let isPointGrouping: Bool

    static func of(_ language: Language) -> NumberWords {
        switch language {
        case .english: return english
        case .spanish: return spanish
        }
    }

    /// A number and the tokens that say it.
    struct Reading {
        let value: Int
        let tokens: Range<Int>
        let isVague: Bool
    }

    /// The number that begins at a token, if one does.
    ///
    /// - Returns: `nil` also for decimals and for numbers of more than nine digits.
    func number(in text: TokenizedText, at start: Int, before end: Int) -> Reading? {
        guard start < end else { return nil }
        let token = text.tokens[start]
        var value: Int
        var at = start + 1
        if token.kind == .number {
            guard let digits = digits(text.word(start)) else { return nil }
            value = digits
        } else {
            let word = text.word(start)
            if let vague = vague[word] {
                var value = vague
                var at = at
                // "tens of thousands", "decenas de miles"
                if at + 1 < end, joints.contains(text.word(at)) || text.word(at) == "of",
                    let factor = self.vague[text.word(at + 1)], factor >= 1000
                {
                    value = value * factor
                    at += 2
                }
                return Reading(value: value, tokens: start..<at, isVague: true)
            }
            guard let unit = units[word] else { return nil }
            value = unit
            var last = at
            while at < end {
                let word = text.word(at)
                if let unit = units[word], unit < 100, value % 100 == 0 || value % 10 == 0,
                    value > 9
                {
                    value += unit
                    at += 1
                    last = at
                } else if joints.contains(word) || word == "-" {
                    at += 1
                } else {
                    break
                }
            }
            at = last
        }
        while at < end, let factor = multipliers[text.word(at)] {
            guard value < 10_000_000 else { return nil }
            value *= factor
            at += 1
        }
        return Reading(value: value, tokens: start..<at, isVague: false)
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
            "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3,
            "tens": 20, "millions": 2_000_000,
        ],
        joints: ["and"], isPointGrouping: false)

    private static let spanish = NumberWords(
        units: [
            "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
            "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
            "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18,
            "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintidos": 22, "veintitres": 23,
            "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27,
            "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
            "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
            "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500, "mil": 1000,
        ],
        multipliers: ["mil": 1000, "millon": 1_000_000, "millones": 1_000_000],
        vague: [
            "decenas": 20, "docenas": 24, "centenares": 200, "cientos": 200, "miles": 2000,
            "varios": 3, "varias": 3, "millones": 2_000_000, "centenas": 200,
        ],
        joints: ["y", "de"], isPointGrouping: true)
}

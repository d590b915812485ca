import Orthography

/// The names of one country, ready to be found by words that misspell them.
///
/// Spelling skeletons first (Andean and Spanish spellings that sound alike: "Guanuni" is
/// "Huanuni"), then one or two letters' difference. Of the nearest names, by sound and then as
/// written, only one may be left: what could mean two places means none.
public struct MisspellingIndex: Sendable {
    private struct Name: Sendable {
        let key: [UInt8]
        let skeleton: [UInt8]
        let letters: UInt32
        let places: [Int]
    }

    private let names: [Name]

    /// Collects the names of towns and larger places of a country.
    ///
    /// - Parameter country: ISO 3166-1 alpha-2, upper case.
    /// - Complexity: O(*n*), *n* the names of the gazetteer.
    public init(country: String, of gazetteer: Gazetteer) {
        var names: [Name] = []
        gazetteer.forEachName { key, bearers in
            let places = bearers.map(\.place).filter {
                let place = gazetteer.places[$0]
                return place.country == country && place.status != "locality"
                    && place.kind.level <= .town && place.kind.level >= .region
            }
            guard !places.isEmpty, key.count >= 4 else { return }
            let skeleton = SpellingSkeleton.of(key[...])
            names.append(
                Name(
                    key: Array(key), skeleton: skeleton,
                    letters: SpellingSkeleton.letters(of: Array(key)), places: places))
        }
        self.names = names
    }

    /// The one place whose name a word misspells, and how; `nil` when there is none or several.
    ///
    /// Any word may sound like the name. Else one edit is allowed from five letters, two from
    /// seven, counted as written; the first letter must sound right. The name with the fewest edits
    /// by sound counts, of several the one with the fewest as written.
    ///
    /// - Parameter word: A folded word that is itself no name.
    /// - Returns: The places that bear the one name (a city and its department, say), and the
    ///   method.
    /// - Complexity: O(*n* · *m*²) at worst, *n* the names and *m* the length of the word; most names
    ///   are passed over by their length and letters.
    public func places(misspelt word: String) -> (places: [Int], method: MatchMethod)? {
        let written = Array(word.utf8)
        guard written.count >= 4 else { return nil }
        let skeleton = SpellingSkeleton.of(written[...])
        let most = written.count >= 7 ? 2 : written.count >= 5 ? 1 : 0
        let letters = SpellingSkeleton.letters(of: written)
        var fewest = (bySound: Int.max, asWritten: Int.max)
        var best: Set<Int> = []
        var isOne = true
        for name in names where name.skeleton.first == skeleton.first {
            let isAlike = name.skeleton == skeleton
            let longest = max(name.key.count, written.count)
            guard
                isAlike
                    || abs(name.key.count - written.count) <= most
                        && (name.letters ^ letters).nonzeroBitCount <= 2 * most,
                let asWritten = EditDistance.between(
                    name.key, written, atMost: isAlike ? longest : most),
                let bySound = EditDistance.between(name.skeleton, skeleton, atMost: longest)
            else { continue }
            if best.isEmpty || (bySound, asWritten) < fewest {
                fewest = (bySound, asWritten)
                best = Set(name.places)
                isOne = true
            } else if (bySound, asWritten) == fewest {
                // City and department of one name are one answer, two towns are none.
                isOne = isOne && !best.isDisjoint(with: name.places)
                best.formUnion(name.places)
            }
        }
        guard isOne, !best.isEmpty else { return nil }
        let method: MatchMethod =
            fewest.bySound == 0 ? .skeleton : .misspelling(edits: fewest.asWritten)
        return (best.sorted(), method)
    }
}

/// What is left of a name when letters that sound alike are made one.
enum SpellingSkeleton {
    /// The skeleton of folded bytes.
    ///
    /// hu and gu before a vowel become w, qu and hard c become k, ll becomes y, soft c and z
    /// become s, v becomes b, silent h falls, doubled letters become one.
    static func of(_ word: ArraySlice<UInt8>) -> [UInt8] {
        let letters = Array(word)
        var skeleton: [UInt8] = []
        skeleton.reserveCapacity(letters.count)
        func letter(_ index: Int) -> UInt8 { index < letters.count ? letters[index] : 0 }
        func isVowel(_ byte: UInt8) -> Bool { "aeiou".utf8.contains(byte) }
        var at = 0
        while at < letters.count {
            var next: UInt8? = letters[at]
            switch letters[at] {
            case UInt8(ascii: "h"), UInt8(ascii: "g"):
                if letter(at + 1) == UInt8(ascii: "u"), isVowel(letter(at + 2)) {
                    next = UInt8(ascii: "w")
                    at += 1
                } else if letters[at] == UInt8(ascii: "h") {
                    next = nil
                }
            case UInt8(ascii: "q"):
                next = UInt8(ascii: "k")
                if letter(at + 1) == UInt8(ascii: "u") { at += 1 }
            case UInt8(ascii: "l"):
                if letter(at + 1) == UInt8(ascii: "l") {
                    next = UInt8(ascii: "y")
                    at += 1
                }
            case UInt8(ascii: "c"):
                if letter(at + 1) == UInt8(ascii: "h") {
                    next = UInt8(ascii: "c")
                    at += 1
                } else if letter(at + 1) == UInt8(ascii: "e") || letter(at + 1) == UInt8(ascii: "i")
                {
                    next = UInt8(ascii: "s")
                } else {
                    next = UInt8(ascii: "k")
                }
            case UInt8(ascii: "z"): next = UInt8(ascii: "s")
            case UInt8(ascii: "v"): next = UInt8(ascii: "b")
            default: break
            }
            if let next, skeleton.last != next { skeleton.append(next) }
            at += 1
        }
        return skeleton
    }

    /// Which letters occur, as bits; two words that differ by one edit differ by two bits at most.
    static func letters(of word: [UInt8]) -> UInt32 {
        var bits: UInt32 = 0
        for byte in word where byte >= 97 && byte <= 122 { bits |= 1 << UInt32(byte - 97) }
        return bits
    }
}

/// How many letters must be changed, added, dropped or swapped to turn one word into another.
enum EditDistance {
    /// The distance; `nil` when it is greater than a limit.
    ///
    /// Neighbouring letters that change places count once, and no letter is edited twice.
    ///
    /// - Complexity: O(*m* · *n*).
    /// - SeeAlso: Damerau, "A technique for computer detection and correction of spelling errors".
    static func between(_ one: [UInt8], _ other: [UInt8], atMost limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        var beforeLast = [Int](repeating: 0, count: other.count + 1)
        var last = Array(0...other.count)
        var current = last
        for row in 1...max(one.count, 1) where row <= one.count {
            current[0] = row
            var least = row
            for column in 1...max(other.count, 1) where column <= other.count {
                let isSame = one[row - 1] == other[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1)
                cost = min(cost, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, one[row - 1] == other[column - 2],
                    one[row - 2] == other[column - 1]
                {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current[column] = cost
                least = min(least, cost)
            }
            if least > limit { return nil }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[other.count] <= limit ? last[other.count] : nil
    }
}

import Gazetteers
import Orthography
import TestMaterial

/// Names of a country with slips of the pen in them, from a seed.
struct SlippedNames {
    /// A name as it is, and as it was slipped.
    struct Form {
        let name: String
        let word: String
        /// Where the bearers of the name stand among the places.
        let places: Set<Int>
    }

    /// How a slip comes about.
    enum Manner {
        /// A letter changed to any, any added, one dropped, or swapped with the next.
        case anyLetter
        /// As hands and ears err: a vowel for a vowel, a letter doubled, dropped, swapped, or hit
        /// beside its key.
        case asByHand
    }

    let forms: [Form]

    /// Slips the names of a country, those of one word and at least five letters a to z.
    ///
    /// - Parameters:
    ///   - slips: How many fall on a name; never on its first letter.
    ///   - shortest: The fewest letters of a name and of its form.
    ///   - localities: Whether the places of the lowest rank are slipped too.
    ///   - wordCount: How many words the names have.
    init(
        of country: String, in gazetteer: Gazetteer, slips: Int, manner: Manner = .anyLetter,
        shortest: Int = 5, localities: Bool = false, wordCount: ClosedRange<Int> = 1...1,
        times: Int = 3, seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        var forms: [Form] = []
        var seen: Set<String> = []
        for place in gazetteer.places
        where place.country == country && place.kind.level <= .town && place.kind.level >= .region
            && (localities || place.status != "locality")
        {
            let name = Folding.folded(place.name)
            guard name.utf8.count >= shortest,
                wordCount.contains(name.split(separator: " ").count),
                name.utf8.allSatisfy({ $0 >= 97 && $0 <= 122 || $0 == 32 }),
                seen.insert(name).inserted
            else { continue }
            let places = Set(gazetteer.bearers(of: name).map(\.place))
            for _ in 0..<times {
                var word = Array(name.utf8)
                for _ in 0..<slips {
                    switch manner {
                    case .anyLetter: SlippedNames.slip(&word, &random)
                    case .asByHand: SlippedNames.slipByHand(&word, &random)
                    }
                }
                let text = String(decoding: word, as: UTF8.self)
                // A form that is itself a name is never looked up.
                guard word.count >= shortest, !gazetteer.isName(text) else { continue }
                forms.append(Form(name: name, word: text, places: places))
            }
        }
        self.forms = forms
    }

    /// The shares of the forms for which the right place is found, and another.
    func shares(_ index: MisspellingIndex) -> (right: Double, wrong: Double) {
        var (right, wrong) = (0, 0)
        for form in forms {
            guard let match = index.places(misspelt: form.word) else { continue }
            if form.places.isDisjoint(with: match.places) { wrong += 1 } else { right += 1 }
        }
        return (Double(right) / Double(forms.count), Double(wrong) / Double(forms.count))
    }

    private static func slip(_ word: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 1..<word.count - 1, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: word[place] = UInt8.random(in: 97...122, using: &random)
        case 1: word.insert(UInt8.random(in: 97...122, using: &random), at: place)
        case 2: word.remove(at: place)
        default: word.swapAt(place, place + 1)
        }
    }

    private static func slipByHand(_ word: inout [UInt8], _ random: inout SeededGenerator) {
        let vowels = Array("aeiou".utf8)
        let keys = Array("qwertyuiop asdfghjkl zxcvbnm".utf8)
        while true {
            let place = Int.random(in: 1..<word.count - 1, using: &random)
            let letter = word[place]
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where vowels.contains(letter):
                let other = vowels[Int.random(in: 0..<5, using: &random)]
                guard other != letter else { continue }
                word[place] = other
            case 1: word.insert(letter, at: place)
            case 2: word.remove(at: place)
            case 3 where word[place + 1] != letter: word.swapAt(place, place + 1)
            case 4:
                guard let key = keys.firstIndex(of: letter), key > 0, keys[key - 1] != 32
                else { continue }
                word[place] = keys[key - 1]
            default: continue
            }
            return
        }
    }
}

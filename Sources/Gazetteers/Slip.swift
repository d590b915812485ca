/// One way in which a word comes to differ from the name that is meant.
///
/// What each costs says how seldom it is among slips against how often it stands between a name
/// and a foreign word: a swap is nearly always a slip, a letter at the end nearly always a plural or
/// a demonym. The costs were fitted by logistic regression on seeded slips of the names of Peru,
/// Ecuador, Mexico, Kenya, Tanzania, Ukraine, Indonesia and the Philippines, against names of other
/// countries and capitalised words of news; they are rounded to whole bits.
enum Slip: CaseIterable {
    /// A vowel stands for another.
    case vowel
    /// A letter stands for one that sounds or looks like it.
    case alike
    /// A letter stands for its neighbour on the keyboard (QWERTY).
    case neighbour
    /// A letter stands for any other.
    case other
    /// A letter is written twice.
    case doubled
    /// A letter is put in.
    case added
    /// One of two equal letters is left out.
    case undoubled
    /// A letter is left out.
    case dropped
    /// Two neighbouring letters change places.
    case swapped
    /// A letter is put behind the end.
    case appended
    /// Two words are written as one, or one as two.
    case space
    /// The word is spelt otherwise throughout, by ear.
    case sound

    /// What the slip costs.
    var bits: Int {
        switch self {
        case .vowel: return 9
        case .alike: return 7
        case .neighbour: return 9
        case .other: return 12
        case .doubled: return 7
        case .added: return 11
        case .undoubled: return 3
        case .dropped: return 5
        case .swapped: return 5
        case .appended: return 15
        case .space: return 5
        case .sound: return 10
        }
    }
}

/// The cheapest slips that make a word of a name.
struct SlipCost {
    /// How far the letters may be shifted against each other.
    private static let band = 2
    private static let never = 1 << 20

    private var beforeLast: [Int] = []
    private var last: [Int] = []
    private var current: [Int] = []

    /// The sum of the slips' costs in bits; more than any word is worth where one is more than two
    /// letters longer than the other.
    ///
    /// - Complexity: O(*m*), *m* the letters of the name.
    mutating func between(_ name: some RandomAccessCollection<UInt8>, _ word: [UInt8]) -> Int {
        let name = Array(name)
        let width = word.count + 1
        guard abs(name.count - word.count) <= SlipCost.band else { return SlipCost.never }
        beforeLast = [Int](repeating: SlipCost.never, count: width)
        last = beforeLast
        current = beforeLast
        for row in 0...name.count {
            let low = max(0, row - SlipCost.band)
            let high = min(word.count, row + SlipCost.band)
            if low > 0 { current[low - 1] = SlipCost.never }
            for column in low...high {
                var cost = row == 0 && column == 0 ? 0 : SlipCost.never
                if column > low || (column > 0 && row == 0) {
                    cost = min(
                        cost,
                        current[column - 1]
                            + added(word[column - 1], at: row, of: name, column == word.count))
                }
                if row > 0 {
                    if column < row + SlipCost.band {
                        cost = min(cost, last[column] + SlipCost.dropped(row - 1, of: name))
                    }
                    if column > 0 {
                        cost = min(
                            cost,
                            last[column - 1] + SlipCost.changed(name[row - 1], word[column - 1]))
                    }
                }
                if row > 1, column > 1, name[row - 1] == word[column - 2],
                    name[row - 2] == word[column - 1], name[row - 1] != name[row - 2]
                {
                    cost = min(cost, beforeLast[column - 2] + Slip.swapped.bits)
                }
                current[column] = cost
            }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[word.count]
    }

    private func added(
        _ letter: UInt8, at place: Int, of name: [UInt8], _ isLast: Bool
    ) -> Int {
        if letter == NameLetters.space { return Slip.space.bits }
        if isLast, place == name.count { return Slip.appended.bits }
        let isDouble =
            place > 0 && name[place - 1] == letter || place < name.count && name[place] == letter
        return isDouble ? Slip.doubled.bits : Slip.added.bits
    }

    private static func dropped(_ place: Int, of name: [UInt8]) -> Int {
        let letter = name[place]
        if letter == NameLetters.space { return Slip.space.bits }
        let isDouble =
            place > 0 && name[place - 1] == letter
            || place + 1 < name.count && name[place + 1] == letter
        return isDouble ? Slip.undoubled.bits : Slip.dropped.bits
    }

    private static func changed(_ one: UInt8, _ other: UInt8) -> Int {
        if one == other { return 0 }
        return changes[
            NameLetters.symbol(of: one) * NameLetters.symbols + NameLetters.symbol(of: other)]
    }

    /// What it costs that one symbol stands for another.
    private static let changes: [Int] = {
        let symbols = NameLetters.symbols
        var changes = [Int](repeating: Slip.other.bits, count: symbols * symbols)
        func set(_ one: UInt8, _ other: UInt8, _ slip: Slip) {
            let (one, other) = (NameLetters.symbol(of: one), NameLetters.symbol(of: other))
            changes[one * symbols + other] = min(changes[one * symbols + other], slip.bits)
            changes[other * symbols + one] = changes[one * symbols + other]
        }
        for (row, keys) in keyboard.enumerated() {
            for (place, key) in keys.enumerated() {
                if place > 0 { set(key, keys[place - 1], .neighbour) }
                // Each row lies a third of a key to the right of the one above.
                guard row > 0 else { continue }
                for above in [place, place + 1] where above < keyboard[row - 1].count {
                    set(key, keyboard[row - 1][above], .neighbour)
                }
            }
        }
        for group in alike {
            for one in group.utf8 {
                for other in group.utf8 where other != one { set(one, other, .alike) }
            }
        }
        for one in "aeiou".utf8 {
            for other in "aeiou".utf8 where other != one { set(one, other, .vowel) }
        }
        for letter in 0..<symbols {
            changes[letter * symbols + NameLetters.boundary] = Slip.space.bits
            changes[NameLetters.boundary * symbols + letter] = Slip.space.bits
        }
        return changes
    }()

    private static let keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

    /// Letters that are written for one another: by ear in Spanish, Quechua, Aymara and English,
    /// or by their look.
    private static let alike = [
        "bvw", "cksqx", "sz", "jhgx", "iy", "mn", "dt", "gk", "pb", "lr",
    ]
}

import Orthography

/// The names of one country, ready to be found by words that misspell them.
///
/// A word that is no name is either a foreign word, or a name with slips. As a foreign word it costs
/// as many bits as its letters are strange (``LetterTrigrams``); as a slip it costs the choice of the
/// name out of all names of the country and the slips themselves (``Slip``). Where the slip is the
/// cheaper story, and no second name tells it nearly as cheaply, the word is the name. No limit by
/// length is needed: a short word is seldom strange enough to pay for two slips.
///
/// Spellings that sound alike (``SpellingSkeleton``) count as one slip, however many letters differ:
/// "Guanuni" is "Huanuni".
public struct MisspellingIndex: Sendable {
    /// What decides besides the letters and the slips, in bits; fitted together with ``Slip/bits`` but for
    /// those that say otherwise.
    private enum Term {
        /// Granted at the start. It decides how many foreign words pass: with 4 about four in a
        /// thousand do for Bolivian names, with less fewer do, and fewer slips are found.
        static let start = 4.0
        /// For each letter of the word, so that a long word need not be strange to be found.
        static let letter = -0.6
        /// For each doubling of the names of the country: the more names, the more are near by chance.
        static let choice = -1.2
        /// Taken off for a locality, as it is seldom written about; chosen so that with localities
        /// about one foreign word in a hundred passes, and not fitted.
        static let locality = 5
        /// A second name that is told as cheaply takes off ``rival``, one dearer by ``rivalReach`` or
        /// more takes off nothing.
        static let rival = 8
        static let rivalReach = 5
    }

    private struct Name: Sendable {
        let letters: Range<Int>
        let skeleton: Range<Int>
        let places: Range<Int>
        let isLocality: Bool
    }

    private var letters: [UInt8] = []
    private var skeletons: [UInt8] = []
    private var bearers: [Int] = []
    private var names: [Name] = []
    /// Every name, under the first letter of its skeleton and under its own where that differs.
    private var shapes: [NameShape] = []
    /// Every name, in the order of the skeletons.
    private var sounds: [UInt32] = []
    private let trigrams: LetterTrigrams
    private var choiceBits = 0.0

    /// The fewest letters of a name or word that are looked at.
    private static let shortest = 4
    /// The most edits, as letters, between a name and a word that does not sound like it.
    private static let mostEdits = 2

    /// Collects the names of a country: its regions, units and towns.
    ///
    /// - Parameters:
    ///   - country: ISO 3166-1 alpha-2, upper case.
    ///   - includingLocalities: Whether places of the lowest rank are found too, at a cost: more
    ///     foreign words pass for names.
    /// - Complexity: O(*n* log *n*), *n* the names of the country.
    public init(country: String, of gazetteer: Gazetteer, includingLocalities: Bool = false) {
        var letters: [UInt8] = []
        var skeletons: [UInt8] = []
        var bearers: [Int] = []
        var names: [Name] = []
        gazetteer.forEachKey(ofCountry: country) { key, nameBearers in
            let written = NameLetters.of(key[...])
            guard written.count >= MisspellingIndex.shortest, written.count <= NameShape.longest
            else { return }
            let own = nameBearers.filter {
                $0.country == country && $0.level <= .town && $0.level >= .region
                    && (includingLocalities || !$0.isLocality)
            }
            let skeleton = SpellingSkeleton.of(written[...])
            guard !own.isEmpty, !skeleton.isEmpty else { return }
            let starts = (letters.count, skeletons.count, bearers.count)
            letters += written
            skeletons += skeleton
            bearers += own.map(\.place)
            names.append(
                Name(
                    letters: starts.0..<letters.count, skeleton: starts.1..<skeletons.count,
                    places: starts.2..<bearers.count, isLocality: own.allSatisfy(\.isLocality)))
        }
        trigrams = gazetteer.letterTrigrams
        self.letters = letters
        self.skeletons = skeletons
        self.bearers = bearers
        self.names = names
        fillShapes()
    }

    private mutating func fillShapes() {
        for (index, name) in names.enumerated() {
            let written = letters[name.letters]
            let skeleton = skeletons[name.skeleton]
            for first in Set([written.first, skeleton.first].compactMap { $0 }) {
                shapes.append(
                    NameShape(
                        first: first, length: UInt8(written.count),
                        letters: NameShape.letters(of: written), name: UInt32(index)))
            }
        }
        shapes.sort { ($0.first, $0.length, $0.name) < ($1.first, $1.length, $1.name) }
        sounds = names.indices.sorted { one, other in
            skeletons[names[one].skeleton].lexicographicallyPrecedes(
                skeletons[names[other].skeleton])
        }.map { UInt32($0) }
        choiceBits = Bits.of(Double(max(1, names.count { !$0.isLocality })))
    }

    /// The one place whose name a word misspells, and how; `nil` when there is none or several.
    ///
    /// A word may sound like the name, or differ by one or two letters; the first letter must be
    /// right, as written or by sound.
    ///
    /// - Parameter word: A folded word, or several, that is itself no name.
    /// - Returns: The places that bear the one name (a city and its department, say), and the
    ///   method.
    /// - Complexity: O(*n* · *m*) at worst, *n* the names of the country that begin alike and are as
    ///   long but for two letters, and *m* the length of the word.
    public func places(misspelt word: String) -> (places: [Int], method: MatchMethod)? {
        let written = NameLetters.of(Array(word.utf8)[...])
        guard written.count >= MisspellingIndex.shortest, let distance = EditDistance(written)
        else { return nil }
        let worth = worth(of: written)
        guard worth > 0 else { return nil }
        let skeleton = SpellingSkeleton.of(written[...])
        let stories = stories(of: written, skeleton, distance)
        guard let best = stories.min(by: { ($0.cost, $0.name) < ($1.cost, $1.name) })
        else { return nil }
        var meant = Set(bearers[names[best.name].places])
        var margin = Term.rivalReach
        for story in stories where story.name != best.name {
            let others = bearers[names[story.name].places]
            // City and department of one name are one answer, two towns are none; stacked gazetteers
            // bring one name several times.
            let isSame = letters[names[story.name].letters] == letters[names[best.name].letters]
            if !isSame, meant.isDisjoint(with: others) {
                margin = min(margin, story.cost - best.cost)
            } else if isSame || story.cost == best.cost {
                meant.formUnion(others)
            }
        }
        guard margin > 0 else { return nil }
        let rival = Double(Term.rival * (Term.rivalReach - margin)) / Double(Term.rivalReach)
        guard worth > Double(best.cost) + rival else { return nil }
        let method: MatchMethod =
            best.isAlike ? .skeleton : .misspelling(edits: best.edits)
        return (meant.sorted(), method)
    }

    /// What slips may cost in all, in bits, for a word to be told by them.
    private func worth(of written: [UInt8]) -> Double {
        Double(trigrams.strangeness(of: written)) / Double(LetterTrigrams.unitsPerBit)
            + Term.start + Term.letter * Double(written.count) + Term.choice * choiceBits
    }

    /// A name and what it costs to have the word from it.
    private struct Story {
        let name: Int
        let cost: Int
        let edits: Int
        let isAlike: Bool
    }

    private func stories(
        of written: [UInt8], _ skeleton: [UInt8], _ distance: EditDistance
    ) -> [Story] {
        var stories: [Story] = []
        var cost = SlipCost()
        let bits = NameShape.letters(of: written)
        let most = MisspellingIndex.mostEdits
        let firsts = Set([written.first, skeleton.first].compactMap { $0 })
        for first in firsts {
            var at = firstShape(first, max(0, written.count - most))
            while at < shapes.count, shapes[at].first == first,
                Int(shapes[at].length) <= written.count + most
            {
                let shape = shapes[at]
                at += 1
                guard (shape.letters ^ bits).nonzeroBitCount <= 2 * most else { continue }
                let name = names[Int(shape.name)]
                guard let edits = distance.to(letters[name.letters], atMost: most) else { continue }
                let ownSkeleton = skeletons[name.skeleton]
                let bySound = ownSkeleton.elementsEqual(skeleton)
                var bits = cost.between(letters[name.letters], written)
                if edits > 1 {
                    bits = min(
                        bits,
                        Slip.sound.bits + (bySound ? 0 : cost.between(ownSkeleton, skeleton)))
                } else if bySound {
                    bits = min(bits, Slip.sound.bits)
                }
                stories.append(
                    Story(
                        name: Int(shape.name), cost: bits + (name.isLocality ? Term.locality : 0),
                        edits: edits, isAlike: bySound))
            }
        }
        // A name that begins alike in both ways was met twice.
        if firsts.count > 1 {
            var taken: Set<Int> = []
            stories = stories.filter { taken.insert($0.name).inserted }
        }
        let known = Set(stories.lazy.filter(\.isAlike).map(\.name))
        for name in soundingLike(skeleton) where !known.contains(name) {
            stories.append(
                Story(
                    name: name,
                    cost: Slip.sound.bits + (names[name].isLocality ? Term.locality : 0),
                    edits: most + 1, isAlike: true))
        }
        return stories
    }

    private func soundingLike(_ skeleton: [UInt8]) -> [Int] {
        var found: [Int] = []
        var at = sounds.partitioningIndex {
            !skeletons[names[Int($0)].skeleton].lexicographicallyPrecedes(skeleton)
        }
        while at < sounds.count {
            let name = Int(sounds[at])
            guard skeletons[names[name].skeleton].elementsEqual(skeleton) else { break }
            found.append(name)
            at += 1
        }
        return found
    }

    private func firstShape(_ first: UInt8, _ length: Int) -> Int {
        shapes.partitioningIndex { ($0.first, Int($0.length)) >= (first, length) }
    }
}

extension Array {
    /// The first index of a sorted array whose element, and all behind it, passes.
    ///
    /// - Complexity: O(log *n*).
    fileprivate func partitioningIndex(where passes: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// A word that names are compared with: how many letters must be changed, added, dropped or
/// swapped with the next to turn one into the other.
///
/// Neighbouring letters that change places count once, and no letter is edited twice. Whole columns
/// of the table of distances are reckoned at once, as bits of a machine word.
///
/// - SeeAlso: Damerau (1964), "A technique for computer detection and correction of spelling
///   errors"; Hyyrö (2003), "A bit-vector algorithm for computing Levenshtein and Damerau edit
///   distances", *Nordic Journal of Computing* 10.
package struct EditDistance {
    /// The most letters that a word may have.
    package static let longest = 64

    private let length: Int
    /// For each letter the places of the word where it stands, as bits.
    private let places: [UInt64]

    /// Readies a word; `nil` when it has no letter or more than ``longest``.
    package init?(_ word: [UInt8]) {
        guard !word.isEmpty, word.count <= EditDistance.longest else { return nil }
        length = word.count
        var places = [UInt64](repeating: 0, count: 256)
        for (place, letter) in word.enumerated() { places[Int(letter)] |= 1 << UInt64(place) }
        self.places = places
    }

    /// The distance of a name from the word; `nil` when it is greater than a limit.
    ///
    /// - Complexity: O(*n*), *n* the letters of the name.
    package func to(_ name: some Collection<UInt8>, atMost limit: Int) -> Int? {
        guard abs(name.count - length) <= limit else { return nil }
        let last: UInt64 = 1 << UInt64(length - 1)
        var higher = ~UInt64(0)
        var lower: UInt64 = 0
        var diagonal: UInt64 = 0
        var before: UInt64 = 0
        var distance = length
        var left = name.count
        for letter in name {
            let here = places[Int(letter)]
            let swapped = ((~diagonal & here) << 1) & before
            diagonal = ((here & higher) &+ higher) ^ higher | here | lower | swapped
            var up = lower | ~(diagonal | higher)
            var down = diagonal & higher
            if up & last != 0 { distance += 1 } else if down & last != 0 { distance -= 1 }
            left -= 1
            // Each letter that is left can take off one edit at most.
            if distance - left > limit { return nil }
            up = up << 1 | 1
            down <<= 1
            higher = down | ~(diagonal | up)
            lower = up & diagonal
            before = here
        }
        return distance <= limit ? distance : nil
    }
}

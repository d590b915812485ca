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
}

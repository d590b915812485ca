/// The letters of a folded name, one byte a letter, so that an edit is an edit in any script.
///
/// ASCII stands for itself. Any other letter becomes its code point's last seven bits above 127:
/// two letters of one alphabet seldom meet there, and if they do, a distance comes out too small.
enum NameLetters {
    static let space = UInt8(ascii: " ")

    /// The letters of UTF-8 bytes; broken UTF-8 gives letters too, never a failure.
    static func of(_ key: ArraySlice<UInt8>) -> [UInt8] {
        if key.allSatisfy({ $0 < 0x80 }) { return Array(key) }
        return String(decoding: key, as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value < 0x80 ? UInt8(scalar.value) : 0x80 | UInt8(scalar.value & 0x7F)
        }
    }

    /// The number of a letter's symbol: 0...25 for a to z, ``boundary`` for a space, else ``other``.
    static func symbol(of letter: UInt8) -> Int {
        switch letter {
        case 97...122: return Int(letter) - 97
        case space: return boundary
        default: return other
        }
    }

    static let boundary = 26
    static let other = 27
    static let symbols = 28
}

/// What can be told of a name without reading it: enough to pass most names over.
///
/// Of a fixed size and without references, so that a list of shapes can lie in a mapped file.
struct NameShape: Sendable {
    /// The first letter of the name's spelling skeleton, or of the name itself.
    let first: UInt8
    /// How many letters the name has.
    let length: UInt8
    /// Which letters occur: bits 0 to 25 for a to z, 26 for the space, the rest for all others.
    let letters: UInt32
    /// The number of the name.
    let name: UInt32

    /// The longest name that has a shape, in letters.
    static let longest = 255

    /// Which letters occur, as bits; one edit changes two bits at most.
    static func letters(of letters: some Sequence<UInt8>) -> UInt32 {
        var bits: UInt32 = 0
        for letter in letters {
            let symbol = NameLetters.symbol(of: letter)
            bits |= 1 << UInt32(symbol < NameLetters.other ? symbol : 27 + Int(letter) % 5)
        }
        return bits
    }
}

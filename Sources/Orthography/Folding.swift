/// Folds case and accents of Latin letters, so that names are compared as people read them.
///
/// "Potosí", "POTOSI" and "Potosi" fold to the same bytes. Letters of other scripts are kept, in
/// lower case. The tables hold the base letters of Unicode's canonical decompositions (NFD) of the
/// Latin-1, Latin Extended-A, Latin Extended-B and Latin Extended Additional blocks; letters without
/// one (ß, æ, ø, đ, ł, þ, ə, ɛ, ɔ …) get their usual transcription.
///
/// - SeeAlso: Unicode CLDR, transform "Latin-ASCII".
public enum Folding {
    /// The folded form of a scalar, appended to UTF-8 bytes; combining marks append nothing.
    ///
    /// - Complexity: O(1).
    public static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar.value {
        case 0x41...0x5A: bytes.append(UInt8(scalar.value + 32))
        case 0..<0x80: bytes.append(UInt8(scalar.value))
        case 0x0300...0x036F: break
        case latin.first..<latin.end: append(latin, scalar, to: &bytes)
        case latinExtendedB.first..<latinExtendedB.end: append(latinExtendedB, scalar, to: &bytes)
        case latinAdditional.first..<latinAdditional.end:
            append(latinAdditional, scalar, to: &bytes)
        default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    /// The folded form of a text: letters only changed, everything else kept.
    ///
    /// - Complexity: O(*n*).
    public static func folded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Table: Sendable {
        let first: UInt32
        let letters: [[UInt8]]
        var end: UInt32 { first + UInt32(letters.count) }

        init(first: UInt32, letters: String) {
            self.first = first
            self.letters = letters.split(whereSeparator: \.isWhitespace).map {
                $0 == "-" ? [] : Array($0.utf8)
            }
        }
    }

    private static func append(
        _ table: Table, _ scalar: Unicode.Scalar, to bytes: inout [UInt8]
    ) {
        let letters = table.letters[Int(scalar.value - table.first)]
        if letters.isEmpty {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        } else {
            bytes.append(contentsOf: letters)
        }
    }

    private static let latin = Table(
        first: 0x00C0,
        letters: """
            a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss a a a a a a ae c
            e e e e i i i i d n o o o o o - o u u u u y th y a a a a a a c c c c c c c c d d d d
            e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l
            l l l l - - l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t
            t t t t u u u u u u u u u u u u w w y y y z z z z z z s
            """)

    private static let latinExtendedB = Table(
        first: 0x0180,
        letters: """
            b b b b - - o c c d d d d - e e e f f g - - - i k k l - - n n o o o - - p p - - - - -
            t t t t u u - v y y z z - - - - - - - - - - - - - dz dz dz lj lj lj nj nj nj a a i i o
            o u u u u u u u u u u e a a a a ae ae g g g g k k o o o o - - j dz dz dz g g - - n n a
            a ae ae o o a a a a e e e e i i i i o o o o r r r r u u u u s s t t - - h h n d - - z
            z a a e e o o o o o o o o y y l n t j - - - c c l - s z - - b u - e e j j - - r r y y
            - a - b o c d d - e - e - - - - g g - - - - h - i - - l l l - - - m n n - o - - - - -
            - - r r - - - s - - - - - t u - v - - - y z z
            """)

    private static let latinAdditional = Table(
        first: 0x1E00,
        letters: """
            a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h
            h h i i i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o
            p p p p r r r r r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v
            v v w w w w w w w w w w x x x x y y z z z z z z h t w y - s - - ss - a a a a a a a a
            a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o
            o o o o o o o o o o o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y - -
            - - - -
            """)
}

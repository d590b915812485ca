import TestMaterial
import Testing

@testable import Gazetteers

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("oruro", "oruro", 0), ("oruro", "orruro", 1), ("oruro", "orrou", 2), ("oruro", "ouro", 1),
        ("oruro", "roruo", 2), ("ca", "abc", 3), ("a", "b", 1), ("ab", "ba", 1),
    ])
    func `words have the distance of the fewest edits`(one: String, other: String, edits: Int)
        throws
    {
        let distance = try #require(EditDistance(Array(one.utf8)))
        #expect(distance.to(Array(other.utf8), atMost: 9) == edits)
        #expect(distance.to(Array(other.utf8), atMost: edits) == edits)
        if edits > 0 { #expect(distance.to(Array(other.utf8), atMost: edits - 1) == nil) }
    }

    @Test func `a word of no letter or of more than 64 has no distances`() {
        #expect(EditDistance([]) == nil)
        #expect(EditDistance([UInt8](repeating: 97, count: 65)) == nil)
        let longest = [UInt8](repeating: 97, count: 64)
        #expect(EditDistance(longest)?.to(longest, atMost: 0) == 0)
        #expect(EditDistance(longest)?.to(longest.dropLast(), atMost: 2) == 1)
        #expect(EditDistance(longest)?.to(longest + [97, 98], atMost: 2) == 2)
    }

    @Test(arguments: 0..<400)
    func `distances are those of the whole table`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        // Three letters make swaps and repeats meet often; few words are as long as a machine word.
        func word(_ longest: Int) -> [UInt8] {
            (0..<Int.random(in: 1...longest, using: &random)).map { _ in
                UInt8.random(in: 97...99, using: &random)
            }
        }
        let longest = seed % 8 == 0 ? 64 : 9
        let one = word(longest)
        let distance = try #require(EditDistance(one))
        for _ in 0..<20 {
            let other = word(longest)
            let expected = Self.table(one, other)
            for limit in [0, 1, 2, 3, 200] {
                let found = distance.to(other, atMost: limit)
                #expect(found == (expected <= limit ? expected : nil), "\(one) \(other)")
            }
        }
    }

    @Test(arguments: 0..<200)
    func `slips cost nothing only where there are none, and the least where letters are swapped`(
        seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        let name = (0..<Int.random(in: 4...12, using: &random)).map { _ in
            UInt8.random(in: 97...122, using: &random)
        }
        var cost = SlipCost()
        #expect(cost.between(name, name) == 0)
        let place = Int.random(in: 0..<name.count - 1, using: &random)
        var word = name
        word.swapAt(place, place + 1)
        #expect(cost.between(name, word) <= Slip.swapped.bits)
        word = name
        word.remove(at: place)
        #expect([Slip.dropped.bits, Slip.undoubled.bits].contains(cost.between(name, word)))
        word = name + [UInt8(ascii: "s")]
        #expect(cost.between(name, word) <= Slip.appended.bits)
        #expect(cost.between(name, name + [97, 98, 99]) > 1000)
    }

    @Test(arguments: [
        ("potosi", "potossi", Slip.doubled.bits), ("oruro", "orxuro", Slip.added.bits),
        ("carocollo", "carocolo", Slip.undoubled.bits), ("warnes", "warnez", Slip.alike.bits),
        ("tarija", "tariga", Slip.alike.bits), ("sucre", "sucri", Slip.vowel.bits),
        ("llallagua", "llallafua", Slip.neighbour.bits), ("uncia", "untia", Slip.other.bits),
        ("villa tunari", "villatunari", Slip.space.bits), ("sucre", "sucren", Slip.appended.bits),
        ("sucre", "scuri", Slip.swapped.bits + Slip.vowel.bits),
    ])
    func `a slip costs what its kind costs`(name: String, word: String, bits: Int) {
        var cost = SlipCost()
        #expect(cost.between(Array(name.utf8), Array(word.utf8)) == bits)
    }

    /// The distance by the whole table, cell by cell.
    private static func table(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var cells = [[Int]](
            repeating: [Int](repeating: 0, count: other.count + 1), count: one.count + 1)
        for row in 0...one.count {
            for column in 0...other.count {
                guard row > 0, column > 0 else {
                    cells[row][column] = row + column
                    continue
                }
                let change = one[row - 1] == other[column - 1] ? 0 : 1
                var least = min(
                    cells[row - 1][column] + 1, cells[row][column - 1] + 1,
                    cells[row - 1][column - 1] + change)
                if row > 1, column > 1, one[row - 1] == other[column - 2],
                    one[row - 2] == other[column - 1]
                {
                    least = min(least, cells[row - 2][column - 2] + 1)
                }
                cells[row][column] = least
            }
        }
        return cells[one.count][other.count]
    }
}

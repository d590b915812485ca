import SimpleFeatures
import TestMaterial
import Testing

@testable import Regions

/// Names that are counted in bounded memory.
@Suite struct NameTallyTests {
    @Test func `names are ranked by events, equal ones by name`() {
        var tally = NameTally()
        for name in ["b", "c", "a", "b"] { tally.add(name) }
        #expect(tally.ranked.map(\.name) == ["b", "a", "c"])
        #expect(tally.ranked.map(\.figures.events) == [2, 1, 1])
        #expect(tally.shortfall == 0)
    }

    @Test func `places of one name are told apart by their ids`() {
        var tally = NameTally()
        tally.add("bo-1", name: "San Pedro")
        tally.add("bo-2", name: "San Pedro")
        tally.add("bo-2", name: "San Pedro de Tiquina")
        tally.add("El Alto")
        #expect(tally.ranked.map(\.name) == ["San Pedro (bo-2)", "El Alto", "San Pedro (bo-1)"])
    }

    @Test func `of a name without end the beginning is kept`() {
        var tally = NameTally()
        tally.add(String(repeating: "ñ", count: 100_000))
        #expect(tally.ranked.map(\.name.count) == [201])
        #expect(tally.has(String(repeating: "ñ", count: 200_000)))
    }

    @Test(arguments: 0..<50)
    func `beyond the limit counts are too low by the shortfall at most`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tally = NameTally(limit: 20)
        var truth: [String: Int] = [:]
        for _ in 0..<3000 {
            // Some names are frequent, most come once or twice.
            let isFrequent = Bool.random(using: &random)
            let name = "n\(Int.random(in: 0..<(isFrequent ? 8 : 2000), using: &random))"
            truth[name, default: 0] += 1
            tally.add(name)
            #expect(tally.count <= 40)
        }
        #expect(tally.shortfall > 0, "seed \(seed)")
        let found = Dictionary(
            uniqueKeysWithValues: tally.ranked.map { ($0.name, $0.figures.events) })
        for (name, count) in truth {
            let counted = found[name, default: 0]
            #expect(counted <= count, "seed \(seed), \(name)")
            #expect(count - counted <= tally.shortfall, "seed \(seed), \(name)")
        }
    }
}

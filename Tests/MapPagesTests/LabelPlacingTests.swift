import TestMaterial
import Testing

@testable import MapPages

@Suite struct LabelPlacingTests {
    private static let frame = DrawingWindow.Box(left: 10, top: 10, right: 610, bottom: 410)

    @Test(arguments: 0..<30)
    func `no name covers another, a symbol or the edge`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var placing = LabelPlacing(in: LabelPlacingTests.frame)
        var boxes: [DrawingWindow.Box] = []
        let names = ["La Paz", "Santa Cruz de la Sierra", "東京都", "Ivirgarzama", "Ñ"]
        let spots = (0..<150).map { _ in
            SIMD2(Double.random(in: 0...620, using: &random), .random(in: 0...420, using: &random))
        }
        for spot in spots {
            let box = DrawingWindow.Box(
                left: spot.x - 5, top: spot.y - 5, right: spot.x + 5, bottom: spot.y + 5)
            placing.block(box)
            boxes.append(box)
        }
        let symbolCount = boxes.count
        for (number, spot) in spots.enumerated() {
            let label = placing.place(
                names[number % names.count], beside: spot, radius: 5, size: 11)
            guard let label else { continue }
            #expect(LabelPlacingTests.frame.contains(label.box), "seed \(seed)")
            #expect(!boxes.contains(where: label.box.overlaps), "seed \(seed)")
            boxes.append(label.box)
        }
        #expect(boxes.count > symbolCount, "seed \(seed): no name found room")
    }

    @Test func `a name takes another side when the first is taken`() throws {
        var placing = LabelPlacing(in: LabelPlacingTests.frame)
        let found = (0..<9).map { _ in
            placing.place("Oruro", beside: SIMD2(300, 200), radius: 6, size: 11)
        }
        #expect(found[0] != nil && found[1] != nil && found[8] == nil)
        #expect(try #require(found[0]).origin.x > 300)
    }

    @Test(arguments: [
        ("", 0.0), ("i", 2.78), ("W", 9.89), ("La Paz", 32.29), ("東京", 21.6), ("e\u{301}", 6.15),
    ])
    func `words are as wide as the font has them`(text: String, width: Double) {
        #expect((TextWidth.width(of: text, size: 10) - width).magnitude < 0.02)
    }

    @Test func `a text that has no room ends in dots and fits`() {
        let text = "A heading that is far too long for its place"
        let short = TextWidth.fitted(text, size: 20, room: 150)
        #expect(short.hasSuffix("…") && text.hasPrefix(short.dropLast()))
        #expect(TextWidth.width(of: short, size: 20) <= 150)
        #expect(TextWidth.fitted("Oruro", size: 20, room: 150) == "Oruro")
    }
}

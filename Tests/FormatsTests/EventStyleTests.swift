import Foundation
import SimpleFeatures
import Testing

@testable import Formats

@Suite struct EventStyleTests {
    @Test func `every type of event has a style of its own, and every other value one`() {
        #expect(Set(EventStyle.all.map(\.word)).count == 16)
        #expect(Set(EventStyle.all.map(\.colour)).count == 16)
        let texts = TextArena()
        func word(_ cell: Cell?) -> String { EventStyle.all[EventStyle.place(for: cell)].word }
        #expect(word(.text(texts.copy("siege"), in: 0)) == "siege")
        #expect(word(nil) == "other")
        #expect(word(.null(0)) == "other")
        #expect(word(.integer(3, in: 0)) == "other")
        #expect(word(.text(texts.copy("Siege"), in: 0)) == "other")
        #expect(word(.text(texts.copy(""), in: 0)) == "other")
    }

    @Test func `opacity stands first and red last in a colour of KML`() {
        #expect(EventStyle.all[1].markup().contains("<color>ff0014b3</color>"))
    }

    /// How linear red, green and blue are seen with each kind of cone missing.
    ///
    /// Machado, Oliveira, Fernandes (2009), "A Physiologically-based Model for Simulation of Color
    /// Vision Deficiency", table 1, severity 1.0.
    static let visions: [(name: String, matrix: [[Double]])] = [
        ("normal", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
        (
            "tritanopia",
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    ]

    @Test(arguments: 0..<4)
    func `any two colours lie at least a tenth apart in OKLab`(index: Int) {
        let vision = EventStyleTests.visions[index]
        let seen = EventStyle.all.map { ($0.word, oklab($0.colour, seenBy: vision.matrix)) }
        for (place, one) in seen.enumerated() {
            for other in seen[(place + 1)...] {
                let distance = zip(one.1, other.1).reduce(0) { sum, pair in
                    sum + (pair.0 - pair.1) * (pair.0 - pair.1)
                }.squareRoot()
                #expect(distance >= 0.1, "\(one.0) and \(other.0), \(vision.name)")
            }
        }
    }

    /// Ottosson (2020), "A perceptual color space for image processing".
    private func oklab(_ colour: String, seenBy matrix: [[Double]]) -> [Double] {
        let number = Int(colour, radix: 16) ?? 0
        let linear = [16, 8, 0].map { shift -> Double in
            let part = Double(number >> shift & 255) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        let seen = product(matrix, linear).map { min(max($0, 0), 1) }
        let cones = product(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ], seen
        ).map { cbrt($0) }
        return product(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ], cones)
    }

    private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    }
}

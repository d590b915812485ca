import Reports
import Testing

@testable import Events

/// The words of a report that an event was read in.
@Suite struct QuoteTests {
    private static let texts = [
        "The town slept. On Monday miners marched in Oruro, Bolivia. Then they went home.",
        "Señora Ñuñez habló en Potosí. El lunes los mineros marcharon en Oruro, Bolivia. Ganó él.",
        "---\ntitle: Día de paro\ndate: 2003-10-14\n---\nCayó la tarde. El lunes hubo choques en Oruro, Bolivia; murió un minero.\n",
        "\u{FEFF}Früh am Tag 🌄. On Monday miners marched\nin Oruro, Bolivia. They went home.",
    ]

    @Test(arguments: texts)
    func `a quote is the bytes of its sentence, and its offsets count code points`(
        text: String
    ) throws {
        let bytes = Array(text.utf8)
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let accounts = try Samples.accounts(of: text, written: "2003-10-14")
        #expect(accounts.count == 1)
        for account in accounts {
            let source = account.source
            #expect(source.quote == String(decoding: bytes[account.quote], as: UTF8.self))
            var quoted = String.UnicodeScalarView()
            quoted.append(contentsOf: scalars[source.start..<source.end])
            #expect(String(quoted) == source.quote)
            #expect(source.quote.hasSuffix(".") && source.quote.contains("Oruro"))
        }
    }

    @Test func `offsets count code points, not bytes`() throws {
        let text = "Él llegó. El lunes los mineros marcharon en Oruro, Bolivia."
        let accounts = try Samples.accounts(of: text, written: "2003-10-14")
        #expect(accounts.map(\.source.start) == [10])
        #expect(accounts.map(\.quote.lowerBound) == [12])
        #expect(accounts.map(\.source.end) == [text.unicodeScalars.count])
    }

    @Test func `a list without full stops is read in parts, each with its own quote`() throws {
        let text =
            "On Monday miners marched in Oruro, Bolivia, "
            + String(repeating: "with flags, drums and pipes, ", count: 100)
            + "and on Tuesday teachers marched in Potosí."
        let accounts = try Samples.accounts(of: text, written: "2003-10-15")
        #expect(
            accounts.map(Samples.line) == [
                "march, 2003-10-13, Oruro", "march, 2003-10-14, Potosí",
            ])
        #expect(accounts.allSatisfy { $0.quote.count < text.utf8.count / 2 + 200 })
    }

    @Test func `hostile reports are read without harm`() throws {
        let texts = [
            "", ".", "?", "\n\n\n", "On On On On", String(repeating: "march ", count: 3000),
            String(repeating: "killed 9 people, and ", count: 600) + ".",
            String(repeating: "On Monday miners marched in Oruro; ", count: 300),
            "999999999 million million million people were killed in Oruro on Monday.",
            "500 years ago 500 months ago 500 years later 500 years earlier.",
            "On October 31 to November 31 and February 30 miners marched in Oruro.",
            String(repeating: "🪧", count: 2000), "\u{FEFF}", "\u{301}\u{301} marched",
        ]
        for text in texts {
            for written in ["0001-01-01", "2003-10-14", "9999-12-31", nil] {
                let accounts = try Samples.accounts(of: text, written: written)
                #expect(accounts.allSatisfy { $0.quote.upperBound <= text.utf8.count })
            }
        }
    }
}

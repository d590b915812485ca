import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// The toll of several accounts, and who counts for it.
@Suite struct TollTests {
    private func told(_ figure: Int, by voice: Int, on day: String? = nil) throws -> Toll.Told {
        Toll.Told(Samples.exactly(figure), voice: voice, day: try day.map(Samples.day))
    }

    @Test func `the best figure is the one that most independent sources give`() throws {
        let found = Toll.spanning([
            try told(17, by: 0), try told(25, by: 1, on: "2003-10-20"), try told(17, by: 2),
        ])
        #expect(found == Toll(low: 17, best: 17, high: 25))
    }

    @Test func `one source is heard once, however often it repeats itself`() throws {
        let found = Toll.spanning([
            try told(17, by: 0), try told(17, by: 0), try told(25, by: 1), try told(25, by: 2),
        ])
        #expect(found?.best == 25)
    }

    @Test func `of equally many the latest report counts, then the lowest figure`() throws {
        let late = Toll.spanning([
            try told(17, by: 0, on: "2003-10-14"), try told(25, by: 1, on: "2003-10-20"),
        ])
        #expect(late?.best == 25)
        let undated = Toll.spanning([try told(25, by: 0), try told(17, by: 1)])
        #expect(undated?.best == 17)
        let dated = Toll.spanning([try told(17, by: 0), try told(25, by: 1, on: "2003-10-14")])
        #expect(dated?.best == 25)
    }

    @Test(arguments: 0..<50)
    func `the best is a figure that somebody gives, in any order, and lies in the span`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let counts = try (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            try told(
                Int.random(in: 0...4, using: &generator),
                by: Int.random(in: 0...3, using: &generator),
                on: Bool.random(using: &generator)
                    ? "2003-10-1\(Int.random(in: 0...3, using: &generator))" : nil)
        }
        let span = try #require(Toll.spanning(counts))
        #expect(Toll.spanning(counts.shuffled(using: &generator)) == span, "seed \(seed)")
        let best = try #require(span.best)
        #expect(counts.contains { $0.toll.best == best })
        #expect(try #require(span.low) <= best && best <= #require(span.high))
    }

    // MARK: - Who is independent

    private func account(_ report: String, _ quote: String, _ sources: [String]) throws -> Account {
        try Samples.account(.march, nil, at: nil, in: report).quoting(quote, from: sources)
    }

    private static let text =
        "Four people were hurt when a crowd pushed through the gate of the prefecture at noon."

    @Test func `copies of one text are one voice and one source`() throws {
        let accounts = [
            try account("a", Self.text, ["First"]),
            try account("b", "A crowd broke the gate; four were hurt, said a nurse.", ["Second"]),
            try account("c", Self.text.replacing("at noon", with: "at midday"), ["Third"]),
        ]
        let voices = Voices(accounts)
        #expect(voices.areCopies == [false, false, true])
        #expect(voices.numbers == [0, 1, 0])
        let event = Event(accounts: accounts, reasons: ["told", "told"])
        #expect(event.sourceCount == 2)
        let feature = event.feature(gazetteer: try Samples.gazetteer)
        #expect(feature.properties["sources"] == .integer(2))
        #expect(feature.properties["source"] == .text("First; Second; Third"))
    }

    @Test func `a shared source or report makes one voice of different words`() throws {
        let voices = Voices([
            try account("a", "One.", ["Agency"]), try account("b", "Two.", ["Paper", "AGENCY"]),
            try account("c", "Three.", ["Other"]), try account("c", "Four.", ["Another"]),
        ])
        #expect(voices.numbers == [0, 0, 2, 2])
        #expect(voices.areCopies == [false, false, false, false])
    }

    @Test func `thousands of accounts of one event are sorted into voices in a moment`() throws {
        let accounts = try (0..<3000).map {
            try account("r\($0)", "\(Self.text) Report \($0) of \($0 % 7).", ["s\($0 % 100)"])
        }
        let start = ContinuousClock.now
        let voices = Voices(accounts)
        // Comparing each with all took minutes in a debug build.
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(Set(voices.numbers) == [0])
    }
}

import Testing

@testable import Events

/// When the events of a report took place, and how that is known.
@Suite struct EventDateTests {
    private func dates(_ text: String, written: String?) throws -> [String] {
        try Samples.accounts(of: text, written: written).map { account in
            let rule = account.evidence.first { Self.rules.contains($0) }
            return "\(account.date?.edtf ?? "no date"), \(rule.map { "\($0)" } ?? "no rule")"
        }
    }

    private static let rules: [EventRule] = [
        .dateInSentence, .dateInParagraph, .dateFurtherUp, .dateOfDispatch, .noDate,
    ]

    @Test func `the date of the sentence wins`() throws {
        let text =
            "On October 9, 2003, it rained. On October 10, 2003, miners marched in Oruro, Bolivia."
        let found = try dates(text, written: "2003-10-15")
        #expect(found == ["2003-10-10, dateInSentence"])
    }

    @Test func `a paragraph carries its date`() throws {
        let text = "October 9, 2003, was a cold day. Miners marched in Oruro, Bolivia."
        let found = try dates(text, written: "2003-10-15")
        #expect(found == ["2003-10-09, dateInParagraph"])
    }

    /// A paragraph that tells a date and no event.
    private let dated =
        "On October 9, 2003, all the shops of the town stayed shut, as they had the week before."

    private let undated =
        "Miners marched in Oruro, Bolivia, and soldiers stood on the corners of the town square."

    @Test func `a dispatch stays with the date of the paragraph before`() throws {
        let found = try dates("\(dated)\n\n\(undated)", written: "2005-10-15")
        #expect(found == ["2003-10-09, dateFurtherUp"])
    }

    @Test func `in a long text a date of another paragraph gives its month only`() throws {
        let rest = String(repeating: "\n\nThe valley is wide and green in summer.", count: 200)
        let found = try dates("\(dated)\n\n\(undated)\(rest)", written: "2005-10-15")
        #expect(found == ["2003-10, dateFurtherUp"])
    }

    @Test func `a dispatch tells of the week before it`() throws {
        let text = "Miners marched in Oruro, Bolivia, and 2,000 teachers joined them."
        #expect(
            try dates(text, written: "2003-10-15") == ["2003-10-09~/2003-10-15~, dateOfDispatch"])
    }

    @Test func `without any date an event keeps none`() throws {
        let text = "Soldiers killed 12 miners in a clash in Oruro, Bolivia."
        let found = try dates(text, written: nil)
        #expect(found == ["no date, noDate"])
    }

    @Test func `a date after the report is not when something happened`() throws {
        let text = """
            On Monday miners marched in Oruro, Bolivia, for the elections of December 7, 2003.
            """
        let found = try dates(text, written: "2003-10-15")
        #expect(found == ["2003-10-13, dateInSentence"])
    }
}

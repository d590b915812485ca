import SimpleFeatures

/// A row of a sheet that says something, understood.
struct Judgement: Sendable {
    /// Which of the rows it is.
    let index: Int
    let row: ReviewRow
    let verdict: Verdict
    let corrections: [Correction]
    /// Who judged, as a record names it: "Ana Quispe, 2026-11-20".
    let who: String
    /// The name alone; empty where none was given.
    let reviewer: String
    let day: CalendarDay?

    /// Understands a row.
    ///
    /// - Returns: `nil` for a row in which nobody said anything.
    /// - Throws: ``ReviewFault`` for a row that cannot be understood, or that says two things.
    init?(_ row: ReviewRow, index: Int) throws(ReviewFault) {
        guard row.isMarked else { return nil }
        func fault(_ found: String, _ expected: String) -> ReviewFault {
            ReviewFault(place: row.place, found: found, expected: expected)
        }
        self.index = index
        self.row = row
        let corrections = try Correction.corrections(in: row)
        self.corrections = corrections
        let subjects = corrections.map(\.subject).joined(separator: ", ")
        guard let written = row["verdict"] else {
            throw fault("corrections (\(subjects)) without a verdict", "the verdict fix")
        }
        guard let verdict = Verdict(written) else {
            throw fault("the verdict \(ReviewText.quoted(written))", Verdict.expected)
        }
        self.verdict = verdict
        switch verdict {
        case .fix where corrections.isEmpty:
            throw fault(
                "the verdict fix without a correction",
                "one in a column that begins with fix_, or the verdict ok")
        case .ok, .drop, .merge, .split:
            guard corrections.isEmpty else {
                throw fault(
                    "the verdict \(verdict) with corrections (\(subjects))",
                    "the verdict fix, or no correction")
            }
        case .fix, .part: break
        }
        if verdict == .part {
            guard Judgement.parent(ofPart: row.id) != nil else {
                throw fault(
                    row.id.isEmpty ? "a part without an id" : "the id \(row.id) of a part",
                    "the id of the event that is split, with /1, /2 and so on behind it")
            }
        } else if row.id.isEmpty {
            throw fault("the verdict \(verdict) without an id", "the id of an event")
        }
        reviewer = String(
            ReviewText.plain(row["reviewer"] ?? "").prefix(80))
        var day: CalendarDay?
        if let written = row["reviewed"] {
            day = try ReviewedDay(written, in: "reviewed", of: row).day
        }
        self.day = day
        let name = reviewer.isEmpty ? "somebody" : reviewer
        who = day.map { "\(name), \($0)" } ?? name
    }

    /// The id of the event that a part is of: what stands before the last stroke; `nil` where there
    /// is no stroke, or no number behind it.
    static func parent(ofPart id: String) -> String? {
        guard let stroke = id.lastIndex(of: "/"), stroke > id.startIndex else { return nil }
        let number = id[id.index(after: stroke)...]
        guard !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return String(id[..<stroke])
    }

    /// Whether it may stand beside another one on the same event.
    func agrees(with other: Judgement) -> Bool {
        switch (verdict, other.verdict) {
        case (.ok, .ok), (.drop, .drop), (.split, .split): return true
        case (.merge(let one), .merge(let another)): return one == another
        case (.fix, .fix), (.part, .part), (.fix, .part), (.part, .fix):
            let said = Dictionary(
                corrections.map { ($0.subject, $0) }, uniquingKeysWith: { one, _ in one })
            return other.corrections.allSatisfy { correction in
                said[correction.subject].map { $0 == correction } ?? true
            }
        default: return false
        }
    }
}

import Reports
import Testing

@testable import Events

/// A line of a table of figures: a sentence, and what its figures count.
struct CountedSentence: Sendable, CustomTestStringConvertible {
    let text: String
    /// "deaths 17/17/-": what is counted, the lowest, best and highest figure; several with "; "
    /// between them, none as nothing.
    let says: String

    init(_ text: String, _ says: String = "") {
        self.text = text
        self.says = says
    }

    var testDescription: String { text }

    /// The figures that the reader finds.
    func figures(_ language: Language) throws -> String {
        try found(language).map { "\($0.counts) \(Samples.line($0.toll))" }.joined(separator: "; ")
    }

    /// The figures as the reader gives them.
    func found(_ language: Language) throws -> [TollReader.Found] {
        let report = try Samples.report(text, written: nil, language: language)
        let reader = TollReader(
            report: report, words: try Samples.model.lexicon(of: language).tolls)
        return report.blocks.flatMap(\.sentences).flatMap { reader.tolls(in: $0) }
    }
}

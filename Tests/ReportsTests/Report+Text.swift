import Orthography
import Reports

extension Report {
    /// A report of a text with nothing else known of it.
    init(_ text: String, language: Language? = nil) throws {
        try self.init(
            id: "r.txt", bytes: Array(text.utf8), metadata: Metadata(language: language))
    }

    /// The sentences of all blocks, with single spaces.
    var sentenceTexts: [String] {
        blocks.flatMap { block in
            block.sentences.map { text.text(text.bytes(ofTokens: $0)).collapsed }
        }
    }

    /// The blocks, with single spaces.
    var blockTexts: [String] { blocks.map { text.text($0.range).collapsed } }
}

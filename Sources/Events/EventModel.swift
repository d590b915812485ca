import Reports

/// What events are read by: the words of each language, and the weights fitted on annotated reports.
public struct EventModel: Sendable {
    private let lexicons: [Language: EventLexicon]
    /// What speaks for and against a sentence's telling an event.
    let telling: Weights<EventRule>
    /// What ties an event to a place of its sentence.
    let linking: Weights<LinkFeature>
    /// What ties a date, a figure or a word for people to an event of its sentence.
    let attaching: AttachmentWeights

    private static let lexiconFolder = "lexicon"
    private static let tellingFile = "telling.tsv"
    private static let linkingFile = "linking.tsv"

    private static func attachingFile(_ kind: AttachmentKind) -> String {
        "linking-\(kind.rawValue)s.tsv"
    }

    /// The paths of all files below the data folder.
    public static var paths: [String] {
        [tellingFile, linkingFile] + AttachmentKind.allCases.map(attachingFile)
            + Language.allCases.flatMap { language in
                EventLexicon.fileNames.map { "\(lexiconFolder)/\(language.rawValue)/\($0)" }
            }
    }

    /// Reads the words and weights.
    ///
    /// - Parameter files: The bytes of each of ``paths``, UTF-8.
    /// - Throws: ``EventsError`` for a missing file, and with file and line for a line that means
    ///   nothing.
    /// - Complexity: O(*n*).
    public init(_ files: [String: [UInt8]]) throws(EventsError) {
        func bytes(_ path: String) throws(EventsError) -> [UInt8] {
            guard let bytes = files[path] else {
                throw EventsError(file: path, found: "no file", expected: "one")
            }
            return bytes
        }
        telling = try Weights(try bytes(EventModel.tellingFile), file: EventModel.tellingFile)
        linking = try Weights(try bytes(EventModel.linkingFile), file: EventModel.linkingFile)
        func attaching(
            _ kind: AttachmentKind
        ) throws(EventsError) -> Weights<AttachmentFeature> {
            let file = EventModel.attachingFile(kind)
            return try Weights(try bytes(file), file: file)
        }
        self.attaching = AttachmentWeights(
            date: try attaching(.date), figure: try attaching(.figure),
            actor: try attaching(.actor))
        var lexicons: [Language: EventLexicon] = [:]
        for language in Language.allCases {
            let folder = "\(EventModel.lexiconFolder)/\(language.rawValue)"
            lexicons[language] = try EventLexicon(folder: folder, language: language) {
                (name: String) throws(EventsError) -> [UInt8] in try bytes("\(folder)/\(name)")
            }
        }
        self.lexicons = lexicons
    }

    /// The words of a language.
    func lexicon(of language: Language) -> EventLexicon {
        guard let lexicon = lexicons[language] else {
            preconditionFailure("every language has a folder, for init read them all")
        }
        return lexicon
    }
}

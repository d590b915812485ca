import Foundation
import Testing

/// The documents show what the program prints.
@Suite struct TranscriptTests {
    /// Every document that shows commands.
    static let documents: [String] = {
        let docs = BuiltProgram.package.appendingPathComponent("docs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: docs.path)) ?? []
        return names.filter { name in
            guard name.hasSuffix(".md"),
                let text = try? String(
                    contentsOf: docs.appendingPathComponent(name), encoding: .utf8)
            else { return false }
            return text.contains("```console\n")
        }.sorted()
    }()

    @Test func `the documents of the command line show commands`() {
        #expect(TranscriptTests.documents.contains("cli.md"))
    }

    /// The commands of a document run one after the other in one fresh folder, which holds copies of
    /// `docs/reports`, `exports` and the fixtures of these tests, so that what a command writes is
    /// there for the next one and nothing of the package is touched.
    ///
    /// RECORD=1 writes what was printed into the document.
    @Test(arguments: documents)
    func `a document's commands print what it shows`(name: String) throws {
        let file = BuiltProgram.package.appendingPathComponent("docs/\(name)")
        var transcript = Transcript(try String(contentsOf: file, encoding: .utf8))
        let scratch = try Scratch(copying: [BuiltProgram.fixtures])
        try TranscriptTests.copy("docs/reports", to: scratch)
        try TranscriptTests.copy("exports", to: scratch)
        let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
        for (index, step) in transcript.steps.enumerated() {
            let run = try BuiltProgram.run(
                shell: "{ \(step.command)\n} 2>&1", in: scratch.folder)
            if isRecording {
                transcript.steps[index].output = run.output
            } else {
                #expect(run.output == step.output, "docs/\(name):\(step.line): $ \(step.command)")
            }
        }
        guard isRecording else { return }
        try transcript.text.write(to: file, atomically: true, encoding: .utf8)
    }

    @Test func `a transcript is written again as it was read`() {
        let text = "# Title\n\n```console\n$ one\n1\n\n$ two\n```\n\nEnd.\n"
        let transcript = Transcript(text)
        #expect(transcript.steps.map(\.command) == ["one", "two"])
        #expect(transcript.steps.map(\.output) == ["1\n\n", ""])
        #expect(transcript.steps.map(\.line) == [4, 7])
        #expect(transcript.text == text)
    }

    private static func copy(_ path: String, to scratch: Scratch) throws {
        let source = BuiltProgram.package.appendingPathComponent(path)
        guard FileManager.default.fileExists(atPath: source.path) else { return }
        let target = scratch.folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: source, to: target)
    }
}

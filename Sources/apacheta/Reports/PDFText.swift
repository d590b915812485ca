import Foundation
import Reports

/// Gets the text out of PDF files with `pdftotext`.
struct PDFText {
    /// How long a file may take.
    let timeoutSeconds: Double

    private static let outputLimit = 64 << 20

    /// The text of a file.
    ///
    /// - Parameters:
    ///   - file: The file, or `-` for bytes that came from standard input.
    ///   - bytes: What is in it.
    /// - Throws: ``Failure`` 69 where `pdftotext` is not installed, 65 when it cannot read the file.
    func text(of file: String, bytes: [UInt8]) throws -> DecodedText {
        guard let program = ExternalProgram(named: "pdftotext") else {
            throw Failure(
                .missingProgram,
                "\(file): PDF is read with pdftotext, which is not on PATH "
                    + "(Debian: apt install poppler-utils; macOS: brew install poppler)")
        }
        guard file == "-" else { return try text(of: file, at: file, by: program) }
        let copy = FileManager.default.temporaryDirectory
            .appendingPathComponent("apacheta-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: copy) }
        do {
            try Data(bytes).write(to: copy)
        } catch { throw Failure(.writing, "\(copy.path): cannot be written") }
        return try text(of: file, at: copy.path, by: program)
    }

    private func text(
        of file: String, at path: String, by program: ExternalProgram
    ) throws -> DecodedText {
        // A path that begins with a hyphen would be taken for an option.
        let path = path.hasPrefix("-") ? "./\(path)" : path
        let run: ExternalProgram.Run
        do throws(ExternalProgram.Fault) {
            run = try program.run(
                ["-enc", "UTF-8", path, "-"], timeoutSeconds: timeoutSeconds,
                outputLimit: PDFText.outputLimit)
        } catch {
            throw Failure(.badData, "\(file): \(sentence(error))")
        }
        guard run.exitCode == 0 else {
            let reason = run.complaints.split(separator: "\n").first.map {
                ": " + Console.plain(String($0.prefix(200)))
            }
            let code = run.exitCode < 0 ? "crashed" : "failed with exit code \(run.exitCode)"
            throw Failure(.badData, "\(file): pdftotext \(code)\(reason ?? "")")
        }
        do throws(ReportError) {
            return try DecodedText(pages: run.output, name: file)
        } catch { throw Failure(.badData, error.description) }
    }

    private func sentence(_ fault: ExternalProgram.Fault) -> String {
        switch fault {
        case .tooSlow:
            let isWhole = timeoutSeconds.rounded() == timeoutSeconds
            let seconds = isWhole ? String(Int(timeoutSeconds)) : String(timeoutSeconds)
            return "pdftotext took longer than \(seconds) s and was ended (--pdf-timeout)"
        case .tooMuchOutput:
            return "pdftotext wrote more than \(PDFText.outputLimit >> 20) MiB and was ended"
        case .notStarted(let reason): return "pdftotext cannot be started: \(reason)"
        }
    }
}

public import ArgumentParser
import Foundation
public import FuzzTrials

#if LIBFUZZER
    // There `GuidedFuzz` is the program.
#else
    @main extension Fuzz {}
#endif

/// Tries the readers with damaged and hostile files for a while.
///
/// Each format has a process of its own, so that a reader that crashes ends only that process; the
/// input is then made smaller and kept.
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz", abstract: "Try the readers with damaged and hostile files.",
        subcommands: [Run.self, Work.self, Try.self], defaultSubcommand: Run.self)

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try readers for a while; exit with 1 when something was found.")

        @Option(help: "How long, all formats together.") var seconds = 60.0
        @Option(help: "One format: \(FuzzedFormat.allNames). Without it all.")
        var format: FuzzedFormat?
        @Option(help: "Tells one run from another; the same number tries the same inputs.")
        var seed: UInt64 = UInt64(Date().timeIntervalSince1970)
        @Option(help: "How much processor time an input may take, in seconds.")
        var inputSeconds = 2.0
        @Option(help: "The folder of the files that inputs are made from.")
        var seeds = "Tests/Fuzz/Seeds"
        @Option(help: "Where inputs are kept that broke something.") var output = "."

        func run() throws {
            let formats = format.map { [$0] } ?? FuzzedFormat.allCases
            var isClean = true
            for format in formats {
                let campaign = try Campaign(
                    format, seed: seed, seeds: seeds, inputSeconds: inputSeconds, output: output)
                if try !campaign.run(seconds: seconds / Double(formats.count)) { isClean = false }
            }
            if !isClean { throw ExitCode(1) }
        }
    }

    struct Work: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try one format in this process.", shouldDisplay: false)

        @Argument var format: FuzzedFormat
        @Option var seconds: Double
        @Option var seed: UInt64
        @Option var first: UInt64
        @Option var inputSeconds: Double
        @Option var seeds: String
        @Option(help: "Where each input is kept while it is tried.") var input: String
        @Option(help: "Where written files go.") var scratch: String

        func run() throws {
            var worker = try Worker(
                format, inputSeconds: inputSeconds, input: input, scratch: scratch)
            try worker.run(seconds: seconds, seed: seed, first: first, seeds: SeedFolder(seeds))
        }
    }

    struct Try: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try files, such as one that was kept.")

        @Option(help: "What they are taken for; by their endings when not given.")
        var format: FuzzedFormat?
        @Option(help: "How much processor time a file may take, in seconds.")
        var inputSeconds = 2.0
        @Argument var files: [String]

        func run() throws {
            for path in files {
                let ending = (path as NSString).pathExtension
                guard let format = format ?? FuzzedFormat(rawValue: ending) else {
                    throw ValidationError("\(path): no format has this ending, give --format")
                }
                let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
                let scratch = try ScratchFolder()
                let worker = try Worker(
                    format, inputSeconds: inputSeconds, input: nil, scratch: scratch.path)
                print("\(path): \(try worker.isRead(bytes) ? "read" : "refused")")
            }
        }
    }
}

extension FuzzedFormat: ExpressibleByArgument {
    static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

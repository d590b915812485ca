import Foundation
import FuzzTrials

/// Tries one format in processes of their own, and keeps what breaks it.
struct Campaign {
    /// How an input ended a process.
    private enum Outcome: Equatable {
        case fine(runs: UInt64, read: UInt64)
        /// A sentence that is the same for inputs that break the same thing.
        case broken(String, detail: String)
    }

    private let format: FuzzedFormat
    private let seed: UInt64
    private let seeds: String
    private let inputSeconds: Double
    private let output: String
    private let scratch: ScratchFolder
    private let program: URL

    init(
        _ format: FuzzedFormat, seed: UInt64, seeds: String, inputSeconds: Double, output: String
    ) throws {
        self.format = format
        self.seed = seed
        self.seeds = seeds
        self.inputSeconds = inputSeconds
        self.output = output
        scratch = try ScratchFolder()
        program = URL(fileURLWithPath: CommandLine.arguments[0])
    }

    /// Tries inputs until the time is over or one breaks something.
    ///
    /// - Returns: Whether nothing was found.
    func run(seconds: Double) throws -> Bool {
        let input = "\(scratch.path)/input.\(format.rawValue)"
        let outcome = try outcome(of: [
            "work", format.rawValue, "--seconds", "\(seconds)", "--seed", "\(seed)", "--first",
            "0", "--input-seconds", "\(inputSeconds)", "--seeds", seeds, "--input", input,
            "--scratch", scratch.path,
        ])
        switch outcome {
        case .fine(let runs, let read):
            say("\(format.rawValue): \(runs) inputs, \(read) of them read, nothing found")
            return true
        case .broken(let what, let detail):
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: input)))
            say("\(format.rawValue): \(what)\n\(detail.prefix(2000))")
            let small = try smaller(bytes, breaking: what)
            let path = "\(output)/fuzz-crash-\(Self.hash(of: small)).\(format.rawValue)"
            try Data(small).write(to: URL(fileURLWithPath: path))
            say("\(format.rawValue): kept \(small.count) of \(bytes.count) bytes as \(path)")
            return false
        }
    }

    /// Cuts pieces out of an input as long as it breaks the same thing.
    private func smaller(_ bytes: [UInt8], breaking what: String) throws -> [UInt8] {
        let end = Date().addingTimeInterval(60)
        var bytes = bytes
        var piece = max(bytes.count / 2, 1)
        while Date() < end {
            var place = 0
            var hasCut = false
            while place < bytes.count, Date() < end {
                let cut = Array(bytes[..<place] + bytes[min(place + piece, bytes.count)...])
                if try breaks(cut, what) {
                    bytes = cut
                    hasCut = true
                } else {
                    place += piece
                }
            }
            if piece == 1, !hasCut { break }
            piece = max(piece / 2, 1)
        }
        return bytes
    }

    private func breaks(_ bytes: [UInt8], _ what: String) throws -> Bool {
        let path = "\(scratch.path)/smaller.\(format.rawValue)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let outcome = try outcome(of: [
            "try", "--format", format.rawValue, "--input-seconds", "\(inputSeconds)", path,
        ])
        if case .broken(what, _) = outcome { return true }
        return false
    }

    /// Runs this program with other arguments.
    private func outcome(of arguments: [String]) throws -> Outcome {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        var environment = ProcessInfo.processInfo.environment
        // The report of a crash takes seconds, and the input tells as much.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process.environment = environment
        try process.run()
        let said = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let code = process.terminationStatus
        if process.terminationReason == .uncaughtSignal {
            let name =
                code == SIGPROF ? "took more than \(inputSeconds) s" : "crashed: signal \(code)"
            return .broken(name, detail: said)
        }
        if code == 0 {
            let counts = said.split { $0.isWhitespace }.suffix(2).map { UInt64($0) ?? 0 }
            return .fine(runs: counts.first ?? 0, read: counts.last ?? 0)
        }
        if code == Worker.findingCode {
            return .broken(String(said.prefix { $0 != ":" }), detail: said)
        }
        return .broken("ended with \(code)", detail: said)
    }

    /// Prints a line at once, be the output a file or not.
    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// FNV-1a, for the name of a file.
    private static func hash(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }
}

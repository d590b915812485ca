import ArgumentParser
import Foundation

/// Runs a command and turns what it throws into a line and an exit code.
enum Program {
    static func run(_ command: any ParsableCommand.Type, arguments: [String]) -> Never {
        // A reader that closes its end of a pipe is an error to report, not a signal to die of.
        _ = signal(SIGPIPE, SIG_IGN)
        do {
            var parsed = try command.parseAsRoot(arguments)
            try parsed.run()
            Foundation.exit(0)
        } catch {
            if let failure = Failure(error) {
                Console.complain(failure.description)
                Foundation.exit(failure.kind.rawValue)
            }
            let code = command.exitCode(for: error)
            if code == .validationFailure || code.rawValue == 64 {
                Console.complain(Suggestion.improved(command.message(for: error), arguments))
                Foundation.exit(Failure.Kind.usage.rawValue)
            }
            command.exit(withError: error)
        }
    }
}

/// What is said beside the answer: on standard error, never mixed into a file.
enum Console {
    /// One line about what went wrong.
    static func complain(_ sentence: String) { write("apacheta: \(sentence)\n") }

    /// One line about what was done, for people.
    static func say(_ sentence: String, quiet: Bool) {
        if !quiet { write(sentence + "\n") }
    }

    /// A piece of text as it stands, for a line that changes.
    static func show(_ text: String) { write(text) }

    private static func write(_ text: String) {
        // Where nobody can hear, there is nothing to say; the exit code tells it all the same.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

/// "Did you mean" for a mistyped subcommand, which ArgumentParser does not offer.
enum Suggestion {
    static func improved(_ message: String, _ arguments: [String]) -> String {
        var commands = Apacheta.configuration.subcommands
        for word in arguments {
            if word.hasPrefix("-") { return message }
            if let command = commands.first(where: { $0._commandName == word }) {
                commands = command.configuration.subcommands
                if commands.isEmpty { return message }
                continue
            }
            guard let nearest = nearest(to: word, among: commands.map { $0._commandName }) else {
                return message
            }
            return "unknown subcommand '\(word)', did you mean '\(nearest)'?"
        }
        return message
    }

    /// The name with the fewest letters changed; `nil` when none comes near.
    static func nearest(to word: String, among names: [String]) -> String? {
        let scored = names.map { (name: $0, edits: edits(Array(word), Array($0))) }
        guard let best = scored.min(by: { ($0.edits, $0.name) < ($1.edits, $1.name) }),
            best.edits <= max(2, word.count / 3)
        else { return nil }
        return best.name
    }

    private static func edits(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let cost = min(
                    row[column] + 1, row[column + 1] + 1,
                    diagonal + (letter == other[column] ? 0 : 1))
                diagonal = row[column + 1]
                row[column + 1] = cost
            }
        }
        return row[other.count]
    }
}

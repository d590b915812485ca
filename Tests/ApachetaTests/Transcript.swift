/// A document with blocks of commands and what they print.
///
/// A block is fenced with ```` ```console ````. In it a line that begins with `$ ` is a command,
/// and the lines up to the next command or the fence are its output.
struct Transcript {
    /// A command with the output that the document shows.
    struct Step {
        /// Where the command stands, from 1.
        let line: Int
        let command: String
        /// The output, each line ended by a line feed.
        var output: String
    }

    private enum Piece {
        case text(String)
        case step(Int)
    }

    private var pieces: [Piece] = []
    /// The commands, in order.
    var steps: [Step] = []

    init(_ text: String) {
        var isInBlock = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let line = String(line)
            if line == "```console" {
                isInBlock = true
            } else if line.hasPrefix("```") {
                isInBlock = false
            } else if isInBlock, line.hasPrefix("$ ") {
                pieces.append(.step(steps.count))
                steps.append(Step(line: index + 1, command: String(line.dropFirst(2)), output: ""))
                continue
            } else if isInBlock, !steps.isEmpty {
                steps[steps.count - 1].output += line + "\n"
                continue
            }
            pieces.append(.text(line))
        }
    }

    /// The document with the outputs as they are now.
    var text: String {
        var lines: [String] = []
        for piece in pieces {
            switch piece {
            case .text(let line): lines.append(line)
            case .step(let index):
                lines.append("$ " + steps[index].command)
                if !steps[index].output.isEmpty {
                    lines.append(String(steps[index].output.dropLast()))
                }
            }
        }
        return lines.joined(separator: "\n")
    }
}

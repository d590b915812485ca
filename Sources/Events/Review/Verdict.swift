/// What a person says of an event that the program read.
public enum Verdict: Hashable, Sendable, CustomStringConvertible {
    /// It is as it was read.
    case ok
    /// It is no event, or none that is wanted.
    case drop
    /// It happened otherwise: corrections stand in the row.
    case fix
    /// It is the same event as another one.
    case merge(into: String)
    /// It is several events, each of which has a row of its own.
    case split
    /// One of the several.
    case part

    /// The words that a cell may hold.
    static let expected = "ok, drop, fix, merge ID, split or part"

    /// Reads a cell; `nil` for words that mean nothing here.
    ///
    /// - Parameter text: Without white space at its ends; capitals do not count.
    init?(_ text: String) {
        let separators: Set<Character> = [" ", ":", "\t", "\u{A0}"]
        let words = text.split { separators.contains($0) }
        switch (words.first?.lowercased(), words.count) {
        case ("ok", 1): self = .ok
        case ("drop", 1): self = .drop
        case ("fix", 1): self = .fix
        case ("split", 1): self = .split
        case ("part", 1): self = .part
        case ("merge", 2): self = .merge(into: ReviewRow.identifier(words[1]))
        case ("merge", 3) where words[1].lowercased() == "into":
            self = .merge(into: ReviewRow.identifier(words[2]))
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .ok: return "ok"
        case .drop: return "drop"
        case .fix: return "fix"
        case .merge(let id): return "merge \(id)"
        case .split: return "split"
        case .part: return "part"
        }
    }
}

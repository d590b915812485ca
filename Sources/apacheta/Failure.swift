/// Why a command ends early: one line for people, and the exit code for programs.
struct Failure: Error, CustomStringConvertible {
    /// Exit codes, as in `sysexits.h`.
    enum Kind: Int32 {
        case usage = 64
        case badData = 65
        case noInput = 66
        case missingProgram = 69
        case ourBug = 70
        case writing = 74
    }

    let kind: Kind
    let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// What the terminal can show; a file or a pipe gets all of Unicode and no colours.
struct ComparisonTerminal {
    /// Its columns; `nil` for a file or a pipe.
    let width: Int?
    /// Whether it shows more than ASCII.
    let showsUnicode: Bool
    /// Whether drawings are coloured.
    let hasColours: Bool

    /// - Parameters:
    ///   - environment: The variables that the program was started with.
    ///   - width: Columns of the terminal; `nil` for a file or a pipe.
    /// - SeeAlso: POSIX.1-2017, "Internationalization Variables", for the order of the variables;
    ///   no-color.org.
    init(environment: [String: String], width: Int? = Console.terminalWidth()) {
        self.width = width
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
            ?? ""
        let charset = locale.lowercased().filter { $0 != "-" }
        showsUnicode = width == nil || charset.contains("utf8")
        hasColours =
            width != nil && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Bars and sparklines in blue; everything else as it was.
    func coloured(_ text: String) -> String {
        var coloured = ""
        var isBlue = false
        for scalar in text.unicodeScalars {
            if (0x2581...0x258F).contains(scalar.value) != isBlue {
                isBlue.toggle()
                coloured += isBlue ? "\u{1B}[34m" : "\u{1B}[0m"
            }
            coloured.unicodeScalars.append(scalar)
        }
        return coloured
    }
}

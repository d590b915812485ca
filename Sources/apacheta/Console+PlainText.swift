extension Console {
    /// A text that neither breaks its line nor speaks to the terminal: names may come from a
    /// stranger's file.
    ///
    /// - Returns: The text with "�" for each control character.
    static func plain(_ text: String) -> String {
        String(
            text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { plain, scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: plain.append("\u{FFFD}")
                default: plain.append(scalar)
                }
            })
    }
}

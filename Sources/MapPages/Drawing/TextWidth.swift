/// How wide words are on paper, where no font can be asked.
///
/// Which font a viewer takes for `sans-serif` is not known. The widths are those of DejaVu Sans, which is
/// wide: a text that has room by them has it in Helvetica, Arial and Liberation Sans too. Other
/// letters count with a width that few exceed.
///
/// - SeeAlso: DejaVu Fonts 2.37, `DejaVuSans.ttf`, table `hmtx`; Unicode Standard Annex 11, "East
///   Asian Width".
enum TextWidth {
    /// The width of a text.
    ///
    /// - Parameters:
    ///   - text: Any text in one line.
    ///   - size: The size of the letters.
    /// - Complexity: O(*n*).
    static func width(of text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) } * size / 1000
    }

    /// As much of a text as there is room for, with dots behind where some is left out.
    static func fitted(_ text: String, size: Double, room: Double) -> String {
        var used = 0.0
        let dots = width(of: "…", size: size)
        var end = text.startIndex
        for place in text.indices {
            used += width(of: String(text[place]), size: size)
            if used > room { return String(text[..<end]) + "…" }
            if used + dots <= room { end = text.index(after: place) }
        }
        return text
    }

    /// Thousandths of the size of the letters.
    private static func width(of scalar: Unicode.Scalar) -> Double {
        let value = scalar.value
        if value >= 0x20, value < 0x7F { return Double(ascii[Int(value) - 0x20]) }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch value {
        case 0xC0...0x24F: return scalar.properties.isUppercase ? 800 : 660
        // Letters that stand in squares: Hangul, Chinese, Japanese, pictures.
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
            return 1080
        default: return 900
        }
    }

    /// From the space to the tilde.
    private static let ascii: [Int16] = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ]
}

/// Elements of an SVG image as text, everything in them escaped.
///
/// - SeeAlso: W3C (2018), *Scalable Vector Graphics (SVG) 2*.
struct SVGText {
    /// How something is drawn, as attributes, which every program that shows SVG understands.
    enum Style: String {
        case head = ##"font-size="20" font-weight="bold" fill="#222222""##
        case name = ##"font-size="14" font-weight="bold" fill="#222222""##
        case note = ##"fill="#444444""##
        case events = ##"fill="#0072b2""##
        case deaths = ##"fill="#d55e00""##
        case range = ##"fill="none" stroke="#222222" stroke-width="1.5""##
        case axis = ##"fill="none" stroke="#444444""##
        case grid = ##"fill="none" stroke="#dddddd""##
    }

    private(set) var lines = ""

    /// A text that XML 1.0 allows: its signs escaped, control characters as "�".
    static func escaped(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in Table.plain(text).unicodeScalars {
            switch scalar {
            case "&": safe.append(contentsOf: "&amp;".unicodeScalars)
            case "<": safe.append(contentsOf: "&lt;".unicodeScalars)
            case ">": safe.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": safe.append(contentsOf: "&quot;".unicodeScalars)
            case "'": safe.append(contentsOf: "&#39;".unicodeScalars)
            // No characters, which XML refuses.
            case "\u{FFFE}", "\u{FFFF}": safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }

    /// A line of markup that was made here.
    mutating func add(_ markup: String) { lines += markup + "\n" }

    /// Words at a position.
    mutating func add(
        text: String, x: Double, y: Double, style: Style, anchor: String = "start"
    ) {
        add(
            "<text \(style.rawValue) x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" "
                + "text-anchor=\"\(anchor)\">\(SVGText.escaped(text))</text>")
    }

    /// A bar, with words for who points at it or has it read out.
    mutating func add(
        barAtX x: Double, y: Double, width: Double, height: Double, style: Style, words: String
    ) {
        add(
            "<rect \(style.rawValue) x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\" "
                + "width=\"\(SVGText.number(width))\" height=\"\(SVGText.number(height))\">"
                + "<title>\(SVGText.escaped(words))</title></rect>")
    }

    /// A straight line.
    mutating func add(
        lineFromX x: Double, y: Double, toX endX: Double, y endY: Double, style: Style
    ) {
        add(
            "<path \(style.rawValue) d=\"M\(SVGText.number(x)) \(SVGText.number(y))"
                + "L\(SVGText.number(endX)) \(SVGText.number(endY))\"/>")
    }

    /// Two decimals at most.
    private static func number(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        var text = (hundredths < 0 ? "-" : "") + String(whole)
        if rest > 0 { text += rest < 10 ? ".0\(rest)" : ".\(rest)" }
        while rest > 0, text.last == "0" { text.removeLast() }
        return text
    }
}

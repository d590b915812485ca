/// Elements of an SVG image, everything that came from a file escaped.
///
/// - SeeAlso: W3C (2018), *Scalable Vector Graphics (SVG) 2*; W3C (2008), *Extensible Markup Language
///   (XML) 1.0*, fifth edition, section 2.2, "Characters".
struct SVGMarkup {
    private(set) var bytes: [UInt8] = []

    /// Adds markup that was made here, on a line of its own.
    mutating func add(_ markup: String) {
        bytes.append(contentsOf: markup.utf8)
        bytes.append(0x0A)
    }

    /// Adds markup of another piece.
    mutating func add(_ markup: [UInt8]) { bytes += markup }

    /// Words in one line.
    ///
    /// - Parameters:
    ///   - words: Any text.
    ///   - spot: Where it begins, on its base line; where it ends or has its middle with an anchor.
    ///   - kind: The class of the style.
    ///   - anchor: `start`, `middle` or `end`.
    mutating func add(
        words: String, at spot: SIMD2<Double>, kind: String, anchor: String = "start"
    ) {
        let anchor = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
        add(
            "<text class=\"\(kind)\" x=\"\(SVGMarkup.number(spot.x))\" "
                + "y=\"\(SVGMarkup.number(spot.y))\"\(anchor)>\(SVGMarkup.escaped(words))</text>")
    }

    /// A symbol of a type.
    ///
    /// - Parameters:
    ///   - style: The place of the type.
    ///   - spot: The middle of the symbol.
    ///   - radius: Half the side of the box that its path fills.
    ///   - isHatched: Whether it is filled with hatching.
    ///   - words: What is read out and shown when pointed at; `nil` for nothing.
    mutating func add(
        symbol style: Int, at spot: SIMD2<Double>, radius: Double, isHatched: Bool = false,
        words: String? = nil
    ) {
        let end = words.map { "><title>\(SVGMarkup.escaped($0))</title></path>" } ?? "/>"
        // The line around the symbol is as strong whatever its size.
        add(
            "<path class=\"\(isHatched ? "h" : "s")\(style)\" "
                + "transform=\"translate(\(SVGMarkup.number(spot.x)) \(SVGMarkup.number(spot.y))) "
                + "scale(\(SVGMarkup.number(radius)))\" "
                + "stroke-width=\"\(SVGMarkup.number(1 / radius, decimals: 3))\" "
                + "d=\"\(EventSymbol.all[style].path)\"\(end)")
    }

    /// A text that XML 1.0 allows: signs escaped, what it refuses as "�".
    static func escaped(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe.append(contentsOf: "&amp;".unicodeScalars)
            case "<": safe.append(contentsOf: "&lt;".unicodeScalars)
            case ">": safe.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": safe.append(contentsOf: "&quot;".unicodeScalars)
            case "'": safe.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n", "\r": safe.append(" ")
            case "\u{FFFE}", "\u{FFFF}": safe.append("\u{FFFD}")
            // What turns the direction of writing would turn what follows in a line as well.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": safe.append("\u{FFFD}")
            default:
                let isControl = scalar.properties.generalCategory == .control
                safe.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return String(safe)
    }

    /// A number in plain decimals.
    ///
    /// - Parameters:
    ///   - number: Any number; one that is not finite is 0.
    ///   - decimals: Digits after the point at most, in 0...3.
    static func number(_ number: Double, decimals: Int = 1) -> String {
        let unit = [1.0, 10, 100, 1000][decimals]
        guard number.isFinite, number.magnitude < 1e9 else { return "0" }
        let count = Int((number * unit).rounded())
        let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: UInt(unit))
        var text = (count < 0 ? "-" : "") + String(whole)
        guard rest > 0 else { return text }
        var digits = String(rest)
        while digits.utf8.count < decimals { digits = "0" + digits }
        while digits.last == "0" { digits.removeLast() }
        text += "." + digits
        return text
    }

    /// A path along points, in steps of a tenth.
    ///
    /// - Parameters:
    ///   - points: Its points; those nearer than half a unit to the one before are left out.
    ///   - isClosed: Whether the path is a ring.
    /// - Returns: Nothing for a path without length.
    static func path(_ points: [SIMD2<Double>], isClosed: Bool) -> String {
        var text = ""
        var last = SIMD2<Int>()
        var count = 0
        for (place, point) in points.enumerated() {
            let tenths = SIMD2(Int((point.x * 10).rounded()), Int((point.y * 10).rounded()))
            if count > 0 {
                let step = tenths &- last
                let isLast = !isClosed && place == points.count - 1
                guard step.x.magnitude + step.y.magnitude >= (isLast ? 1 : 6) else { continue }
                text += (count == 1 ? "l" : step.x < 0 ? "" : " ") + tenthsText(step.x)
                text += (step.y < 0 ? "" : " ") + tenthsText(step.y)
            } else {
                text = "M\(tenthsText(tenths.x)) \(tenthsText(tenths.y))"
            }
            last = tenths
            count += 1
        }
        guard count >= (isClosed ? 3 : 2) else { return "" }
        return isClosed ? text + "z" : text
    }

    private static func tenthsText(_ tenths: Int) -> String {
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        let sign = tenths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return whole == 0 ? "\(sign).\(rest)" : "\(sign)\(whole).\(rest)"
    }
}

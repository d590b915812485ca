/// What keeps spreadsheets from running a text as a formula: an apostrophe in front, taken off
/// again when the file is read.
enum FormulaGuard {
    /// Whether a spreadsheet would take a text for a formula: it begins with `=`, `+`, `-`, `@`, a
    /// tab or a carriage return, or with apostrophes before one of these.
    ///
    /// - SeeAlso: OWASP, "CSV Injection".
    @inline(__always)
    static func isLikeFormula(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = unsafe bytes.first, first <= UInt8(ascii: "@") else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
            return true
        case UInt8(ascii: "'"): return unsafe isGuarded(bytes)
        default: return false
        }
    }

    /// Whether a text is a guarded one: it begins with apostrophes before what makes a formula.
    static func isGuarded(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard unsafe bytes.first == UInt8(ascii: "'"),
            let next = unsafe bytes.first(where: { $0 != UInt8(ascii: "'") })
        else { return false }
        return "=+-@\t\r".utf8.contains(next)
    }
}

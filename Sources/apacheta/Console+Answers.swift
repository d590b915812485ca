import Formats
import Foundation
import Regions
import SimpleFeatures

/// The answer itself: on standard output, a table for people or JSON for machines.
extension Console {
    /// A table, cut to the terminal where there is one and whole everywhere else.
    ///
    /// - Throws: ``Failure`` 74 when standard output is closed.
    static func show(_ table: Table) throws {
        try Files.write(Array(table.rendered(maxWidth: terminalWidth()).utf8), to: "-")
    }

    /// A value as one line of JSON.
    static func show(_ value: Value) throws {
        var bytes: [UInt8] = []
        JSON.append(value, to: &bytes)
        bytes.append(10)
        try Files.write(bytes, to: "-")
    }

    /// Lines of text.
    static func show(lines: [String]) throws {
        try Files.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: "-")
    }

    /// "1 event", "2 events".
    static func counted(_ count: Int, _ word: String) -> String {
        "\(count) \(word)\(count == 1 ? "" : "s")"
    }

    /// Columns of the terminal; `nil` where standard output is none.
    static func terminalWidth() -> Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1,
            unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }
}

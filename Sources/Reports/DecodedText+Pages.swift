extension DecodedText {
    /// The text of pages, as `pdftotext` writes them: each ended by a form feed.
    ///
    /// A page's number, alone in its first or last line, is left out, and a sentence that goes on
    /// behind a page's end is made whole. Words that a hyphen breaks stay as they are written; they
    /// are read as one.
    ///
    /// - Parameters:
    ///   - pages: What the program wrote.
    ///   - name: What notes and errors call the file.
    /// - Throws: ``ReportError`` when there are no letters, as in a scan.
    /// - Complexity: O(*n*).
    public init(pages: [UInt8], name: String) throws(ReportError) {
        let decoding = try CharsetDecoding(pages, name: name)
        var text: [UInt8] = []
        text.reserveCapacity(decoding.bytes.count)
        var numbers = 0
        for page in decoding.bytes.split(separator: 12) {
            var lines = page.split(separator: 10, omittingEmptySubsequences: false)[...]
            lines = DecodedText.withoutBlankEnds(lines)
            for isLast in [false, true] {
                guard lines.count > 1, let line = isLast ? lines.last : lines.first,
                    DecodedText.isPageNumber(line)
                else { continue }
                lines = DecodedText.withoutBlankEnds(
                    isLast ? lines.dropLast() : lines.dropFirst())
                numbers += 1
            }
            guard !lines.isEmpty else { continue }
            if !text.isEmpty {
                text += DecodedText.goesOn(text, with: lines.first ?? []) ? [10] : [10, 10]
            }
            text += lines.joined(separator: [10])
        }
        guard text.contains(where: { ($0 | 0x20) &- 97 < 26 || $0 >= 0x80 }) else {
            let count = pages.count { $0 == 12 }
            throw .unreadable(
                file: name, line: nil,
                found: "\(count) page\(count == 1 ? "" : "s") of PDF without text",
                expected: "text (a scan has to go through text recognition first)")
        }
        text.append(10)
        var notes = decoding.notes
        if numbers > 0 {
            notes.append("\(name): \(numbers) page number\(numbers == 1 ? "" : "s") left out")
        }
        self.init(text, notes: notes)
    }

    private typealias Lines = ArraySlice<ArraySlice<UInt8>>

    private static func withoutBlankEnds(_ lines: Lines) -> Lines {
        var lines = lines
        while let first = lines.first, TextLayout.isBlank(first) { lines.removeFirst() }
        while let last = lines.last, TextLayout.isBlank(last) { lines.removeLast() }
        return lines
    }

    /// "12", "- 12 -", "Page 3 of 10", "Página 3".
    private static func isPageNumber(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 40 else { return false }
        var hasNumber = false
        for word in String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
            if word.allSatisfy(\.isNumber) {
                guard word.count < 5 else { return false }
                hasNumber = true
            } else if !pageWords.contains(word.lowercased()) {
                return false
            }
        }
        return hasNumber
    }

    private static let pageWords: Set<String> = [
        "-", "–", "—", "|", "/", "page", "pág.", "pag.", "página", "pagina", "p.", "of", "de",
    ]

    /// Whether a page's first line goes on with the sentence that the page before broke off.
    private static func goesOn(_ text: [UInt8], with line: ArraySlice<UInt8>) -> Bool {
        guard let last = text.last(where: { $0 > 32 }) else { return false }
        let isLetter = (last | 0x20) &- 97 < 26 || last >= 0x80
        let isBrokenOff = isLetter || last == UInt8(ascii: "-") || last == UInt8(ascii: ",")
        let opener = String(decoding: line, as: UTF8.self).first { !$0.isWhitespace }
        return isBrokenOff && opener?.isLowercase == true
    }
}

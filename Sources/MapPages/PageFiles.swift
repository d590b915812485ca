import CMapPageFiles

/// The files of the page as they are put into it.
struct PageFiles {
    /// The skeleton.
    let template: PageTemplate
    /// The style, as short as lines allow.
    let style: [UInt8]
    /// The script, as short as lines allow.
    let script: [UInt8]

    /// The files that the program was built with.
    init() {
        template = unsafe PageTemplate(PageFiles.bytes(of: map_page_html()))
        style = unsafe PageFiles.shortened(PageFiles.bytes(of: map_page_style()))
        script = unsafe PageFiles.shortened(PageFiles.bytes(of: map_page_script()))
    }

    private static func bytes(of file: map_page_file) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: file.start, count: file.count))
    }

    /// A text without whole lines of comment and without the spaces in front of lines.
    ///
    /// A line of comment begins with `//`, or stands from one that begins with `/*` to one that ends with
    /// `*/`. Nothing else of the language is looked at: no text of the page's files runs over a line.
    static func shortened(_ text: [UInt8]) -> [UInt8] {
        let space = UInt8(ascii: " ")
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        var isInComment = false
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let words = line.drop { $0 == space }
            let isOpening = words.starts(with: Array("/*".utf8))
            if isInComment || isOpening {
                var end = line
                while end.last == space { end.removeLast() }
                isInComment = !end.suffix(2).elementsEqual(Array("*/".utf8))
                continue
            }
            if words.starts(with: Array("//".utf8)) { continue }
            kept.append(contentsOf: words)
            kept.append(UInt8(ascii: "\n"))
        }
        // The last line feed is that of the split.
        if !kept.isEmpty { kept.removeLast() }
        return kept
    }
}

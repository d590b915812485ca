import Formats
import SimpleFeatures
import Testing

@testable import MapPages

/// What strangers write is text in a page, whatever it looks like.
@Suite struct PageTextTests {
    static let hostile = [
        "</script><script>alert(1)</script>", "<!--<script>", "]]>", "-->", "a & b &lt; c",
        "line\u{2028}para\u{2029}end", "quotes \" ' ` \\", "nul \u{0} bell \u{7} end",
        "{{script}}", "{{data}} {{title}}", "\u{202E}sdrawkcab\u{202C}", "\u{2066}open isolate",
        String(repeating: "long ", count: 20_000), "</SCRIPT >", "\u{FEFF}mark", "<\u{2028}&",
        "e\u{301}\u{10FFFF}\u{1F30B}", "€ and â\u{80}¨",
    ]

    @Test(arguments: hostile)
    func `a text comes back out of JSON between script tags`(text: String) throws {
        var bytes: [UInt8] = []
        unsafe Array(text.utf8).withUnsafeBytes { unsafe PageText.append(text: $0, to: &bytes) }
        #expect(try JSON.value(of: bytes, file: "page") == .text(text))
        Self.expectHarmless(bytes)
        // The same for a text that is JSON already.
        var json: [UInt8] = []
        JSON.append(.object([text: .list([.text(text), .integer(-1)])]), to: &json)
        var page: [UInt8] = []
        PageText.append(json: json, to: &page)
        #expect(try JSON.value(of: page, file: "page") == JSON.value(of: json, file: "json"))
        Self.expectHarmless(page)
    }

    /// Nothing in it begins a tag, an entity or a line.
    private static func expectHarmless(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            !text.unicodeScalars.contains {
                "<>&\u{2028}\u{2029}\n\u{0}".unicodeScalars.contains($0)
            })
    }

    @Test(arguments: [
        ("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;"),
        ("two\nlines\tand a tab", "two lines and a tab"), ("nul \u{0}", "nul \u{FFFD}"),
        ("El Alto, 2003", "El Alto, 2003"), ("", ""),
    ])
    func `a heading is markup of nothing but itself`(text: String, markup: String) {
        #expect(PageText.markup(of: text) == markup)
    }

    @Test(arguments: ["\u{202E}drawkcab", "\u{2066}isolate", "a \u{202B}b\u{202C} c"])
    func `a heading that turns the direction of writing is set apart`(text: String) {
        #expect(PageText.markup(of: text) == "\u{2068}\(text)\u{2069}")
    }
}

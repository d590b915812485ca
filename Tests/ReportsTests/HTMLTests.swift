import Orthography
import Reports
import SimpleFeatures
import TestMaterial
import Testing

/// Of a page the story is read: its paragraphs and headings, not what stands around them.
@Suite struct HTMLTests {
    private func page(_ html: String) throws(ReportError) -> DecodedText {
        try DecodedText(Array(html.utf8), format: .html, name: "p.html")
    }

    private func text(_ html: String) throws(ReportError) -> String {
        String(decoding: try page(html).bytes, as: UTF8.self)
    }

    private let story = """
        <p>The miners of Huanuni shut the road to Oruro on Monday, and nobody passed all day.</p>
        <p>In the evening the police came from Llallagua, and two people were hurt in the dark.</p>
        """
    private let storyText = """
        The miners of Huanuni shut the road to Oruro on Monday, and nobody passed all day.

        In the evening the police came from Llallagua, and two people were hurt in the dark.

        """

    @Test(arguments: [
        "<nav><p>Sucre</p></nav>", "<footer>Sucre</footer>",
        "<aside>Sucre</aside>", "<script>Sucre</script>", "<style>Sucre</style>",
        "<noscript>Sucre</noscript>", "<template>Sucre</template>", "<!-- Sucre -->",
        "<p hidden>Sucre</p>", "<p style='color: red; DISPLAY: none'>Sucre</p>",
        "<p aria-hidden=true>Sucre</p>", "<form><p>Sucre</p></form>", "<button>Sucre</button>",
        "<select><option>Sucre</select>", "<div role=navigation>Sucre</div>",
        "<div class='box related'>Sucre</div>", "<div id=sidebar>Sucre</div>",
        "<ul><li><a href=x>Sucre</a></li><li><a href=y>Tarija</a></li></ul>",
        "<svg><text>Sucre</text></svg>", "<iframe>Sucre</iframe>",
    ])
    func `what stands around a story is not read`(part: String) throws {
        #expect(try text("<body>\(part)\(story)\(part)</body>") == storyText)
        #expect(try text("<body><article>\(part)\(story)\(part)</article></body>") == storyText)
    }

    @Test(arguments: [
        ("<p>La&nbsp;Paz &amp; Potos&iacute; &#237; &#x1F30B;</p>", "La\u{A0}Paz & Potosí í 🌋\n"),
        ("<p>&#147;Out&#148; &#150; he said</p>", "“Out” – he said\n"),
        ("<p>Cocha&shy;bamba Co&#8203;bija</p>", "Cochabamba Cobija\n"),
        ("<p>El\n   <b>Al</b>to, <i>La</i> <u>Paz</u></p>", "El Alto, La Paz\n"),
        ("<p>One<br>Two<br/><br>Three</p>", "One\nTwo\n\nThree\n"),
        ("<h2>One</h2><div>Two<p>Three</div>Four", "One\n\nTwo\n\nThree\n\nFour\n"),
        ("<ul><li>One<li>Two</ul><dl><dt>Three<dd>Four</dl>", "One\n\nTwo\n\nThree\n\nFour\n"),
        ("<table><tr><th>Town<td>Dead<tr><td>Oruro<td>2</table>", "Town\n\nDead\n\nOruro\n\n2\n"),
        ("<pre>One\n  Two</pre>", "One\nTwo\n"),
        ("<figure><img src=x><figcaption>Oruro</figcaption></figure>", "Oruro\n"),
        ("One & two < three &unknown; &", "One & two < three &unknown; &\n"),
        ("<p>One<custom-tag>Two</custom-tag></p", "OneTwo\n"),
        ("no element at all", "no element at all\n"),
    ])
    func `text is what a browser shows`(html: String, expected: String) throws {
        #expect(try text(html) == expected)
    }

    @Test func `the header of a page is dropped, that of its article is read`() throws {
        let header = "<header><p>Sucre</p></header>"
        #expect(try text("<body>\(header)\(story)</body>") == storyText)
        #expect(
            try text("<body>\(header)<article>\(header)\(story)</article></body>")
                == "Sucre\n\n" + storyText)
    }

    @Test(arguments: [("Gas | El Diario", "Gas\n\n"), ("Huanuni | Gas", "")])
    func `a headline in the header of the page is read where it is the story's`(
        title: String, headline: String
    ) throws {
        let html = "<title>\(title)</title><body><header><h1>Gas</h1></header>\(story)</body>"
        #expect(try text(html) == headline + storyText)
    }

    @Test func `the part that is marked as the article is the story`() throws {
        let other = "<div><p>\(String(repeating: "Sucre is another story. ", count: 20))</p></div>"
        let html =
            "<body>\(other)<article><header><h1>Gas</h1></header>\(story)\(story)\(story)"
            + "\(story)</article></body>"
        let found = try text(html)
        #expect(found.hasPrefix("Gas\n\nThe miners"))
        #expect(!found.contains("Sucre"))
    }

    @Test func `without marks the part with most of the text is the story`() throws {
        let html = """
            <div><a>Sucre</a> <a>Tarija</a></div><h1>Gas</h1>
            <table><tr><td><a>Cobija</a> and more of it</td><td><div>\(story)\(story)</div></td></tr></table>
            <div>Copyright Trinidad</div>
            """
        #expect(try text(html) == "Gas\n\n" + storyText + "\n" + storyText)
    }

    @Test func `a list of stories is read whole`() throws {
        let html = "<main><article>\(story)</article><article>\(story)</article></main>"
        #expect(try text(html) == storyText + "\n" + storyText)
    }

    @Test func `comments that are longer than the story are not read`() throws {
        let comments = String(
            repeating: "<p>Sucre is where I would rather be, wrote one.</p>", count: 9)
        #expect(
            try text(
                "<body><div><div>\(story)</div><div id=comments><div>\(comments)</div></div></div></body>"
            ) == storyText)
    }

    @Test func `a page whose whole text seems to stand beside is read`() throws {
        #expect(try text("<body><div class=widget>\(story)</div></body>") == storyText)
    }

    @Test func `a form around the whole page is no form`() throws {
        #expect(try text("<body><form>\(story)</form></body>") == storyText)
    }

    @Test func `a page without paragraphs is read whole`() throws {
        #expect(try text("<title>x</title><body><b>Oruro</b> fell") == "Oruro fell\n")
    }

    @Test(arguments: ["", "<html></html>", "<script>Sucre</script>", "<title>Sucre</title>"])
    func `a page without text is refused`(html: String) {
        let error = #expect(throws: ReportError.self) { try page(html) }
        #expect(error?.description == "p.html: found a page without text, expected paragraphs")
    }

    @Test(arguments: [
        (
            "<meta property='article:published_time' content='2003-10-14T08:00:00-04:00'>",
            "2003-10-14"
        ),
        ("<meta name=date content='2003-10-14'>", "2003-10-14"),
        ("<time datetime='2003-10-14 10:00'>x</time>", "2003-10-14"),
        (
            "<script type='application/ld+json'>{\"a\": 1, \"datePublished\" : \"2003-10-14T1\"}</script>",
            "2003-10-14"
        ),
        (
            "<time datetime='2010-01-01'>x</time><meta property='article:published_time' content="
                + "2003-10-14>", "2003-10-14"
        ),
        ("<script>\"datePublished\": \"2003-10-14\"</script>", nil),
        ("<meta name=date content='14 October'>", nil),
        ("<script type='application/ld+json'>\"datePublished\"</script>", nil),
    ])
    func `a page tells its day`(head: String, day: String?) throws {
        #expect(try page(head + story).metadata.date?.description == day)
    }

    @Test(arguments: [
        ("<title>A</title><meta property='og:title' content='B'><h1>C</h1>", "C"),
        ("<title>A</title><meta property='og:title' content='B'>", "B"),
        ("<title> A\n b </title>", "A b"), ("", nil),
    ])
    func `a page tells its title`(head: String, title: String?) throws {
        #expect(try page(head + story).metadata.title == title)
    }

    @Test func `a page tells its language and who published it`() throws {
        let meta = try page(
            "<html lang='es-BO'><meta property='og:site_name' content='El Diario'>" + story
        ).metadata
        #expect(meta.language == .spanish)
        #expect(meta.sources == ["El Diario"])
        #expect(try page("<html lang=fr>" + story).metadata.language == nil)
    }

    @Test(arguments: [
        "<meta charset=iso-8859-1>", "<meta charset='windows-1252'>", "",
        "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
        "<?xml version='1.0' encoding='latin1'?>",
    ])
    func `bytes are read as the page says, or as they must be`(head: String) throws {
        let bytes = Array("\(head)<p>Potos".utf8) + [0xED] + Array("</p>".utf8)
        let read = try DecodedText(bytes, format: .html, name: "p")
        #expect(String(decoding: read.bytes, as: UTF8.self) == "Potosí\n")
    }

    @Test func `blocks and headings are those of the page`() throws {
        let report = try Report(
            id: "p.html",
            text: page("<h1>They met.</h1><p>A City Stops</p><p>BLOQUEO EN EL ALTO</p>" + story))
        #expect(report.blocks.map(\.isHeading) == [true, true, true, false, false])
        #expect(report.blocks.map(\.isAllCapitals) == [false, false, true, false, false])
        #expect(report.title == "They met.")
    }

    @Test(arguments: [
        (String(repeating: "<div>", count: 100_000), "elements that are nested too deep"),
        (String(repeating: "<b>", count: 1_000_000), "elements that are nested too deep"),
        (String(repeating: "</b>", count: 600_000), "too many errors of HTML"),
        (
            "<br " + (0..<30_000).map { "a\($0)" }.joined(separator: " ") + ">",
            "too many different names of elements and attributes"
        ),
    ])
    func `a page that nobody wrote is refused at once`(html: String, found: String) {
        var error: ReportError?
        let time = ContinuousClock().measure {
            error = #expect(throws: ReportError.self) { try page(html + story) }
        }
        #expect(error?.description.contains("found \(found), expected") == true)
        #expect(time < .seconds(10))
    }

    @Test(arguments: ["<p>", "<li>x", "<a href=x>", "&", "<", "<!--", "<![CDATA["])
    func `a page of unclosed marks is read or refused at once`(mark: String) {
        let html = String(repeating: mark, count: 100_000)
        let time = ContinuousClock().measure { _ = try? page(html) }
        #expect(time < .seconds(10))
    }

    @Test(arguments: 0..<100)
    func `a damaged page is read or refused`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole =
            "<html lang=es><head><title>Gas</title><meta name=date content=2003-10-14></head><body>"
            + "<div class=a style='display:none'>x</div><h1>Gas</h1>\(story)<ul><li>a</ul></body>"
        var bytes = Array(whole.utf8)
        for _ in 0..<Int.random(in: 1..<10, using: &random) {
            let at = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            default: bytes.removeSubrange(at..<min(bytes.count, at + 30))
            }
        }
        do throws(ReportError) {
            let read = try DecodedText(bytes, format: .html, name: "p")
            let report = try Report(id: "p", text: read)
            let tokens = report.blocks.flatMap { Array($0.tokens) }
            #expect(tokens == Array(report.text.tokens.indices), "seed \(seed)")
        } catch { #expect("\(error)".hasPrefix("p: found"), "seed \(seed)") }
    }
}

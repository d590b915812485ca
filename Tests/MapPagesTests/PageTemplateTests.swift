import Digests
import Foundation
import Testing

@testable import MapPages

/// The skeleton of the page, its marks, and the policy that its parts make.
@Suite struct PageTemplateTests {
    @Test func `a skeleton is cut at its marks`() {
        let marks = PageTemplate.Mark.allCases.map { "<\($0)>{{\($0)}}" }.joined() + "{ "
        let parts = PageTemplate(Array(marks.utf8)).parts
        #expect(parts.count == 13)
        #expect(parts[0] == .text(Array("<policy>".utf8)))
        #expect(parts[1] == .mark(.policy))
        #expect(parts[12] == .text(Array("{ ".utf8)))
    }

    @Test func `the page of the program has every mark once`() {
        let marks = PageFiles().template.parts.compactMap { part in
            if case .mark(let mark) = part { mark } else { nil }
        }
        #expect(marks.count == PageTemplate.Mark.allCases.count)
        #expect(Set(marks) == Set(PageTemplate.Mark.allCases))
    }

    @Test(arguments: [
        ("a\n// note\nb", "a\nb"), ("  // note\nb // kept", "b // kept"),
        ("/* one */\na { b: c }\n", "a { b: c }\n"), ("/* one\n two\n three */\na\n", "a\n"),
        ("  /* one */  \na /* kept */", "a /* kept */"), ("a\n\nb\n", "a\n\nb\n"), ("", ""),
        ("a {\n  b\n    c\n}", "a {\nb\nc\n}"),
    ])
    func `lines of comment and spaces in front of lines are left out`(text: String, kept: String) {
        let found = PageFiles.shortened(Array(text.utf8))
        #expect(String(decoding: found, as: UTF8.self) == kept)
    }

    @Test func `the files of the page have no line end but the line feed`() {
        let files = PageFiles()
        for file in [files.style, files.script] {
            #expect(!file.contains(13))
            #expect(!file.isEmpty)
        }
    }

    @Test func `no end tag stands in the script or the style`() {
        let files = PageFiles()
        let script = String(decoding: files.script, as: UTF8.self).lowercased()
        #expect(!script.contains("</script") && !script.contains("<!--"))
        #expect(!String(decoding: files.style, as: UTF8.self).lowercased().contains("</style"))
    }
}

import Reports
import Testing

@Suite struct ReportFormatTests {
    @Test(
        arguments: [
            ("a.txt", ReportFormat.plain), ("b/c.MD", .markdown), ("a.markdown", .markdown),
            ("a.b.html", .html), ("a.HTM", .html), ("a.xhtml", .html), ("a.pdf", .pdf),
            ("a.jsonl", .jsonLines), ("a.csv", .csv), ("a.tsv", .csv), ("a", nil), ("a.doc", nil),
            ("pdf", nil),
        ] as [(String, ReportFormat?)])
    func `the ending of a name tells the format`(name: String, format: ReportFormat?) {
        #expect(ReportFormat(ofFile: name) == format)
    }

    @Test(arguments: [
        ("%PDF-1.4\n", ReportFormat.pdf), ("junk\n%PDF-1.7", .pdf), (" {\"text\": 1}", .jsonLines),
        ("\u{FEFF}<!DOCTYPE HTML>", .html), ("\n<html lang=en>", .html),
        ("<?xml version='1.0'?><html>", .html), ("# A title", .plain), ("", .plain),
        ("<p>x", .plain), ("a,b", .plain),
    ])
    func `first bytes tell the format where there is no name`(text: String, format: ReportFormat) {
        #expect(ReportFormat(sniffing: Array(text.utf8)) == format)
    }
}

import Testing

@testable import Regions

@Suite struct TableTests {
    static let table = Table(
        header: ["region", "events", "by type"],
        rows: [
            ["The highlands", "1,204", "clash 700, march 504"], ["Chapare", "9", "blockade 9"],
        ],
        alignments: [.left, .right, .left])

    @Test func `columns are as wide as their widest cell, numbers stand on the right`() {
        #expect(
            Self.table.rendered() == """
                region         events  by type
                -------------  ------  --------------------
                The highlands   1,204  clash 700, march 504
                Chapare             9  blockade 9

                """)
    }

    @Test(arguments: 34...60)
    func `no line is wider than the terminal`(width: Int) {
        let lines = Self.table.rendered(maxWidth: width).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.count <= width })
        #expect(lines[2].contains("1,204"))
    }

    @Test func `the widest column is cut first, and says so`() {
        let lines = Self.table.rendered(maxWidth: 38).split(separator: "\n")
        #expect(lines[2] == "The highlands   1,204  clash 700, mar…")
    }

    @Test func `a terminal too narrow for anything gets longer lines, not a crash`() {
        for width in [-5, 0, 1] {
            let text = Self.table.rendered(maxWidth: width)
            #expect(text.contains("  1,204  "))
            #expect(text.contains("The hig…"))
        }
        let empty = Table(header: [], rows: [], alignments: [])
        #expect(empty.rendered(maxWidth: 10) == "\n\n")
    }

    @Test func `a cell cannot break its line or speak to the terminal`() {
        let table = Table(
            header: ["name"], rows: [["two\nlines"], ["\u{1B}[31mred"], ["\u{202E}desrever"]],
            alignments: [.left])
        #expect(
            table.rendered()
                == "name\n---------\ntwo\u{FFFD}lines\n\u{FFFD}[31mred\n\u{FFFD}desrever\n")
    }

    @Test func `wide characters take two columns, accents none of their own`() {
        let table = Table(
            header: ["a", "b"], rows: [["東京", "x"], ["Potosi\u{301}", "y"]],
            alignments: [.left, .left])
        #expect(table.rendered() == "a       b\n------  -\n東京    x\nPotosi\u{301}  y\n")
    }

    @Test(arguments: [
        (0.0, 0.0), (1, 1), (0.1 + 0.2, 0.3), (2 / 3.0, 0.6666666667), (-2 / 3.0, -0.6666666667),
        (123_456.789_012_345, 123_456.789), (1234567890123, 1234567890000), (1.5e-9, 1.5e-9),
        (1e300, 1e300), (1e-300, 1e-300), (.infinity, .infinity),
    ])
    func `numbers for machines have ten digits`(number: Double, rounded: Double) {
        #expect(Decimals.tenDigits(number) == rounded)
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (1234.565, 1, "1,234.6"), (-0.001, 2, "0.00"), (-1.5, 0, "-2"),
        (0.05, 2, "0.05"), (999.999, 2, "1,000.00"), (1e18, 2, "1e+18"), (.nan, 2, "nan"),
        (999_999_999_999_999, 6, "999999999999999.0"),
    ])
    func `decimals are written with their places`(number: Double, places: Int, text: String) {
        #expect(Decimals.text(number, places: places) == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func `whole numbers are grouped by threes`(number: Int, text: String) {
        #expect(Decimals.grouped(number) == text)
    }
}

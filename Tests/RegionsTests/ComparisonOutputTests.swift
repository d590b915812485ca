import Foundation
import FoundationXML
import SimpleFeatures
import Testing

@testable import Regions

/// What comparisons are written as.
@Suite struct ComparisonOutputTests {
    /// Names that would break out of a cell, a tag or a line, or run as a formula.
    static let hostile = "=1+1|<b>\"&'\u{1B}[31m\nnext,*_`\u{FFFE}"

    static var hostileSet: RegionSet {
        RegionSet(
            name: "s",
            regions: [
                Region(name: "=a,b", title: hostile, geometry: Samples.area(-69, -20, -65, -14)),
                Region(name: "東", title: "東京 Potosí", geometry: Samples.area(-65, -20, -60, -14)),
            ])
    }

    static func hostileComparison() throws -> Comparison {
        let events = [
            Samples.event(
                at: (-68, -16),
                [
                    "event_type": .text(hostile), "location": .text(hostile),
                    "date_start": .text("2003-10-12"), "actors": .list([.text(hostile)]),
                    "report": .text(hostile), "geo_prec": .text(hostile),
                    "deaths_best": .integer(3), "deaths_high": .integer(5),
                ])
        ]
        let filing = try hostileSet.file(events, parents: { _ in [] })
        return try Comparison(
            of: ["=a,b", "東"], in: hostileSet, features: events, filed: filing)
    }

    static func longTable(of comparison: Comparison) -> String {
        var text = ""
        comparison.writeLongTable { text += $0 }
        return text
    }

    static func panel(of comparison: Comparison) -> String {
        var text = ""
        comparison.writePanel { text += $0 }
        return text
    }

    // MARK: Table

    @Test func `the table stands side by side`() throws {
        let text = try ComparisonTests.comparison(["east", "west"]).sheet().rendered()
        let lines = text.split(separator: "\n").map(String.init)
        func cells(_ start: String) -> [String] {
            let line = lines.first { $0.hasPrefix(start) } ?? ""
            return line.dropFirst(start.count).split(separator: "  ").map {
                String($0.drop { $0 == " " })
            }
        }
        #expect(cells(" ") == ["The East", "The West"])
        #expect(cells("  all ") == ["2", "4"])
        #expect(cells("  clash ") == ["0", "2"])
        #expect(lines.contains { $0.hasPrefix("  inhabitants") && $0.contains("not known") })
        #expect(lines.contains { $0.hasPrefix("  km² as stated") && $0.contains("40,000") })
        #expect(text.contains("Of 9 events of the layer 6 are in the regions compared, 0 in other"))
    }

    @Test func `a table in ASCII has nothing else`() throws {
        let text = try Self.hostileComparison().sheet(marks: .ascii).rendered(maxWidth: 70)
        #expect(text.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
        #expect(text.contains("?? Potosi"))
        #expect(Table.ascii("Ñuflo de Chávez, Ælle … Þ") == "Nuflo de Chavez, AElle ... ?")
    }

    @Test(arguments: [(60, 3), (80, 2), (100, 1), (200, 1)])
    func `regions that do not fit beside each other stand in blocks`(width: Int, blocks: Int) throws
    {
        let text = try ComparisonTests.comparison(["west", "east", "north-east"]).sheet()
            .rendered(maxWidth: width)
        for line in text.split(separator: "\n") {
            #expect(Table.columns(of: String(line)) <= width, "\(line)")
        }
        #expect(text.split(separator: "\n").count { $0.hasPrefix("Events") } == blocks)
        #expect(!text.contains("…") || width == 60)
    }

    @Test func `a name can neither break its line nor speak to the terminal`() throws {
        let text = try Self.hostileComparison().sheet().rendered()
        #expect(!text.contains("\u{1B}"))
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasPrefix("next") })
    }

    // MARK: CSV

    @Test func `the long table has a figure a line`() throws {
        let comparison = try ComparisonTests.comparison(["west", "east"])
        let lines = Self.longTable(of: comparison)
            .split(separator: "\n").map(String.init)
        #expect(lines[0] == "region,measure,key,value")
        for line in [
            ",layer_events,,9", ",layer_events_unfiled,too vague,1", "west,events,,4",
            "west,deaths_best,,27", "west,totals_left_out,,1", "west,events_by_type,clash,2",
            "west,deaths_high_by_type,clash,32", "west,deaths_low_by_actor,army,22",
            "west,events_by_month,2003-09,1", "west,population,,2000000",
            "west,events_by_place,El Alto,2", "west,first_day,,2003",
            "west,longest_quiet_days,,11", "east,ratio_by_area_of_small_counts,west,1",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!lines.contains { $0.hasPrefix("east,population") })
        #expect(
            lines.allSatisfy {
                $0.split(separator: ",", omittingEmptySubsequences: false).count == 4
            })
    }

    @Test func `an end without bound is infinity for machines too`() throws {
        let comparison = try ComparisonTests.comparison(
            ["north-east", "west"], of: [ComparisonTests.events[1]])
        let text = Self.longTable(of: comparison)
        #expect(text.contains("west,ratio_by_area,north-east,infinity\n"))
        guard case .object(let value) = comparison.value, case .list(let sides) = value["regions"],
            case .object(let west) = sides[1], case .object(let ratio) = west["ratio_by_area"]
        else {
            Issue.record("no object of regions")
            return
        }
        #expect(ratio["value"] == .text("infinity"))
        #expect(ratio["high"] == .text("infinity"))
        #expect(ratio["low"].number ?? 0 > 0)
        #expect(west["ratio_by_inhabitants"] == .null)
    }

    @Test func `the panel has a row for every region and month, empty ones too`() throws {
        let comparison = try ComparisonTests.comparison(["west", "east"])
        #expect(
            Self.panel(of: comparison) == """
                region,month,events,deaths_low,deaths_best,deaths_high,events_clash,events_strike,\
                events_march,events_massacre
                west,2003-09,1,,,,0,0,1,0
                west,2003-10,2,22,27,32,2,0,0,0
                west,2003-11,0,0,0,0,0,0,0,0
                west,2003-12,0,0,0,0,0,0,0,0
                east,2003-09,0,0,0,0,0,0,0,0
                east,2003-10,0,0,0,0,0,0,0,0
                east,2003-11,0,0,0,0,0,0,0,0
                east,2003-12,1,2,2,2,0,1,0,0

                """)
        let empty = try ComparisonTests.comparison(["west", "east"], of: [])
        let head = Self.panel(of: empty)
        #expect(head == "region,month,events,deaths_low,deaths_best,deaths_high\n")
    }

    @Test func `a table keeps names in their cells and does not run them`() throws {
        let comparison = try Self.hostileComparison()
        let text = Self.longTable(of: comparison)
        #expect(text.contains("\"'=a,b\",events,,1\n"))
        #expect(text.contains("\"'=1+1|<b>\"\"&'\u{1B}[31m\nnext,*_`\u{FFFE}\",1\n"))
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("=1", "'=1"), ("'=1", "''=1"), ("'s", "'s"), ("a,b", "\"a,b\""),
            ("\r", "\"'\r\""), ("a\r\nb", "\"a\r\nb\""), ("\"", "\"\"\"\""), ("", ""),
        ])
    func `a cell is quoted and guarded where it must be`(text: String, cell: String) {
        #expect(CSVLine.of([text]) == cell + "\n")
    }

    // MARK: Markdown and SVG

    @Test func `Markdown escapes what it would take for a sign`() throws {
        let text = try Self.hostileComparison().sheet().markdown
        for line in text.split(separator: "\n") where line.hasPrefix("| ") {
            // Three columns have four borders.
            let borders = line.replacing("\\|", with: "").count { $0 == "|" }
            #expect(borders == 4, "\(line)")
        }
        #expect(!text.replacing("\\<", with: "").contains("<"))
        #expect(text.contains("東京 Potosí"))
        #expect(!text.contains("█"))
    }

    @Test func `the image is XML that a parser reads, and names stay words in it`() throws {
        let reader = SVGReading()
        let parser = XMLParser(data: Data(try Self.hostileComparison().chart.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(reader.names == ["svg", "title", "desc", "rect", "text", "path"])
        #expect(reader.words.contains("=1+1|<b>\"&'"))
        #expect(reader.words.contains("3 deaths (3 to 5)"))
        #expect(reader.words.contains("2003-10: 1 event"))
    }

    @Test func `an image of nothing is an image`() throws {
        let chart = try ComparisonTests.comparison(["west", "east"], of: []).chart
        let parser = XMLParser(data: Data(chart.utf8))
        #expect(parser.parse())
        #expect(chart.contains("0 events"))
    }

    @Test func `absurd tolls neither stop nor break an image`() throws {
        let events = ["deaths_best", "deaths_high"].map { column in
            Samples.event(
                at: (-68, -16), [column: .integer(.max), "date_start": .text("2003-10-12")])
        }
        let comparison = try ComparisonTests.comparison(["west", "east"], of: events)
        #expect(XMLParser(data: Data(comparison.chart.utf8)).parse())
        #expect(comparison.sheet().rendered().contains("9,223,372,036,854,775,807"))
    }

    @Test func `days from the first to the last year are drawn by the century`() throws {
        let events = ["0001-01-01", "9999-12-31"].map {
            Samples.event(at: (-68, -16), ["date_start": .text($0)])
        }
        let comparison = try ComparisonTests.comparison(["west", "east"], of: events)
        #expect(comparison.chart.contains("By century"))
        #expect(comparison.sheet().rendered().contains("99xx"))
        #expect(comparison.sides[0].longestQuiet?.days == 3_652_057)
    }
}

/// Which elements and words a document has.
private final class SVGReading: NSObject, XMLParserDelegate {
    var names: [String] = []
    var words = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        if !names.contains(name) { names.append(name) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }
}

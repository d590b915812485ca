import Foundation
import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// Events as features of a layer.
@Suite struct EventFeatureTests {
    private let oruro = "bo-mun-040101"

    private func feature(_ accounts: Account...) throws -> Feature {
        Event(accounts: accounts, reasons: accounts.dropFirst().map { _ in "told" })
            .feature(gazetteer: try Samples.gazetteer)
    }

    /// The names of the table "Columns of an exported event".
    private static func documentedColumns() throws -> [String] {
        let file = PackageGazetteer.package.appending(path: "docs/formats.md")
        let lines = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { $0 != "## Columns of an exported event" }.dropFirst()
            .prefix { !$0.hasPrefix("#") }
        return table.compactMap { line in
            guard line.hasPrefix("| `") else { return nil }
            return line.dropFirst(3).split(separator: "`").first.map(String.init)
        }
    }

    @Test func `an event has the documented columns, all of them, in their order`() throws {
        let columns = try Self.documentedColumns()
        #expect(columns.first == "id")
        let full = try feature(
            Samples.account(.march, Samples.on("2003-10-13"), at: oruro, in: "a"))
        let empty = try feature(Samples.account(.other, nil, at: nil, in: "a"))
        #expect(full.properties.all.map(\.name) == columns)
        #expect(empty.properties.all.map(\.name) == columns)
        #expect(Event.schema.fields.map(\.name) == columns)
    }

    @Test func `what is not known is null, and never zero`() throws {
        let feature = try feature(Samples.account(.other, nil, at: nil, in: "a"))
        for column in [
            "sub_event_type", "plover_type", "date_start", "date_end", "edtf", "location",
            "gazetteer_id", "admin1", "admin1_code", "admin2", "admin2_code", "country", "region",
            "latitude", "longitude", "uncertainty_km", "deaths_low", "deaths_best", "deaths_high",
            "injured", "arrested", "participants", "actors", "route",
        ] { #expect(feature.properties[column].isNull, "\(column)") }
        #expect(feature.properties["date_prec"] == .text("unknown"))
        #expect(feature.properties["geo_prec"] == .text("unknown"))
        #expect(feature.geometry == nil)
    }

    @Test func `a toll with an open end leaves its column null`() throws {
        let feature = try feature(
            Samples.account(
                .clash, nil, at: nil, in: "a", deaths: Toll(low: 5, best: 5, high: nil)))
        #expect(feature.properties["deaths_low"] == .integer(5))
        #expect(feature.properties["deaths_best"] == .integer(5))
        #expect(feature.properties["deaths_high"] == .null)
    }

    @Test(arguments: ["2003-10-03", "0999-01-01"])
    func `dates are whole days`(written: String) throws {
        let feature = try feature(
            Samples.account(.march, Samples.on(written), at: oruro, in: "a"))
        for column in ["date_start", "date_end"] {
            let day = try Samples.day(written)
            #expect(feature.properties[column] == .day(day))
            #expect(feature.properties[column].day?.description == written)
        }
        #expect(feature.properties["date_prec"] == .text("day"))
        #expect(feature.properties["edtf"] == .text(written))
    }

    @Test func `a place comes with its units, its country and its position`() throws {
        let feature = try feature(
            Samples.account(.march, Samples.on("2003-10-13"), at: oruro, in: "a"))
        let position = try Samples.place(oruro).position
        #expect(feature.geometry == .point(position))
        #expect(feature.properties["longitude"] == .real(position.longitude))
        #expect(feature.properties["latitude"] == .real(position.latitude))
        #expect(feature.properties["location"] == .text("Oruro"))
        #expect(feature.properties["gazetteer_id"] == .text(oruro))
        #expect(feature.properties["admin1"] == .text("Oruro"))
        // ISO 3166-2:BO.
        #expect(feature.properties["admin1_code"] == .text("BO-O"))
        #expect(feature.properties["country"] == .text("Bolivia"))
        #expect(feature.properties["region"].isNull, "whoever files the event fills it in")
        #expect(feature.properties["geo_prec"] == .text("town"))
    }

    @Test func `a march with a route is a line that ends where it went`() throws {
        let route = ["bo-mun-040101", "bo-mun-040102", "bo-mun-020101"]
        let feature = try feature(
            Samples.account(
                .march, Samples.on("2003-10-13"), at: "bo-mun-020101", in: "a", route: route))
        let positions = try route.map { try Samples.place($0).position }
        #expect(feature.geometry == .lineString(positions))
        #expect(feature.representativePosition == positions.last)
        #expect(feature.properties["route"].texts == ["Oruro", "Caracollo", "La Paz"])
        #expect(feature.properties["name"] == .text("March, Oruro to La Paz, 2003-10-13"))
    }

    @Test
    func `a joined event lists its accounts and the ids of the others, and counts its sources`()
        throws
    {
        let day = try Samples.on("2003-10-13")
        let one = try Samples.account(
            .clash, day, at: oruro, in: "a.txt", deaths: Samples.exactly(17), actors: ["miners"],
            sources: ["First", "Second"])
        let other = try Samples.account(
            .massacre, day, at: oruro, in: "b.txt", deaths: Toll(low: 25, best: 25, high: nil),
            actors: ["soldiers", "miners"], sources: ["Second", "Third"])
        let feature = try feature(one, other)
        #expect(feature.id == min(one.id, other.id))
        #expect(feature.properties["id"] == .text(min(one.id, other.id)))
        #expect(feature.properties["aliases"].texts == [max(one.id, other.id)])
        #expect(feature.properties["sources"] == .integer(3))
        #expect(
            feature.properties["accounts"].texts == [
                "a.txt: clash, 2003-10-13, 17 dead",
                "b.txt: massacre, 2003-10-13, at least 25 dead",
            ])
        #expect(feature.properties["actors"].texts == ["miners", "soldiers"])
        #expect(feature.properties["deaths_low"] == .integer(17))
        #expect(feature.properties["deaths_best"] == .integer(17))
        #expect(feature.properties["deaths_high"] == .integer(25))
    }

    @Test(arguments: [
        (Samples.exactly(17), "17 dead"), (Toll(low: 17, best: 25, high: 25), "17 to 25 dead"),
        (Toll(low: 17, best: 17, high: nil), "at least 17 dead"),
        (Toll(low: nil, best: 80, high: 80), "at most 80 dead"),
    ])
    func `the line of an account tells a bound as a bound`(toll: Toll, words: String) throws {
        let feature = try feature(
            Samples.account(.clash, Samples.on("2003-10-13"), at: oruro, in: "a", deaths: toll))
        #expect(feature.properties["accounts"].texts == ["a: clash, 2003-10-13, \(words)"])
    }

    @Test func `an event that nobody else tells has one account and no alias`() throws {
        let feature = try feature(
            Samples.account(.march, Samples.on("2003-10-13"), at: oruro, in: "a"))
        #expect(feature.properties["aliases"] == .list([]))
        #expect(feature.properties["accounts"].texts.count == 1)
    }

    @Test func `a layer of events has days and lists as columns`() throws {
        let feature = try feature(
            Samples.account(
                .march, Samples.on("2003-10-13"), at: oruro, in: "a", actors: ["miners"]))
        let schema = Schema(inferredFrom: [feature])
        #expect(schema.field(named: "date_start")?.type == .day)
        #expect(schema.field(named: "date_end")?.type == .day)
        #expect(schema.field(named: "actors")?.type == .list)
        #expect(schema.field(named: "longitude")?.type == .real)
        #expect(schema.field(named: "quote_start")?.type == .integer)
    }

    @Test(arguments: EventType.allCases)
    func `only violence kills`(type: EventType) {
        #expect(type.canKill == [.massacre, .clash, .riot, .attack].contains(type))
    }

    @Test func `confidence lies between nothing and certainty and grows with the evidence`() throws
    {
        let few = try Samples.account(.march, nil, at: nil, in: "a", evidence: [.noun, .noDate])
        let more = try Samples.account(
            .march, nil, at: nil, in: "a", evidence: [.verb, .dateInSentence, .placeInSentence])
        #expect(few.confidence > 0 && few.confidence < more.confidence && more.confidence < 1)
    }
}

import Gazetteers
import SimpleFeatures

@testable import Events

/// A few events as a layer has them, and rows of sheets on them.
enum ReviewScene {
    static let oruro = "bo-mun-040101"
    static let laPaz = "bo-mun-020101"

    /// A clash in Oruro on 13 October 2003 with 17 to 25 dead.
    static func clash() throws -> Feature {
        try feature(
            Samples.account(
                .clash, Samples.on("2003-10-13"), at: oruro, in: "a.txt",
                deaths: Toll(low: 17, best: 25, high: 25), actors: ["miners"], sources: ["First"]))
    }

    /// A massacre in La Paz on the same day with 25 dead or more, told by another report.
    static func massacre() throws -> Feature {
        try feature(
            Samples.account(
                .massacre, Samples.on("2003-10-13"), at: laPaz, in: "b.txt", start: 40,
                deaths: Toll(low: 25, best: 28, high: nil), actors: ["soldiers", "miners"],
                sources: ["Second"]))
    }

    /// A march from Oruro by Caracollo to La Paz.
    static func march() throws -> Feature {
        try feature(
            Samples.account(
                .march, Samples.from("2003-10-06", to: "2003-10-12"), at: laPaz, in: "a.txt",
                start: 90, route: [oruro, "bo-mun-040102", laPaz]))
    }

    static func feature(_ accounts: Account...) throws -> Feature {
        Event(accounts: accounts, reasons: []).feature(gazetteer: try Samples.gazetteer)
    }

    /// A row on an event, with what was read of it beside what a person says.
    static func row(
        _ feature: Feature, _ verdict: String?, _ cells: [String: String] = [:], line: Int = 2,
        by reviewer: String? = "Ana", on day: String? = "2026-11-20"
    ) -> ReviewRow {
        var all = cells
        all["id"] = cells["id"] ?? feature.id
        all["verdict"] = verdict
        all["reviewer"] = reviewer
        all["reviewed"] = day
        for column in ["report", "quote", "event_type"] where all[column] == nil {
            all[column] = feature.properties[column].text
        }
        return ReviewRow(place: "sheet.csv:\(line)", cells: all)
    }

    static func applied(
        _ rows: [ReviewRow], to features: [Feature], keepsDropped: Bool = false
    ) throws -> Review.Outcome {
        Review(gazetteer: try Samples.gazetteer, keepsDropped: keepsDropped)
            .applied(rows, to: features)
    }

    /// The record of a feature.
    static func record(_ feature: Feature) -> [String] { feature.properties["review"].texts }
}

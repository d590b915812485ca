import SimpleFeatures
import Testing

@testable import Regions

/// Counting event by event beside counting all at once.
@Suite struct RegionCountsTests {
    @Test func `a total is left out where a part is counted, before it or behind`() throws {
        func event(_ id: String, _ longitude: Double, _ deaths: Int, parts: [String] = [])
            -> Feature
        {
            var properties: Properties = ["deaths_best": .integer(deaths)]
            if !parts.isEmpty { properties["total_of"] = .list(parts.map(Value.text)) }
            var feature = Samples.event(at: (longitude, -18), properties)
            feature.id = id
            return feature
        }
        let events = [
            event("all", -66, 9, parts: ["one", "two"]), event("one", -66, 4),
            event("two", -62, 5), event("abroad", -62, 7, parts: ["one"]),
        ]
        let filing = try Samples.set.file(events, parents: { _ in [] })
        var counts = RegionCounts(by: Samples.set, seesTotals: true)
        for (event, answer) in zip(events, filing.answers) {
            counts.add(EventFacts(event), filed: answer)
        }
        let summaries = counts.overview.regions.map(\.summary)
        #expect(summaries.map(\.totalsLeftOut) == [1, 0, 0])
        #expect(summaries.map(\.toll.best) == [4, 12, nil])
        let whole = RegionOverview(of: events, filed: filing, by: Samples.set)
        #expect(whole.regions.map(\.summary) == summaries)
        #expect(counts.overview.total == 4)
    }

    @Test func `one filer answers window after window as it would at once`() throws {
        var random = SeededNumbers(seed: 7)
        let features = (0..<500).map { _ in
            Samples.event(
                at: (
                    .random(in: -70...(-59), using: &random),
                    .random(in: -21...(-13), using: &random)
                ))
        }
        let whole = try Samples.set.file(features, parents: { _ in [] }).answers
        var filer = RegionFiler(Samples.set)
        var answers: [Filing.Answer] = []
        for first in stride(from: 0, to: features.count, by: 64) {
            let window = features[first..<min(first + 64, features.count)]
            answers += try filer.file(window.map(FilingClues.init), parents: { _ in [] })
        }
        #expect(answers == whole)
    }
}

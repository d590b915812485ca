import ArgumentParser
import Events
import Regions
import SimpleFeatures

/// The filters that every command on events shares.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Events that end in or after this YYYY, YYYY-MM or YYYY-MM-DD.", valueName: "day"))
    var since: String?

    @Option(
        help: ArgumentHelp(
            "Events that begin in or before this YYYY, YYYY-MM or YYYY-MM-DD.", valueName: "day"))
    var until: String?

    @Option(help: "Events of this type; several times, or with commas between them.")
    var type: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Events in this box: degrees west,south,east,north.", valueName: "w,s,e,n"))
    var bbox: String?

    @Option(help: "Events filed in this region; several times, or with commas between them.")
    var region: [String] = []

    @Option(help: ArgumentHelp("Events with at least so many deaths.", valueName: "n"))
    var minDeaths: Int?

    /// The events of a layer that pass, with a note on what did not.
    ///
    /// - Parameters:
    ///   - features: The events.
    ///   - options: Where to look for regions.
    /// - Throws: ``Failure`` 64 for a filter that means nothing, 65 for an unknown region.
    func apply(
        to features: [Feature], regions options: RegionOptions, quiet: Bool
    ) throws -> [Feature] {
        let filter = try filter(
            knowing: FilterOptions.types(of: features), regions: options, quiet: quiet)
        let parents = try filter.regions.map { try ParentLookup(for: features, filedBy: $0.set) }
        let result = try filter.apply(
            to: features, parents: { parents?.parents(of: $0) ?? [] })
        if let note = result.note { Console.say(note, quiet: quiet) }
        return result.features
    }

    /// The same as a filter for layers that are gone through a window at a time.
    ///
    /// - Parameters:
    ///   - types: The types that the layer has, for words that are none of ours; called when there is
    ///     such a word.
    ///   - options: Where to look for regions.
    /// - Returns: `nil` when everything passes.
    /// - Throws: ``Failure`` 64 for a filter that means nothing, 65 for an unknown region.
    func batchFilter(
        knowing types: () throws -> Set<String>, regions options: RegionOptions, quiet: Bool
    ) throws -> BatchFilter? {
        let words = type.flatMap { $0.split(separator: ",").map(String.init) }
        let areOurs = words.allSatisfy { EventType(rawValue: $0) != nil }
        return BatchFilter(
            try filter(knowing: areOurs ? [] : try types(), regions: options, quiet: quiet))
    }

    /// A test for one event at a time, for layers that are not read as a whole.
    ///
    /// - Parameter sample: Some of the layer's features, for the types that it has.
    /// - Returns: Whether an event passes; `nil` where it takes the whole layer to tell, because
    ///   events are to be filed in regions.
    /// - Throws: ``Failure`` 64 for a filter that means nothing.
    func test(knowing sample: [Feature]) throws -> ((Feature) throws -> Bool)? {
        guard region.isEmpty else { return nil }
        let filter = try filter(
            knowing: FilterOptions.types(of: sample), regions: RegionOptions(), quiet: true)
        return { try !filter.apply(to: [$0]).features.isEmpty }
    }

    private static func types(of features: [Feature]) -> Set<String> {
        Set(features.compactMap { $0.properties["event_type"].text })
    }

    private func filter(
        knowing types: Set<String>, regions options: RegionOptions, quiet: Bool
    ) throws -> EventFilter {
        var filter = EventFilter()
        filter.since = try since.map { try period($0, option: "--since").firstDay }
        filter.until = try until.map { try period($0, option: "--until").lastDay }
        if let since = filter.since, let until = filter.until, since > until {
            throw Failure(.usage, "--since \(since) lies after --until \(until)")
        }
        filter.types = try wantedTypes(knowing: types)
        filter.envelope = try bbox.map(envelope)
        if let minDeaths, minDeaths < 0 {
            throw Failure(.usage, "--min-deaths is \(minDeaths), expected 0 or more")
        }
        filter.minimumDeaths = minDeaths
        let names = region.flatMap { $0.split(separator: ",").map(String.init) }
        if !names.isEmpty {
            filter.regions = (try options.set(holding: names, quiet: quiet), names)
        }
        return filter
    }

    private func period(_ text: String, option: String) throws -> CalendarPeriod {
        guard let period = CalendarPeriod(iso: text) else {
            throw Failure(
                .usage, "\(option) is '\(text)', expected YYYY, YYYY-MM or YYYY-MM-DD")
        }
        return period
    }

    /// The types asked for: words of ours, or words that the layer has.
    private func wantedTypes(knowing types: Set<String>) throws -> Set<String> {
        let wanted = type.flatMap { $0.split(separator: ",").map(String.init) }
        guard !wanted.isEmpty else { return [] }
        let known = Set(EventType.allCases.map(\.rawValue)).union(types)
        for word in wanted where !known.contains(word) {
            let nearest = Suggestion.nearest(to: word, among: known.sorted())
            throw Failure(
                .usage,
                "no event type '\(word)', "
                    + (nearest.map { "did you mean '\($0)'?" }
                        ?? "expected one of \(known.sorted().joined(separator: ", "))"))
        }
        return Set(wanted)
    }

    private func envelope(_ text: String) throws -> Envelope {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard parts.count == 4, numbers.count == 4 else {
            throw Failure(.usage, "--bbox is '\(text)', expected west,south,east,north in degrees")
        }
        do throws(EnvelopeError) {
            return try Envelope(
                west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
        } catch { throw Failure(.usage, "--bbox \(text): \(error)") }
    }
}

public import SimpleFeatures

extension RegionOverview {
    /// The regions as areas of a map, with what was counted in each.
    ///
    /// The groups of what is in no region come last, as features without a shape, those that are
    /// empty left out. Columns: `name`, `title`, `events`, `deaths_low`, `deaths_best`,
    /// `deaths_high`, `events_with_toll`, `totals_left_out`, `first_day`, `last_day`,
    /// `undated_events`, and one `events_…` for each type of event.
    ///
    /// - Parameter name: The name of the layer.
    public func layer(named name: String) -> Layer {
        let summaries = regions.map(\.summary) + unfiled.map(\.summary)
        let types = Set(summaries.flatMap(\.eventsByType).map(\.name)).sorted()
        func columns(_ name: String, _ title: String, _ summary: RegionSummary) -> Properties {
            let head: Properties = [
                "name": .text(name), "title": .text(title), "events": .integer(summary.events),
                "deaths_low": Value(summary.toll.low), "deaths_best": Value(summary.toll.best),
                "deaths_high": Value(summary.toll.high),
                "events_with_toll": .integer(summary.toll.statingEvents),
                "totals_left_out": .integer(summary.totalsLeftOut),
                "first_day": Value(summary.firstDay), "last_day": Value(summary.lastDay),
                "undated_events": .integer(summary.undatedEvents),
            ]
            let counts = Dictionary(
                uniqueKeysWithValues: summary.eventsByType.map { ($0.name, $0.count) })
            return head.followed(
                by: Properties(
                    types.map {
                        Properties.Property(name: "events_\($0)", value: .integer(counts[$0] ?? 0))
                    }))
        }
        let areas = regions.map { region, summary in
            Feature(
                id: region.name, geometry: region.geometry,
                properties: columns(region.name, region.title, summary))
        }
        let groups = unfiled.filter { $0.summary.events > 0 }.map { group, summary in
            Feature(
                id: group.rawValue, geometry: nil,
                properties: columns(group.rawValue, "(\(group.rawValue))", summary))
        }
        return Layer(name: name, features: areas + groups)
    }
}

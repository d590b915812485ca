public import SimpleFeatures

extension RegionOverview {
    /// The regions as areas of a map, with what was counted in each.
    ///
    /// The groups of what is in no region come last, as features without a shape, those that are
    /// empty left out. Columns: `name`, `title`, `events`, `deaths_low`, `deaths_best`,
    /// `deaths_high`, `events_with_toll`, `totals_left_out`, `first_day`, `last_day`,
    /// `undated_events`, the rates with what they are rates of (`population`, `population_year`,
    /// `area_km2`, `events_per_100000`, `deaths_per_100000`, `events_per_10000_km2`,
    /// `deaths_per_10000_km2`), and one `events_…` for each type of event. Deaths in rates are the
    /// best figures; a rate is null where a figure that it takes is not known.
    ///
    /// - Parameters:
    ///   - name: The name of the layer.
    ///   - outlines: The set with other outlines, such as ``RegionSet/simplified(toleranceMetres:)``
    ///     makes, to draw in place of the set's own; regions are taken by their place in it.
    public func layer(named name: String, outlines: RegionSet? = nil) -> Layer {
        precondition(
            outlines.map { $0.regions.count == regions.count } ?? true,
            "outlines of \(outlines?.regions.count ?? 0) regions for \(regions.count)")
        let summaries = regions.map(\.summary) + unfiled.map(\.summary)
        let types = Set(summaries.flatMap(\.eventsByType).map(\.name)).sorted()
        func columns(
            _ name: String, _ title: String, _ summary: RegionSummary, _ region: Region?
        ) -> Properties {
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
            let perType = Properties(
                types.map {
                    Properties.Property(name: "events_\($0)", value: .integer(counts[$0] ?? 0))
                })
            return head.followed(by: RegionOverview.rates(of: summary, in: region))
                .followed(by: perType)
        }
        let areas = regions.enumerated().map { index, counted in
            let region = counted.region
            return Feature(
                id: region.name, geometry: outlines?.regions[index].geometry ?? region.geometry,
                properties: columns(region.name, region.title, counted.summary, region))
        }
        let groups = unfiled.filter { $0.summary.events > 0 }.map { group, summary in
            Feature(
                id: group.rawValue, geometry: nil,
                properties: columns(group.rawValue, "(\(group.rawValue))", summary, nil))
        }
        return Layer(name: name, features: areas + groups)
    }

    /// Rates and their denominators; all null for what is no region.
    private static func rates(of summary: RegionSummary, in region: Region?) -> Properties {
        let deaths = summary.toll.best
        func rate(_ count: Int?, per unit: Double, of whole: Double?) -> Value {
            guard let count, let whole, whole > 0 else { return .null }
            // Six digits after the point tell a single event in a thousand million people.
            return Value((Double(count) * unit / whole * 1e6).rounded() / 1e6)
        }
        let people = region?.population.map(Double.init)
        let area = region?.areaSquareKilometres
        return [
            "population": Value(region?.population),
            "population_year": Value(region?.populationYear),
            "area_km2": Value(area.map { ($0 * 10).rounded() / 10 }),
            "events_per_100000": rate(summary.events, per: 100_000, of: people),
            "deaths_per_100000": rate(deaths, per: 100_000, of: people),
            "events_per_10000_km2": rate(summary.events, per: 10_000, of: area),
            "deaths_per_10000_km2": rate(deaths, per: 10_000, of: area),
        ]
    }
}

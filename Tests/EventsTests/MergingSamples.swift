import SimpleFeatures

@testable import Events

extension Account {
    /// The same account with another sentence, other sources or another day of the report.
    func quoting(
        _ quote: String, from sources: [String]? = nil, on day: CalendarDay? = nil
    ) -> Account {
        Account(
            type: type, date: date, place: place, route: route, cost: cost, actors: actors,
            quote: self.quote, evidence: evidence, logOdds: logOdds,
            source: Source(
                reportID: source.reportID, date: day ?? source.date,
                names: sources ?? source.names, quote: quote, start: source.start,
                end: source.end, ordinal: source.ordinal))
    }
}

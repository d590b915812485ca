public import Gazetteers
public import Geoparsing
import Reports

/// Finds the events that a report tells.
public struct EventExtractor: Sendable {
    /// A sentence tells an event when the logarithm of its odds is this or more: a chance of a fifth
    /// that type, day and place are right, about half of what half of the events reach, so that
    /// precision and recall are in balance.
    static let leastLogOdds = -1.5

    public let gazetteer: Gazetteer

    public let model: EventModel
    /// Where the government of each country sits, by the country's code.
    let seats: [String: Place]

    public init(gazetteer: Gazetteer, model: EventModel) {
        self.gazetteer = gazetteer
        self.model = model
        seats = gazetteer.seatsOfGovernment()
    }

    /// The accounts of events in a report, in the order of the text.
    ///
    /// A report tells an event once: sentences of one family, place and time are one account, with
    /// the surest sentence as its quote and all their figures.
    ///
    /// - Complexity: O(*n*).
    public func accounts(of parsed: Geoparser.Parsed) -> [Account] {
        let reading = ReportReading(parsed: parsed, by: self)
        for block in parsed.report.blocks { reading.read(block) }
        return AccountJoiner(gazetteer: gazetteer).joined(reading.accounts)
    }
}

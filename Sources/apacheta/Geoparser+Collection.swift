import Gazetteers
import Geoparsing
import Reports

extension Geoparser {
    /// Parses reports as one collection: what all are about helps to read each.
    ///
    /// - Parameter country: The focus that the user sets; ISO 3166-1 alpha-2.
    /// - Throws: ``Failure`` 65 when no country has that code.
    func parse(collection reports: [Report], focus country: String?) throws -> [Parsed] {
        let collection: Focus
        if let country {
            guard let place = gazetteer.country(withCode: country) else {
                throw Failure(
                    .badData, "--focus: no country has the code '\(country)' (ISO 3166, as BO)")
            }
            collection = Focus(country: place.country)
        } else {
            collection = focus(ofCollection: reports.map { focus(of: $0) })
        }
        return reports.map { parse($0, collection: collection) }
    }
}

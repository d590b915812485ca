import Gazetteers
import Geoparsing
import Reports
import Synchronization

/// Parses the reports of a command: those of files with what all are about in mind, those of lines
/// each for itself.
final class CollectionGeoparser: Sendable {
    /// What the reports of files are about.
    let collection: Focus
    /// What a report that stands alone is taken to be about besides what it says itself.
    private let alone: Focus
    private let prepared: Mutex<Prepared>

    /// A geoparser with what is known of countries that came up before: to learn the names of one takes
    /// longer than to read a short report.
    private struct Prepared: Sendable {
        var geoparser: Geoparser
        /// The countries that a report was about.
        var seen: Set<String> = []
        /// The countries that several reports were about.
        var known: Set<String> = []
    }

    /// - Parameters:
    ///   - geoparser: What parses.
    ///   - collection: What the reports of files are about; counts for all when the user gave it.
    init(_ geoparser: Geoparser, collection: Focus) {
        self.collection = collection
        alone = collection.isGiven ? collection : Focus()
        prepared = Mutex(
            Prepared(
                geoparser: geoparser.prepared(for: [collection]),
                known: Set([collection.country].compactMap { $0 })))
    }

    /// Finds and resolves the mentions of a report.
    ///
    /// - Parameter isOfCollection: Whether it is one of the files, which help to read each other.
    func parse(_ report: Report, isOfCollection: Bool) -> Geoparser.Parsed {
        let geoparser = prepared.withLock { $0.geoparser }
        let parsed = geoparser.parse(report, collection: isOfCollection ? collection : alone)
        if let country = parsed.focus.country { remember(country, parsed.focus) }
        return parsed
    }

    /// Learns the names of a country that comes up again.
    private func remember(_ country: String, _ focus: Focus) {
        // Under the lock: the others would only learn the same.
        prepared.withLock { prepared in
            guard !prepared.known.contains(country), !prepared.seen.insert(country).inserted
            else { return }
            prepared.known.insert(country)
            prepared.geoparser = prepared.geoparser.prepared(for: [focus])
        }
    }
}

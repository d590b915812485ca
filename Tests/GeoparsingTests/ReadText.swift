import Gazetteers
import Geoparsing
import Orthography
import Reports
import TestMaterial

/// A short text as the geoparser reads it, put so that a test can compare it line by line.
enum ReadText {
    private static let geoparser = Result { try PackageGeoparser.read() }

    static func parsed(
        _ text: String, focus country: String? = nil, language: Language? = nil
    ) throws -> Geoparser.Parsed {
        let report = try Report(
            id: "r.txt", bytes: Array(text.utf8), metadata: Report.Metadata(language: language))
        return try geoparser.get().parse(
            report, collection: country.map { Focus(country: $0) } ?? Focus())
    }

    /// Each mention as "words = place (level)"; "in" before a place that only holds the thing, "?"
    /// for none.
    static func mentions(in text: String, focus: String? = nil) throws -> [String] {
        let gazetteer = try PackageGazetteer.read()
        return try parsed(text, focus: focus).resolutions.map { resolution in
            let name: String
            switch resolution.outcome {
            case .place(let place):
                name = "\(gazetteer.fullName(of: place)) (\(place.kind.word))"
            case .inside(let place):
                name = "in \(gazetteer.fullName(of: place)) (\(place.kind.word))"
            case .unresolved: name = "?"
            }
            return "\(resolution.mention.text) = \(name)"
        }
    }
}

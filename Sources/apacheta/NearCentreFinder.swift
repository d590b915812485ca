import Gazetteers
import SimpleFeatures

/// Finds in the gazetteer or in a file what distances are to be measured from.
struct NearCentreFinder {
    let gazetteers: GazetteerOptions
    let quiet: Bool

    /// The centres of a question; one, unless it asks for those of a file.
    ///
    /// - Parameters:
    ///   - question: What was asked.
    ///   - features: Features of the layer, whose commonest country goes before others.
    /// - Throws: ``Failure`` 65 for an unknown place or a file without what is asked of it, and the
    ///   errors of the readers.
    func centres(for question: NearQuestion, features: [Feature]) throws -> [NearCentre] {
        switch question {
        case .position(let position): return [NearCentre(position)]
        case .place(let name): return [try centre(named: name, features: features)]
        case .along(let names): return [try route(along: names, features: features)]
        case .route(let path): return [try route(ofFile: path)]
        case .centres(let path):
            let features = try LayerFile.read(path, quiet: quiet).features
            guard !features.isEmpty else {
                throw Failure(.badData, "\(path): no features, expected centres")
            }
            return features.enumerated().map { NearCentre($1, number: $0 + 1) }
        }
    }

    /// The place that was named, one in the layer's commonest country if there is a choice.
    private func centre(named name: String, features: [Feature]) throws -> NearCentre {
        let lookup = PlaceLookup(gazetteer: try gazetteers.gazetteer())
        let query = PlaceQuery(name, preferredCountries: countries(of: features, lookup))
        // Without the built-in gazetteer the data folder may be missing altogether.
        let outlines =
            gazetteers.isAlone ? nil : PlaceOutlines(data: try DataFolder(), quiet: quiet)
        let centre = try NearCentre(
            of: try lookup.hits(for: query), in: lookup.gazetteer, outlines: outlines)
        try lookup.gazetteer.confirmIntact()
        return centre
    }

    /// The route through places; of several of one name the likeliest, near to the one before.
    private func route(along names: [String], features: [Feature]) throws -> NearCentre {
        let lookup = PlaceLookup(gazetteer: try gazetteers.gazetteer())
        let countries = countries(of: features, lookup)
        var places: [Place] = []
        for name in names {
            let query = PlaceQuery(
                name, preferredCountries: countries, nearPosition: places.last?.position)
            let place = try lookup.hits(for: query)[0].place
            if place.kind.description.hasPrefix("R/") {
                throw Failure(
                    .badData,
                    "--along '\(query.shown)' is a road, expected the places that it passes "
                        + "(or the road alone, as a place)")
            }
            places.append(place)
        }
        try lookup.gazetteer.confirmIntact()
        return NearCentre(
            line: .lineString(places.map(\.position)),
            title: places.map(lookup.gazetteer.titleWithKind).joined(separator: " - "))
    }

    private func countries(of features: [Feature], _ lookup: PlaceLookup) -> Set<String> {
        Set([lookup.commonestCountry(of: features)].compactMap { $0 })
    }

    /// The lines of a file as one route.
    private func route(ofFile path: String) throws -> NearCentre {
        let features = try LayerFile.read(path, quiet: quiet).features
        var lines: [[Coordinate]] = []
        var leftOut = 0
        for feature in features {
            switch feature.geometry {
            case .lineString(let line) where !line.isEmpty: lines.append(line)
            case .multiLineString(let parts) where parts.contains { !$0.isEmpty }:
                lines += parts.filter { !$0.isEmpty }
            default: leftOut += 1
            }
        }
        guard !lines.isEmpty else {
            throw Failure(
                .badData,
                "\(path): no lines to measure from among "
                    + Console.counted(features.count, "feature"))
        }
        if leftOut > 0 {
            Console.say(
                "\(path): \(Console.counted(leftOut, "feature")) without a line left out",
                quiet: quiet)
        }
        let shape: Geometry = lines.count == 1 ? .lineString(lines[0]) : .multiLineString(lines)
        return NearCentre(line: shape, title: path)
    }
}

import Gazetteers
import Regions
import SimpleFeatures

/// The places that were found for one name, for people and for machines.
struct PlaceAnswer {
    /// What was asked.
    let query: PlaceQuery
    /// Every place found, the likeliest first.
    let hits: [PlaceHit]
    /// How many of them are shown.
    let limit: Int

    /// What is not shown; `nil` when everything is.
    var note: String? {
        guard hits.count > limit else { return nil }
        return "\(hits.count - limit) more of the name '\(query.shown)' (--limit \(hits.count))"
    }

    /// A row a place; explained, with the terms of its score.
    func table(of gazetteer: Gazetteer, explained: Bool) -> Table {
        var header = ["place", "kind", "inhabitants", "longitude", "latitude", "id", "found by"]
        if explained { header.append("why") }
        let rows = hits.prefix(limit).map { hit in
            let place = hit.place
            var row = [
                gazetteer.fullName(of: place), place.kind.word,
                place.population.map(String.init) ?? "", "\(place.position.longitude)",
                "\(place.position.latitude)", place.id, hit.match.rawValue,
            ]
            if explained { row.append(hit.words) }
            return row
        }
        return Table(
            header: header, rows: rows,
            alignments: [.left, .left, .right, .right, .right]
                + header.dropFirst(5).map { _ in .left })
    }

    /// The answer as one object.
    ///
    /// - Parameter suggestions: What comes near where nothing was found.
    func value(of gazetteer: Gazetteer, suggesting suggestions: [NameSuggestion] = []) -> Value {
        var answer: Properties = [
            "query": .text(query.text), "found": .integer(hits.count),
            "places": .list(hits.prefix(limit).map { .object($0.properties(in: gazetteer)) }),
        ]
        if hits.isEmpty {
            answer["suggestions"] = .list(
                suggestions.map { suggestion in
                    .object(
                        suggestion.place.properties(in: gazetteer)
                            + Properties([.init(name: "edits", value: .integer(suggestion.edits))]))
                })
        }
        return .object(answer)
    }
}

extension PlaceHit {
    /// The terms of the score in one line.
    fileprivate var words: String {
        evidence.map { "\($0.term.rawValue) \(PlaceHit.signed($0.value))" }
            .joined(separator: ", ")
    }

    private static func signed(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let digits = "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
        return (tenths < 0 ? "-" : "+") + digits
    }

    fileprivate func properties(in gazetteer: Gazetteer) -> Properties {
        let terms = evidence.map {
            Properties.Property(name: $0.term.rawValue, value: .real($0.value))
        }
        return place.properties(in: gazetteer)
            + [
                "found_by": .text(match.rawValue), "score": .real((score * 10).rounded() / 10),
                "evidence": .object(Properties(terms)),
            ]
    }
}

extension Place {
    /// The place as an object.
    func properties(in gazetteer: Gazetteer) -> Properties {
        [
            "gazetteer_id": .text(id), "name": .text(name),
            "full_name": .text(gazetteer.fullName(of: self)),
            "kind": .text(kind.word), "kind_code": .text(kind.description),
            "country": Value(country.isEmpty ? nil : country),
            "admin1": Value(gazetteer.admin1(of: self)?.name),
            "admin2": Value(gazetteer.admin2(of: self)?.name),
            "longitude": .real(position.longitude), "latitude": .real(position.latitude),
            "population": Value(population), "extent_km": .real(extentKilometres),
            "codes": .list(codes.map(Value.text)), "area": Value(area),
            "source": .text(source), "status": .text(status),
        ]
    }
}

extension Properties {
    fileprivate static func + (one: Properties, other: Properties) -> Properties {
        Properties(one.all + other.all)
    }
}

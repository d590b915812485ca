import Gazetteers
import Orthography
import Reports
public import SimpleFeatures

extension Geoparser.Parsed {
    /// The report with its mentions as one JSON value, offsets in code points.
    ///
    /// `id`, `language`, `date`, `focus`, `toponyms` and `demonyms` (words for the people of places,
    /// which are no mentions of them). Each toponym has `start`, `end` (exclusive),
    /// `text` as written, `lat`, `lon`, `name`, `gazetteer_id`, `geo_prec`, `uncertainty_km`,
    /// `matched_by`, and `candidates`, at most three. An unresolved mention has nulls and `reason`.
    ///
    /// - Parameter explained: Whether each candidate tells its evidence too.
    public func record(explained: Bool = false) -> Value {
        let offsets = CodePointOffsets(report.text.bytes)
        let toponyms = resolutions.map { resolution -> Value in
            let mention = resolution.mention
            var record: Properties = [
                "start": .integer(offsets.codePoints(before: mention.range.lowerBound)),
                "end": .integer(offsets.codePoints(before: mention.range.upperBound)),
                "text": .text(report.text.text(mention.range)),
                "lat": Value(resolution.place?.position.latitude),
                "lon": Value(resolution.place?.position.longitude),
            ]
            record.append(resolution)
            if explained {
                record["likelihood"] = Value(mention.likelihood?.hundredths)
                record["evidence"] = Value(mention.evidence.map(\.sentence))
            }
            record["candidates"] = .list(
                resolution.candidates.map { $0.record(explained: explained) })
            return .object(record)
        }
        let peoples = demonyms.map { demonym -> Value in
            .object([
                "start": .integer(offsets.codePoints(before: demonym.range.lowerBound)),
                "end": .integer(offsets.codePoints(before: demonym.range.upperBound)),
                "text": .text(report.text.text(demonym.range)),
                "gazetteer_id": .text(demonym.placeID),
            ])
        }
        return .object([
            "id": .text(report.id), "language": .text(report.language.rawValue),
            "date": Value(report.date?.day), "focus": Value(focus.country),
            "toponyms": .list(toponyms), "demonyms": .list(peoples),
        ])
    }

    /// The mentions as features of a layer: points, or no geometry where unresolved.
    public func features() -> [Feature] {
        let offsets = CodePointOffsets(report.text.bytes)
        return resolutions.map { resolution in
            let mention = resolution.mention
            let start = offsets.codePoints(before: mention.range.lowerBound)
            var properties: Properties = ["text": .text(mention.text)]
            properties.append(resolution)
            properties["report"] = .text(report.id)
            properties["source_date"] = Value(report.date?.day)
            properties["start"] = .integer(start)
            properties["end"] = .integer(offsets.codePoints(before: mention.range.upperBound))
            return Feature(
                id: "\(report.id)#\(start)",
                geometry: resolution.place.map { .point($0.position) }, properties: properties)
        }
    }
}

extension Properties {
    fileprivate mutating func append(_ resolution: Resolution) {
        let place = resolution.place
        self["name"] = Value(place?.name)
        self["gazetteer_id"] = Value(place?.id)
        self["kind"] = Value(place?.kind.description)
        self["country"] = Value(place?.country)
        self["geo_prec"] = .text(resolution.precision.rawValue)
        self["uncertainty_km"] = Value(place?.extentKilometres)
        self["metonymic"] = .boolean(resolution.mention.isMetonymic)
        self["confidence"] = Value(resolution.confidence?.hundredths)
        switch resolution.outcome {
        case .place: self["matched_by"] = Value(resolution.candidates.first?.matchedBy.word)
        case .inside: self["matched_by"] = .text("inside")
        case .unresolved(let reason):
            self["matched_by"] = .null
            self["reason"] = .text(reason.rawValue)
        }
    }
}

extension Candidate {
    fileprivate func record(explained: Bool) -> Value {
        var record: Properties = [
            "gazetteer_id": .text(place.id), "name": .text(place.name),
            "country": .text(place.country), "kind": .text(place.kind.description),
            "score": .real(score.hundredths),
            "confidence": .real(likelihood.hundredths),
        ]
        if explained {
            record["evidence"] = .list(
                evidence.map {
                    .object([
                        "feature": .text($0.feature.sentence),
                        "value": .real($0.value.hundredths),
                    ])
                })
        }
        return .object(record)
    }
}

extension Double {
    fileprivate var hundredths: Double { (self * 100).rounded() / 100 }
}

import Gazetteers
import Orthography
import Reports
public import SimpleFeatures

extension Geoparser.Parsed {
    /// The areas of the report as a JSON value, offsets in code points.
    ///
    /// A list of objects with `start`, `end` (exclusive), `text`, `kind`, `anchors` (places in
    /// `toponyms`, from 0), `anchor_ids` (in the gazetteer), `lat`, `lon`, `uncertainty_km`, `geo_prec` and `geometry` (as in GeoJSON);
    /// an area that could not be made has nulls and `reason`.
    func relativePlacesValue(_ offsets: CodePointOffsets) -> Value {
        .list(
            relativePlaces.map { place in
                let extent = place.extent
                var record: Properties = [
                    "start": .integer(offsets.codePoints(before: place.range.lowerBound)),
                    "end": .integer(offsets.codePoints(before: place.range.upperBound)),
                    "text": .text(report.text.text(place.range)),
                    "kind": .text(place.kind.rawValue),
                    "anchors": .list(place.anchors.compactMap { $0.mention.map(Value.integer) }),
                    "anchor_ids": Value(place.anchors.map(\.place.id)),
                    "lat": Value(extent?.representative.latitude.rounded(toDecimals: 5)),
                    "lon": Value(extent?.representative.longitude.rounded(toDecimals: 5)),
                    "uncertainty_km": Value(extent?.uncertaintyKilometres.rounded(toDecimals: 1)),
                    "geo_prec": .text(place.precision.rawValue),
                    "geometry": extent.map { $0.geometry.areasValue } ?? .null,
                ]
                if case .unresolved(let reason) = place.outcome {
                    record["reason"] = .text(reason.rawValue)
                }
                return .object(record)
            })
    }

    /// The areas of the report as features of a layer, those that could not be made without a
    /// geometry.
    ///
    /// The properties are `text`, `kind`, `anchors` (the names of the places it is told by),
    /// `anchor_ids`, `latitude` and `longitude` of the position that stands for it, `geo_prec`,
    /// `uncertainty_km`, `reason` (where there is no area), `report`, `start` and `end`.
    public func areaFeatures() -> [Feature] {
        let offsets = CodePointOffsets(report.text.bytes)
        return relativePlaces.map { place in
            let start = offsets.codePoints(before: place.range.lowerBound)
            let extent = place.extent
            var properties: Properties = [
                "text": .text(place.text), "kind": .text(place.kind.rawValue),
                "anchors": Value(place.anchors.map(\.place.name)),
                "anchor_ids": Value(place.anchors.map(\.place.id)),
                "latitude": Value(extent?.representative.latitude.rounded(toDecimals: 5)),
                "longitude": Value(extent?.representative.longitude.rounded(toDecimals: 5)),
                "geo_prec": .text(place.precision.rawValue),
                "uncertainty_km": Value(extent?.uncertaintyKilometres.rounded(toDecimals: 1)),
            ]
            if case .unresolved(let reason) = place.outcome {
                properties["reason"] = .text(reason.rawValue)
            }
            properties["report"] = .text(report.id)
            properties["start"] = .integer(start)
            properties["end"] = .integer(offsets.codePoints(before: place.range.upperBound))
            return Feature(
                id: "\(report.id)#\(start)-area", geometry: extent?.geometry,
                properties: properties)
        }
    }
}

extension Double {
    fileprivate func rounded(toDecimals decimals: Int) -> Double {
        let factor = (0..<decimals).reduce(1.0) { factor, _ in factor * 10 }
        return (self * factor).rounded() / factor
    }
}

extension Geometry {
    /// The polygons of the shape as the `geometry` of GeoJSON, outer rings counter-clockwise.
    ///
    /// - SeeAlso: RFC 7946, section 3.1.6.
    fileprivate var areasValue: Value {
        let polygons = polygons.map { polygon in
            Value.list(
                polygon.rings.enumerated().map { index, ring in
                    let turned = ring.isCounterClockwise == (index == 0) ? ring : ring.reversed()
                    return .list(
                        turned.map {
                            .list([
                                .real($0.longitude.rounded(toDecimals: 5)),
                                .real($0.latitude.rounded(toDecimals: 5)),
                            ])
                        })
                })
        }
        let isOne = polygons.count == 1
        return .object([
            "type": .text(isOne ? "Polygon" : "MultiPolygon"),
            "coordinates": isOne ? polygons[0] : .list(polygons),
        ])
    }
}

extension [Coordinate] {
    /// Whether a closed ring runs counter-clockwise in the plane of degrees.
    fileprivate var isCounterClockwise: Bool {
        guard let origin = first else { return true }
        return zip(self, dropFirst()).reduce(0.0) { area, side in
            area
                + (side.0.longitude - origin.longitude) * (side.1.latitude - origin.latitude)
                - (side.1.longitude - origin.longitude) * (side.0.latitude - origin.latitude)
        } >= 0
    }
}

public import SimpleFeatures
import Topology

extension EventCentres {
    /// A row for each region and period.
    public var table: Table {
        let head = ["region", "period", "events", "counted"]
        let weightHead = weight == .deaths ? ["deaths"] : []
        return Table(
            header: head + weightHead + [
                "mean longitude", "mean latitude", "standard distance in km",
            ],
            rows: rows.map { row in
                let first = [
                    row.title, row.period ?? "undated", Decimals.grouped(row.events),
                    Decimals.grouped(row.counted),
                ]
                let deaths = weight == .deaths ? [Decimals.text(row.weight, places: 0)] : []
                return first + deaths + [
                    row.centre.map { Decimals.text($0.position.longitude, places: 4) } ?? "",
                    row.centre.map { Decimals.text($0.position.latitude, places: 4) } ?? "",
                    row.centre.map {
                        Decimals.text($0.standardDistanceMetres / 1000, places: 1)
                    } ?? "",
                ]
            },
            alignments: [.left, .left, .right, .right] + weightHead.map { _ in .right }
                + [.right, .right, .right])
    }

    /// The centres as an object for machines.
    public var value: Value {
        .object([
            "weight": .text(weight.rawValue), "unfiled": .integer(unfiled),
            "centres": .list(
                rows.map { row in
                    let head: Properties = [
                        "region": Value(row.name), "title": .text(row.title),
                        "period": Value(row.period),
                    ]
                    let middle = row.centre?.position
                    let tail: Properties = [
                        "longitude": Value(middle.map { EventCentres.rounded($0.longitude, 1e7) }),
                        "latitude": Value(middle.map { EventCentres.rounded($0.latitude, 1e7) }),
                    ]
                    return .object(head.followed(by: tail).followed(by: figures(of: row)))
                }),
        ])
    }

    /// The mean centres as points, or as the circles of the standard distance around them.
    ///
    /// Columns: `region`, `title`, `period`, `events`, `counted`, `weight`, `standard_distance_km`. A
    /// row without a centre has no shape. A circle of no width is its point.
    ///
    /// - Parameters:
    ///   - name: The name of the layer.
    ///   - asCircles: Whether to draw circles.
    /// - Throws: ``RegionError`` when GEOS fails on a circle.
    public func layer(named name: String, asCircles: Bool = false) throws(RegionError) -> Layer {
        var features: [Feature] = []
        for row in rows {
            let head: Properties = [
                "region": Value(row.name), "title": .text(row.title), "period": Value(row.period),
            ]
            let id = [row.name, row.period ?? "undated"].compactMap { $0 }.joined(separator: " ")
            features.append(
                Feature(
                    id: id, geometry: try shape(of: row, asCircle: asCircles),
                    properties: head.followed(by: figures(of: row))))
        }
        return Layer(name: name, features: features)
    }

    private func shape(of row: Row, asCircle: Bool) throws(RegionError) -> Geometry? {
        guard let centre = row.centre else { return nil }
        // Below a metre a circle's corners fall together where files round them.
        guard asCircle, centre.standardDistanceMetres >= 1 else { return .point(centre.position) }
        do throws(TopologyError) {
            return try GeodesicCircle.shape(
                around: centre.position, radiusMetres: centre.standardDistanceMetres)
        } catch { throw .topology(place: "circle of \(row.title)", error) }
    }

    private func figures(of row: Row) -> Properties {
        [
            "events": .integer(row.events), "counted": .integer(row.counted),
            "weight": .real(row.weight),
            "standard_distance_km": Value(
                row.centre.map { EventCentres.rounded($0.standardDistanceMetres / 1000, 1e3) }),
        ]
    }

    private static func rounded(_ number: Double, _ scale: Double) -> Double {
        (number * scale).rounded() / scale
    }
}

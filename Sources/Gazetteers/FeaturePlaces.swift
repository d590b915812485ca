import Geodesy
public import SimpleFeatures

/// The places that the features of a layer are, such as points of a GeoJSON file.
///
/// Properties are named as the columns of a ``DelimitedTable``; `names` may be a list. The
/// identifier is the property `id`, else the feature's own, else one is made as for a table. The
/// position comes from the geometry, whatever properties say of longitude and latitude.
///
/// Maps of districts and roads are read too. An area stands at the centre of its envelope; a line
/// or a set of points at its own vertex nearest to that. The radius reaches from there to the
/// furthest vertex where `precision_km` says nothing. ``notes`` counts these places.
///
/// - SeeAlso: RFC 7946, section 3.
public struct FeaturePlaces: PlaceSource {
    public let file: String
    private let layer: Layer
    private let columns: PlaceColumns
    private let stem: String
    private var index = 0
    private var extendedCount = 0

    /// Reads the names of the properties.
    ///
    /// - Parameters:
    ///   - layer: The features.
    ///   - file: The name that errors give.
    /// - Throws: ``GazetteerError`` when no feature has a name.
    public init(_ layer: Layer, file: String) throws(GazetteerError) {
        self.layer = layer
        self.file = file
        stem = MadeID.stem(of: file)
        columns = try PlaceColumns(
            header: layer.schema.fields.map(\.name), needing: layer.features.isEmpty ? [] : [.name]
        ) { GazetteerError(file: file, reason: $0) }
    }

    /// What was not read, and what does not stand where it is drawn, one sentence each.
    public var notes: [String] {
        guard extendedCount > 0 else { return columns.notes }
        return columns.notes + [
            "places that stand for a line or an area, at its middle: \(extendedCount)"
        ]
    }

    public mutating func next() throws(GazetteerError) -> PlaceRecord? {
        guard index < layer.features.count else { return nil }
        let feature = layer.features[index]
        index += 1
        let number = index
        let file = file
        func failure(_ reason: String) -> GazetteerError {
            GazetteerError(file: file, reason: "feature \(number): \(reason)")
        }
        var texts = PlaceFields()
        for column in PlaceColumn.allCases {
            guard let place = columns[column] else { continue }
            let value = feature.properties[layer.schema.fields[place].name]
            if column == .names {
                if case .list = value {
                    texts.names = value.texts.filter { !$0.isEmpty }
                } else {
                    texts.setNames(value.text ?? "")
                }
            } else {
                texts[column] = try text(of: value, column, failure)
            }
        }
        if texts[.id].isEmpty { texts[.id] = feature.id ?? "" }
        guard let geometry = feature.geometry else {
            throw failure("no geometry, expected a point")
        }
        guard let place = FeaturePlaces.place(of: geometry) else {
            throw failure("the \(geometry.kindName) is empty, expected a point")
        }
        var row = try texts.row(
            at: place.position, hasID: false, stem: stem, failure: failure)
        if let radius = place.radiusKilometres {
            extendedCount += 1
            row.radiusKilometres = row.radiusKilometres ?? radius
        }
        return .place(row)
    }

    private func text(
        of value: Value, _ column: PlaceColumn, _ failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> String {
        switch value {
        case .null: return ""
        case .text(let text): return FieldText(ArraySlice(text.utf8)).trimmed.string
        case .integer(let number): return "\(number)"
        case .real(let number): return value.integer.map { "\($0)" } ?? "\(number)"
        case .boolean, .day, .list, .object:
            throw failure("\(column) is neither text nor a number")
        }
    }

    /// Where a geometry stands, and how far it reaches; `nil` when it is empty.
    private static func place(
        of geometry: Geometry
    ) -> (position: Coordinate, radiusKilometres: Double?)? {
        if case .point(let position) = geometry { return (position, nil) }
        let vertices = geometry.positions
        guard let centre = centre(of: vertices) else { return nil }
        if vertices.count == 1 { return (vertices[0], nil) }
        var position = centre
        if geometry.polygons.isEmpty {
            var least = Double.infinity
            for vertex in vertices {
                let distance = Geodesic.distanceMetres(from: centre, to: vertex)
                if distance < least { (least, position) = (distance, vertex) }
            }
        }
        let reach =
            vertices.lazy
            .map { Geodesic.distanceMetres(from: position, to: $0) }.max() ?? 0
        return (position, reach / 1000)
    }

    /// The centre of the envelope, which may cross the antimeridian.
    private static func centre(of vertices: [Coordinate]) -> Coordinate? {
        guard let box = Envelope(vertices) else { return nil }
        let latitude = (box.south + box.north) / 2
        let width = box.east - box.west
        let shifted = vertices.map { $0.longitude < 0 ? $0.longitude + 360 : $0.longitude }
        guard let west = shifted.min(), let east = shifted.max(), east - west < width else {
            return Coordinate(
                wrappingLongitude: (box.west + box.east) / 2, clampingLatitude: latitude)
        }
        return Coordinate(wrappingLongitude: (west + east) / 2, clampingLatitude: latitude)
    }
}

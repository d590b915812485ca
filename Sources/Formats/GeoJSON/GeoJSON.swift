import FileWriting
public import SimpleFeatures

/// GeoJSON (RFC 7946), written and read.
public enum GeoJSON {
    /// How features follow each other in a file.
    public enum Framing: Hashable, Sendable {
        /// One FeatureCollection, each feature on a line of its own (`.geojson`).
        case collection
        /// Features only, one a line (`.geojsonl`, `.ndjson`).
        case lines
        /// Features only, a record separator in front of each (`.geojsons`, RFC 8142).
        case textSequence
    }

    /// What a writer may be told.
    public struct Options: Hashable, Sendable {
        /// How features follow each other.
        public let framing: Framing
        /// Decimals of a degree at most; seven are about a centimetre.
        public let precision: Int

        /// - Parameters:
        ///   - framing: How features follow each other.
        ///   - precision: Decimals of a degree at most, in 0...7.
        public init(framing: Framing = .collection, precision: Int = 7) {
            precondition((0...7).contains(precision), "precision must be in 0...7")
            self.framing = framing
            self.precision = precision
        }
    }
}

extension GeoJSON {
    /// A layer as GeoJSON.
    ///
    /// Outer rings run counter-clockwise and holes clockwise, rings are closed, and lines and
    /// polygons with a step of more than 180° of longitude are cut at the antimeridian. Properties
    /// keep their order; a feature without a shape gets a null geometry. The name of the layer
    /// stands in the member `name` of the collection; the other framings have no place for it.
    ///
    /// - Parameters:
    ///   - layer: What to write.
    ///   - options: Framing and precision.
    /// - Returns: UTF-8, each line ended by a line feed; the same layer gives the same bytes.
    /// - Complexity: O(*n*), *n* the number of bytes written.
    /// - SeeAlso: RFC 7946; RFC 8142 for text sequences.
    public static func bytes(of layer: Layer, options: Options = Options()) -> [UInt8] {
        let memory = MemoryDestination()
        var writer = GeoJSONWriter(layerName: layer.name, options: options, to: memory)
        var batch = FeatureBatch()
        do {
            for feature in layer.features {
                try batch.append(feature)
                guard batch.isFull else { continue }
                try writer.write(batch)
                batch.removeAll()
            }
            try writer.write(batch)
            _ = try writer.finish()
        } catch {
            preconditionFailure("a layer has \(FeatureBatch.columnLimit) columns at most")
        }
        return memory.bytes
    }

    /// Appends one feature as an object on one line.
    ///
    /// - Parameters:
    ///   - feature: What to write.
    ///   - precision: Decimals of a degree at most, in 0...7.
    ///   - bytes: Where the bytes go.
    public static func append(_ feature: Feature, precision: Int = 7, to bytes: inout [UInt8]) {
        bytes.write(#"{"type":"Feature""#)
        if let id = feature.id {
            bytes.write(#","id":"#)
            JSON.append(id, to: &bytes)
        }
        bytes.write(#","geometry":"#)
        if let geometry = feature.geometry {
            append(geometry, precision: precision, to: &bytes)
        } else {
            bytes.write("null")
        }
        bytes.write(#","properties":"#)
        JSON.append(feature.properties, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends a shape as a geometry object, on one line.
    ///
    /// - Parameters:
    ///   - geometry: What to write.
    ///   - precision: Decimals of a degree at most, in 0...7.
    ///   - bytes: Where the bytes go.
    public static func append(_ geometry: Geometry, precision: Int = 7, to bytes: inout [UInt8]) {
        GeometryWriter(precision: precision).append(geometry.asWritten, to: &bytes)
    }

    /// Appends a shape as a list of its kind and its coordinates, `["LineString",[[1,2],[3,4]]]`; in the
    /// place of a collection's coordinates stand its members.
    ///
    /// - Parameters:
    ///   - geometry: What to write; it is cut, closed and turned as in GeoJSON.
    ///   - precision: Decimals of a degree at most, in 0...7.
    ///   - bytes: Where the bytes go.
    package static func appendPair(
        _ geometry: Geometry, precision: Int, to bytes: inout [UInt8]
    ) {
        GeometryWriter(precision: precision).appendPair(geometry.asWritten, to: &bytes)
    }
}

/// The part of the writer that knows geometries as they are to stand in the file.
private struct GeometryWriter {
    let precision: Int

    func append(_ geometry: Geometry, to sink: inout ByteSink) {
        sink.write(#"{"type":""#)
        sink.write(geometry.kindName)
        if case .collection(let members) = geometry {
            sink.write(#"","geometries":"#)
            append(each: members, to: &sink) { append($0, to: &$1) }
        } else {
            sink.write(#"","coordinates":"#)
            appendCoordinates(of: geometry, to: &sink)
        }
        sink.append(UInt8(ascii: "}"))
    }

    func appendPair(_ geometry: Geometry, to sink: inout ByteSink) {
        sink.write(#"[""#)
        sink.write(geometry.kindName)
        sink.write(#"","#)
        if case .collection(let members) = geometry {
            append(each: members, to: &sink) { appendPair($0, to: &$1) }
        } else {
            appendCoordinates(of: geometry, to: &sink)
        }
        sink.append(UInt8(ascii: "]"))
    }

    private func appendCoordinates(of geometry: Geometry, to sink: inout ByteSink) {
        switch geometry {
        case .point(let position): append(position, to: &sink)
        case .lineString(let positions), .multiPoint(let positions): append(positions, to: &sink)
        case .multiLineString(let lines):
            append(each: lines, to: &sink) { append($0, to: &$1) }
        case .polygon(let polygon): append(polygon, to: &sink)
        case .multiPolygon(let polygons):
            append(each: polygons, to: &sink) { append($0, to: &$1) }
        case .collection: break
        }
    }

    private func append(_ polygon: Polygon, to sink: inout ByteSink) {
        let rings = polygon.exterior.isEmpty ? [] : polygon.rings
        append(each: rings, to: &sink) { append($0, to: &$1) }
    }

    private func append(_ positions: [Coordinate], to sink: inout ByteSink) {
        append(each: positions, to: &sink) { append($0, to: &$1) }
    }

    private func append(_ position: Coordinate, to sink: inout ByteSink) {
        sink.append(UInt8(ascii: "["))
        sink.write(degrees: position.longitude, decimals: precision)
        sink.append(UInt8(ascii: ","))
        sink.write(degrees: position.latitude, decimals: precision)
        sink.append(UInt8(ascii: "]"))
    }

    private func append<Member>(
        each members: [Member], to sink: inout ByteSink,
        writing write: (Member, inout ByteSink) -> Void
    ) {
        sink.append(UInt8(ascii: "["))
        for (index, member) in members.enumerated() {
            if index > 0 { sink.append(UInt8(ascii: ",")) }
            write(member, &sink)
        }
        sink.append(UInt8(ascii: "]"))
    }
}

import SimpleFeatures

/// The writer of one KML document.
struct KMLWriter {
    private let layer: Layer
    private let options: KML.Options
    private let columns: KMLColumns
    private let schemaIdentifier: String
    private var usedIdentifiers: [String: Int] = [:]
    /// What is written so far.
    private(set) var xml = XMLSink()

    init(layer: Layer, options: KML.Options) {
        self.layer = layer
        self.options = options
        columns = KMLColumns(of: layer)
        schemaIdentifier = XMLSink.name(of: layer.name, prefix: "schema-")
    }

    /// Writes the whole file, in the order that the XSD asks for.
    mutating func writeDocument() {
        xml.write(
            markup: """
                <?xml version="1.0" encoding="UTF-8"?>
                <kml xmlns="http://www.opengis.net/kml/2.2">
                <Document>

                """)
        writeElement("name", layer.name)
        xml.write(markup: "\n")
        writeStyles()
        writeSchema()
        for folder in folders() {
            xml.write(markup: "<Folder>\n")
            writeElement("name", folder.title)
            xml.write(markup: "\n")
            for index in folder.members { writePlacemark(layer.features[index]) }
            xml.write(markup: "</Folder>\n")
        }
        xml.write(markup: "</Document>\n</kml>\n")
    }

    // MARK: Head

    private mutating func writeStyles() {
        var words: Set<String> = []
        for feature in layer.features {
            words.insert(EventStyle.style(for: feature.properties[options.styleProperty]).word)
        }
        for style in EventStyle.all where words.contains(style.word) {
            xml.write(markup: style.markup)
        }
    }

    private mutating func writeSchema() {
        xml.write(markup: "<Schema name=\"")
        xml.write(attribute: layer.name)
        xml.write(markup: "\" id=\"\(schemaIdentifier)\">\n")
        for column in columns.columns {
            let type = column.type ?? .string
            xml.write(markup: "<SimpleField type=\"\(type.rawValue)\" name=\"")
            xml.write(attribute: column.name)
            xml.write(markup: "\"/>\n")
        }
        xml.write(markup: "</Schema>\n")
    }

    /// The folders in the order in which their values first appear, the one without a value last.
    private func folders() -> [(title: String, members: [Int])] {
        guard columns.column(named: options.folderProperty, expecting: 0) != nil else {
            return [(layer.name, Array(layer.features.indices))]
        }
        var folders: [(title: String, members: [Int])] = []
        var places: [String: Int] = [:]
        var homeless: [Int] = []
        for (index, feature) in layer.features.enumerated() {
            let title = KMLWriter.plainText(feature.properties[options.folderProperty])
            if title.isEmpty {
                homeless.append(index)
            } else if let place = places[title] {
                folders[place].members.append(index)
            } else {
                places[title] = folders.count
                folders.append((title, [index]))
            }
        }
        if !homeless.isEmpty || folders.isEmpty {
            folders.append(("No \(options.folderProperty)", homeless))
        }
        return folders
    }

    // MARK: Placemarks

    private mutating func writePlacemark(_ feature: Feature) {
        xml.write(markup: "<Placemark")
        if let id = feature.id {
            xml.write(markup: " id=\"\(identifier(of: id))\"")
        }
        xml.write(markup: ">")
        let name = KMLWriter.plainText(feature.properties["name"])
        if !name.isEmpty { writeElement("name", name) }
        if let description = EventDescription(of: feature.properties).html {
            xml.write(markup: "<description>")
            xml.write(characterData: description)
            xml.write(markup: "</description>")
        }
        writeTime(of: feature.properties)
        let style = EventStyle.style(for: feature.properties[options.styleProperty])
        xml.write(markup: "<styleUrl>#\(style.identifier)</styleUrl>")
        writeColumns(of: feature)
        if let geometry = feature.geometry { write(geometry.asWritten) }
        xml.write(markup: "</Placemark>\n")
    }

    /// An `id` for the file; of identifiers that features share, the second is `…..2`.
    ///
    /// The escapes of ``XMLSink/name(of:prefix:)`` never write two full stops in a row.
    private mutating func identifier(of id: String) -> String {
        let name = XMLSink.name(of: id, prefix: "feature-")
        let count = (usedIdentifiers[name] ?? 0) + 1
        usedIdentifiers[name] = count
        return count == 1 ? name : "\(name)..\(count)"
    }

    private mutating func writeTime(of properties: Properties) {
        let begin = properties["date_start"].day
        let end = properties["date_end"].day
        guard begin != nil || end != nil else { return }
        xml.write(markup: "<TimeSpan>")
        if let begin { xml.write(markup: "<begin>\(begin)</begin>") }
        if let end { xml.write(markup: "<end>\(end)</end>") }
        xml.write(markup: "</TimeSpan>")
    }

    private mutating func writeColumns(of feature: Feature) {
        xml.write(markup: "<ExtendedData><SchemaData schemaUrl=\"#\(schemaIdentifier)\">")
        if columns.addsIdentifier, let id = feature.id, !feature.properties.has("id") {
            write(.text(id), in: columns.columns[0])
        }
        var expected = 0
        for property in feature.properties.all {
            guard let (place, column) = columns.column(named: property.name, expecting: expected)
            else { continue }
            expected = place + 1
            if !property.value.isNull { write(property.value, in: column) }
        }
        xml.write(markup: "</SchemaData></ExtendedData>")
    }

    private mutating func write(_ value: Value, in column: KMLColumns.Column) {
        xml.write(markup: column.opening)
        if column.type == .bool, case .boolean(let truth) = value {
            // XML Schema allows both spellings; GDAL takes "true" for 0.
            xml.write(markup: truth ? "1" : "0")
        } else {
            xml.write(text: KMLWriter.plainText(value))
        }
        xml.write(markup: "</SimpleData>")
    }

    private mutating func writeElement(_ name: String, _ text: String) {
        xml.write(markup: "<\(name)>")
        xml.write(text: text)
        xml.write(markup: "</\(name)>")
    }

    /// A value as text: empty for null, lists and objects as JSON.
    private static func plainText(_ value: Value) -> String {
        switch value {
        case .null: return ""
        case .text(let text): return text
        case .day(let day): return day.description
        case .boolean, .integer, .real, .list, .object:
            var json = ByteSink()
            JSON.append(value, to: &json)
            return String(decoding: json, as: UTF8.self)
        }
    }

    // MARK: Geometries

    private mutating func write(_ geometry: Geometry) {
        guard !geometry.positions.isEmpty else { return }
        switch geometry {
        case .point(let position):
            xml.write(markup: "<Point>")
            writeCoordinates([position])
            xml.write(markup: "</Point>")
        case .lineString(let positions):
            xml.write(markup: "<LineString><tessellate>1</tessellate>")
            writeCoordinates(positions)
            xml.write(markup: "</LineString>")
        case .polygon(let polygon):
            xml.write(markup: "<Polygon><tessellate>1</tessellate>")
            for (index, ring) in polygon.rings.enumerated() {
                let boundary = index == 0 ? "outerBoundaryIs" : "innerBoundaryIs"
                xml.write(markup: "<\(boundary)><LinearRing>")
                writeCoordinates(ring)
                xml.write(markup: "</LinearRing></\(boundary)>")
            }
            xml.write(markup: "</Polygon>")
        case .multiPoint(let positions): writeMembers(positions.map { .point($0) })
        case .multiLineString(let lines): writeMembers(lines.map { .lineString($0) })
        case .multiPolygon(let polygons): writeMembers(polygons.map { .polygon($0) })
        case .collection(let members): writeMembers(members)
        }
    }

    private mutating func writeMembers(_ members: [Geometry]) {
        xml.write(markup: "<MultiGeometry>")
        for member in members { write(member) }
        xml.write(markup: "</MultiGeometry>")
    }

    private mutating func writeCoordinates(_ positions: [Coordinate]) {
        xml.write(markup: "<coordinates>")
        for (index, position) in positions.enumerated() {
            if index > 0 { xml.write(markup: " ") }
            xml.write(degrees: position.longitude, decimals: options.precision)
            xml.write(markup: ",")
            xml.write(degrees: position.latitude, decimals: options.precision)
        }
        xml.write(markup: "</coordinates>")
    }
}

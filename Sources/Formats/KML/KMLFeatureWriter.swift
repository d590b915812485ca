public import FileWriting
import SimpleFeatures

/// Writes a layer as KML 2.2: a placemark a feature, in one level of folders, with typed columns.
///
/// Name, description, time and style come from the columns of an exported event where a feature has
/// them. A layer with a column for folders goes through a scratch file, for its features come in any
/// order; any other is written as it comes.
///
/// - SeeAlso: OGC 07-147r2, "KML" 2.2.0.
public struct KMLFeatureWriter: FeatureWriter {
    let options: KML.Options
    private let columns: KMLColumns
    private var entries: [KMLColumns.Entry] = []
    /// From `<styleUrl>` to the first column, for each style.
    private let openings: PreparedMarkup
    private var usedIdentifiers = UsedIdentifiers()
    /// What makes the identifiers of a batch unique, by row.
    private var numbers: [Int] = []
    private var roles: EventRoles
    private var description = EventDescription()
    private var folders: KMLFolders?
    /// What is written so far, placemarks of folders left out.
    private var output: XMLOutput

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - destination: Where the bytes go.
    ///   - layerName: The name that clients show.
    ///   - survey: What is known of all features that will be written. It must have been made with the
    ///     style property of the options.
    ///   - options: Precision, and which properties make folders and styles.
    ///   - scratchFolder: Where a scratch file is made when the layer has folders; `nil` for the usual
    ///     place.
    /// - Throws: `WritingError` when a scratch file is needed and cannot be made.
    public init(
        to destination: any ByteDestination, layerName: String, survey: Survey,
        options: KML.Options = KML.Options(), scratchFolder: String? = nil
    ) throws(WritingError) {
        let hasFolders = survey.columns.contains { $0.name == options.folderProperty }
        self.init(
            to: destination, layerName: layerName, survey: survey, options: options,
            icons: nil, store: hasFolders ? try ScratchFile(in: scratchFolder) : nil)
    }

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - icons: The folder of the icons in the archive around the file; `nil` where there is none.
    ///   - store: Where placemarks wait for their folder; `nil` for one folder of all.
    init(
        to destination: any ByteDestination, layerName: String, survey: Survey,
        options: KML.Options, icons: String?, store: (any PlacemarkStore)?
    ) {
        precondition(
            survey.styleProperty == options.styleProperty,
            "the survey looked at styles of '\(survey.styleProperty)'")
        self.options = options
        columns = KMLColumns(of: survey)
        let schemaIdentifier = XMLName.name(of: layerName, prefix: "schema-")
        openings = PreparedMarkup(
            EventStyle.all.map { style in
                { output in
                    output.buffer.write("<styleUrl>#\(style.identifier)</styleUrl>")
                    output.buffer.write(
                        "<ExtendedData><SchemaData schemaUrl=\"#\(schemaIdentifier)\">")
                }
            })
        roles = EventRoles(styleProperty: options.styleProperty)
        folders = store.map { KMLFolders(in: $0) }
        output = XMLOutput(to: destination)
        writeHead(layerName, survey: survey, icons: icons, schemaIdentifier: schemaIdentifier)
        if folders == nil { output.writeFolderHead(layerName) }
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        let names = batch.columnNames
        entries += columns.entries(named: names.dropFirst(entries.count))
        roles.learn(names)
        numbers = usedIdentifiers.numbers(in: batch)
        if var folders {
            self.folders = nil
            write(batch, in: &folders)
            self.folders = folders
            try folders.output.buffer.check()
        } else {
            var xml = output
            for row in 0..<batch.count { writePlacemark(row, of: batch, to: &xml) }
            output = xml
            try output.buffer.check()
        }
    }

    public mutating func finish() throws(WritingError) -> [String] {
        if var folders {
            try folders.write(homelessTitle: "No \(options.folderProperty)", to: &output)
            self.folders = folders
        } else {
            output.write("</Folder>\n")
        }
        output.write("</Document>\n</kml>\n")
        try output.buffer.flush()
        let count = replacedCharacterCount
        var notes = count == 0 ? [] : [KML.Document.note(ofReplaced: count)]
        let madeTexts = columns.countMadeTexts
        if madeTexts > 0 {
            notes.append(
                madeTexts == 1
                    ? "wrote 1 column as texts, for no type of KML holds all its values"
                    : "wrote \(madeTexts) columns as texts, for no type of KML holds all their values"
            )
        }
        return notes
    }

    /// How many bytes the file has so far, placemarks of folders left out until it is finished.
    var byteCount: Int { output.buffer.count }

    /// Characters that XML 1.0 does not allow, each written as U+FFFD.
    var replacedCharacterCount: Int {
        output.replacedCharacterCount + (folders?.output.replacedCharacterCount ?? 0)
    }

    // MARK: Head

    /// Writes what stands before the folders, in the order that the XSD asks for.
    private mutating func writeHead(
        _ layerName: String, survey: Survey, icons: String?, schemaIdentifier: String
    ) {
        output.write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <kml xmlns="http://www.opengis.net/kml/2.2">
            <Document>
            <name>
            """)
        output.write(layerName, as: .content)
        output.write("</name>\n")
        for (place, style) in EventStyle.all.enumerated() where survey.styles.contains(place) {
            output.buffer.write(style.markup(icons: icons))
        }
        let names = (columns.addsIdentifier ? ["id"] : []) + survey.columns.map(\.name)
        if let order = KMLColumnOrder.written(names) {
            output.buffer.write("<ExtendedData><Data name=\"\(KMLColumnOrder.name)\"><value>")
            output.write(order, as: .content)
            output.write("</value></Data></ExtendedData>\n")
        }
        output.write("<Schema name=\"")
        output.write(layerName, as: .attribute)
        output.buffer.write("\" id=\"\(schemaIdentifier)\">\n")
        for field in columns.fields {
            output.buffer.write("<SimpleField type=\"\(field.type.rawValue)\" name=\"")
            output.write(field.name, as: .attribute)
            output.write("\"/>\n")
        }
        output.write("</Schema>\n")
    }

    // MARK: Placemarks

    /// Writes the features of a batch folder by folder, so that each has one stretch of the store.
    private mutating func write(_ batch: borrowing FeatureBatch, in folders: inout KMLFolders) {
        let column = batch.place(ofColumn: options.folderProperty)
        var rows: [Int: [Int]] = [:]
        var order: [Int] = []
        for row in 0..<batch.count {
            let cell = column.flatMap { batch.cell(of: row, inColumn: $0) }
            let place = folders.place(of: cell?.plainText ?? "")
            if rows[place] == nil { order.append(place) }
            rows[place, default: []].append(row)
        }
        for place in order {
            folders.begin(place)
            for row in rows[place] ?? [] { writePlacemark(row, of: batch, to: &folders.output) }
        }
    }

    @inline(__always)
    private mutating func writePlacemark(
        _ row: Int, of batch: borrowing FeatureBatch, to xml: inout XMLOutput
    ) {
        let identifier = batch.identifier(of: row)
        if let identifier {
            writeIdentifier(identifier, number: numbers[row], to: &xml)
        } else {
            xml.write("<Placemark>")
        }
        let cells = batch.cellRange(of: row)
        var style = EventStyle.otherPlace
        if roles.areEvents {
            roles.look(at: batch.cells[cells])
            if let name = roles[.name] { KMLFeatureWriter.writeName(name, to: &xml) }
            description.write(roles, to: &xml)
            writeTime(to: &xml)
            style = EventStyle.place(for: roles.style)
        } else if let column = roles.nameColumn,
            let name = batch.cell(of: row, inColumn: column, expecting: column)
        {
            KMLFeatureWriter.writeName(name, to: &xml)
        }
        xml.write(openings[style])
        if columns.addsIdentifier, let identifier, !hasIdentifier(batch.cells[cells], in: batch) {
            xml.write(columns.identifierOpening)
            xml.write(identifier, as: .content)
            xml.write("</SimpleData>")
        }
        for place in cells {
            let cell = batch.cells[place]
            let entry = entries[Int(cell.column)]
            if cell.kind != .null, !entry.isName {
                KMLFeatureWriter.write(cell, in: entry, to: &xml)
            }
        }
        xml.write("</SchemaData></ExtendedData>")
        switch batch.shape(of: row) {
        case .none: break
        case .point(let position): write(position, to: &xml)
        case .other(let geometry): write(geometry.asWritten, to: &xml)
        }
        xml.write("</Placemark>\n")
    }

    private func hasIdentifier(
        _ cells: ArraySlice<Cell>, in batch: borrowing FeatureBatch
    ) -> Bool {
        guard let column = batch.place(ofColumn: "id") else { return false }
        return cells.contains { $0.column == column }
    }

    /// Opens a placemark whose `id` stands once in the file; of identifiers that features share, the
    /// second is `…..2`.
    @inline(__always)
    private func writeIdentifier(
        _ identifier: BatchText, number: Int, to xml: inout XMLOutput
    ) {
        xml.write("<Placemark id=\"feature-")
        let bytes = unsafe identifier.bytes
        var isPlain = bytes.count <= 256
        if isPlain {
            unsafe xml.buffer.write(atMost: 256) { cursor in
                for place in 0..<bytes.count {
                    let byte = unsafe bytes[place]
                    if !XMLName.isPlain(byte) { isPlain = false }
                    unsafe cursor[place] = byte
                }
                return unsafe isPlain ? cursor + bytes.count : cursor
            }
        }
        if !isPlain { xml.buffer.write(XMLName.name(of: identifier.string, prefix: "")) }
        if number > 1 {
            xml.write("..")
            xml.buffer.write(number)
        }
        xml.write("\">")
    }

    private func writeTime(to xml: inout XMLOutput) {
        let begin = roles.day(.dateStart)
        let end = roles.day(.dateEnd)
        guard begin != nil || end != nil else { return }
        xml.write("<TimeSpan>")
        if let begin {
            xml.write("<begin>")
            xml.buffer.write(begin)
            xml.write("</begin>")
        }
        if let end {
            xml.write("<end>")
            xml.buffer.write(end)
            xml.write("</end>")
        }
        xml.write("</TimeSpan>")
    }

    @inline(__always)
    private static func writeName(_ cell: Cell, to xml: inout XMLOutput) {
        if cell.kind == .null || cell.kind == .text && cell.text.count == 0 { return }
        xml.write("<name>")
        writeValue(cell, to: &xml)
        xml.write("</name>")
    }

    @inline(__always)
    private static func write(_ cell: Cell, in entry: KMLColumns.Entry, to xml: inout XMLOutput) {
        xml.write(entry.opening)
        if cell.kind == .boolean, entry.isBoolean {
            // XML Schema allows both spellings; GDAL takes "true" for 0.
            xml.buffer.write(byte: cell.truth ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        } else {
            writeValue(cell, to: &xml)
        }
        xml.write("</SimpleData>")
    }

    @inline(__always)
    private static func writeValue(_ cell: Cell, to xml: inout XMLOutput) {
        switch cell.kind {
        case .null: break
        case .text, .json: xml.write(cell.text, as: .content)
        case .integer: xml.buffer.write(cell.integer)
        case .real: xml.buffer.write(cell.real)
        case .boolean: xml.write(cell.truth ? "true" : "false")
        }
    }
}

extension Cell {
    /// The value as text: empty for null, lists and objects as JSON.
    fileprivate var plainText: String {
        switch kind {
        case .null: return ""
        case .text, .json: return text.string
        case .boolean: return truth ? "true" : "false"
        case .integer: return String(integer)
        case .real: return real.description
        }
    }
}

import FileWriting
import SimpleFeatures

extension KMLReader {
    /// Reads the placemark that was started last, and adds it to the batch.
    mutating func readPlacemark(into batch: inout FeatureBatch) throws(FormatError) {
        placemark.clear()
        var place = FormatError.Place.file
        while let attribute = tokens.attribute() {
            place = attribute.place
            if attribute.element == .id {
                placemark.identifier = unsafe batch.texts.copy(attribute.text.bytes)
            }
        }
        reading: while let token = try tokens.token() {
            place = token.place
            switch token.kind {
            case .start: try readMember(of: token, into: &batch)
            case .end: break reading
            case .text:
                if unsafe !token.text.bytes.allSatisfy(KMLNumber.isSpace) {
                    repairs.note(.unreadElement, at: token.line)
                }
            case .attribute: break
            }
        }
        try endPlacemark(in: &batch, at: place)
    }

    private mutating func readMember(
        of token: XMLTokenReader.Token, into batch: inout FeatureBatch
    ) throws(FormatError) {
        let place = token.place
        switch token.element {
        case .name: placemark.name = try readText(into: batch.texts)
        case .description: placemark.description = try readText(into: batch.texts)
        case .address?, .phoneNumber?, .snippet?:
            let name = token.element?.rawValue ?? ""
            let column = try column(named: name, of: &batch, at: place)
            placemark.texts.append(.text(try readText(into: batch.texts), in: column))
        case .timeSpan, .timeStamp: try readTime(into: batch.texts)
        case .extendedData: try readExtendedData(into: &batch)
        case .networkLink, .photoOverlay:
            repairs.note(.overlay, at: token.line)
            try skip()
        case let element?:
            if element.isGeometry {
                guard !placemark.hasGeometry else {
                    throw failure(
                        found: "a second geometry in a placemark", expected: "one", at: place)
                }
                placemark.hasGeometry = true
                placemark.geometry = try readGeometry(element, token)
            } else {
                if !element.isPresentation { repairs.note(.unreadElement, at: token.line) }
                try skip()
            }
        case nil:
            repairs.note(.unreadElement, at: token.line)
            try skip()
        }
    }

    private mutating func readTime(into texts: TextArena) throws(FormatError) {
        try forEachMember { (reader, token) throws(FormatError) in
            let element = token.element
            guard element == .begin || element == .end || element == .when else {
                try reader.skip()
                return
            }
            let text = try reader.readText(into: texts)
            let time = unsafe BatchText(KMLNumber.trimmed(text.bytes))
            if time.count == 0 { return }
            switch element {
            case .begin: reader.placemark.begin = time
            case .end: reader.placemark.end = time
            default: reader.placemark.when = time
            }
        }
    }

    // MARK: The feature

    /// Puts together what was read, in the order of the columns.
    private mutating func endPlacemark(
        in batch: inout FeatureBatch, at place: FormatError.Place
    ) throws(FormatError) {
        if let own = placemark.ownSchema {
            let namePlace = own.namePlace.map { min($0, placemark.data.count) }
            for index in 0...placemark.data.count {
                if index == namePlace {
                    let column = try column(named: "name", of: &batch, at: place)
                    let name = placemark.name.map { Cell.text($0, in: column) }
                    try put(name ?? .null(column), into: &batch, at: place)
                }
                if index < placemark.data.count {
                    try put(placemark.data[index], into: &batch, at: place)
                }
            }
            if namePlace == nil { try put(placemark.name, as: "name", into: &batch, at: place) }
            if let text = placemark.description, !repeatsColumns(text, of: batch) {
                try put(text, as: "description", into: &batch, at: place)
            }
            try putTimes(into: &batch, at: place)
            for cell in placemark.texts { try put(cell, into: &batch, at: place) }
        } else {
            try put(placemark.name, as: "name", into: &batch, at: place)
            try put(placemark.description, as: "description", into: &batch, at: place)
            try putTimes(into: &batch, at: place)
            for cell in placemark.texts { try put(cell, into: &batch, at: place) }
            for cell in placemark.data { try put(cell, into: &batch, at: place) }
        }
        try putFolder(into: &batch, at: place)
        let identifier = identifier(in: batch)
        switch placemark.geometry {
        case nil: batch.endFeature(identifier: identifier, shape: .none)
        case .point(let position):
            batch.endFeature(identifier: identifier, shape: .point(position))
        case .some(let geometry):
            batch.endFeature(identifier: identifier, shape: .other(geometry))
        }
    }

    /// Adds a value; of several in one column the last that is not null counts.
    private mutating func put(
        _ cell: Cell, into batch: inout FeatureBatch, at place: FormatError.Place
    ) throws(FormatError) {
        let column = Int(cell.column)
        while stamps.count <= column { stamps.append((0, 0)) }
        guard stamps[column].feature == featureCount else {
            valueCount += 1
            guard valueCount <= limits.values else {
                throw failure(
                    found: "more than \(limits.values) values",
                    expected: "\(limits.values) at most", at: place)
            }
            stamps[column] = (featureCount, batch.openCellCount)
            batch.append(cell)
            return
        }
        guard cell.kind != .null else { return }
        let index = stamps[column].cell
        if batch.openCells[batch.openCells.startIndex + index].kind != .null {
            repairs.note(.repeatedName, at: KMLReader.line(of: place))
        }
        batch.replaceOpenCell(index, by: cell)
    }

    private mutating func put(
        _ text: BatchText?, as name: String, into batch: inout FeatureBatch,
        at place: FormatError.Place
    ) throws(FormatError) {
        guard let text else { return }
        let column = try column(named: name, of: &batch, at: place)
        try put(.text(text, in: column), into: &batch, at: place)
    }

    static func line(of place: FormatError.Place) -> Int {
        if case .line(let line, _) = place { return line }
        return 1
    }

    /// The column of a name.
    ///
    /// - Throws: ``FormatError`` when there are too many.
    func column(
        named name: String, of batch: inout FeatureBatch, at place: FormatError.Place
    ) throws(FormatError) -> Int {
        if let column = batch.column(named: name) { return column }
        throw failure(
            found: "more than \(FeatureBatch.columnLimit) columns",
            expected: "\(FeatureBatch.columnLimit) at most", at: place)
    }

    /// Adds the days of the time; what is no day, and what another value contradicts, under the name
    /// that KML has for it.
    private mutating func putTimes(
        into batch: inout FeatureBatch, at place: FormatError.Place
    ) throws(FormatError) {
        if let when = placemark.when {
            if !isFree("date_start", for: when, in: batch)
                || !isFree("date_end", for: when, in: batch)
            {
                try put(when, as: "timestamp", into: &batch, at: place)
            } else {
                try put(when, as: "date_start", into: &batch, at: place)
                try put(when, as: "date_end", into: &batch, at: place)
            }
        }
        for (text, day, name) in [
            (placemark.begin, "date_start", "begin"), (placemark.end, "date_end", "end"),
        ] {
            guard let text else { continue }
            let value = placemark.value(inColumn: batch.place(ofColumn: day))
            if value?.kind == .text, let value, value.text.isEqual(to: text) { continue }
            try put(
                text, as: isFree(day, for: text, in: batch) ? day : name, into: &batch, at: place)
        }
    }

    /// Whether a text is a day that can stand in a column.
    private func isFree(
        _ column: String, for text: BatchText, in batch: borrowing FeatureBatch
    ) -> Bool {
        guard unsafe WrittenTime.isDay(text.bytes) else { return false }
        return placemark.value(inColumn: batch.place(ofColumn: column)) == nil
    }

    /// Adds the folders around the placemark; in a file of ours they repeat a column.
    private mutating func putFolder(
        into batch: inout FeatureBatch, at place: FormatError.Place
    ) throws(FormatError) {
        guard let folder, !folder.isEmpty else { return }
        if placemark.ownSchema != nil {
            let region = placemark.value(inColumn: batch.place(ofColumn: "region"))
            let title = region?.kind == .text ? region?.text.string ?? "" : ""
            if folder == (title.isEmpty ? "No region" : title) { return }
        }
        try put(batch.texts.copy(folder), as: "folder", into: &batch, at: place)
    }

    /// A column `id` is the identifier, else the attribute is.
    private func identifier(in batch: borrowing FeatureBatch) -> BatchText? {
        if let cell = placemark.value(inColumn: batch.place(ofColumn: "id")) {
            switch cell.kind {
            case .text: return cell.text
            case .integer: return batch.texts.copy(String(cell.integer))
            default: break
            }
        }
        guard let identifier = placemark.identifier else { return nil }
        let prefix = Array("feature-".utf8)
        guard placemark.ownSchema != nil, unsafe identifier.bytes.starts(with: prefix),
            let text = unsafe XMLName.text(of: identifier.bytes.dropFirst(prefix.count)),
            unsafe text.withUnsafeBytes({ unsafe UTF8Validity.holds($0) })
        else { return identifier }
        return unsafe text.withUnsafeBytes { unsafe batch.texts.copy($0) }
    }

    /// Whether a description is what we write for the values of the feature that is being read.
    private mutating func repeatsColumns(
        _ description: BatchText, of batch: borrowing FeatureBatch
    ) -> Bool {
        unsafe echo.describe(batch.openCells, named: batch.columnNames).elementsEqual(
            description.bytes)
    }
}

/// Writes descriptions again, to compare them with those that were read.
struct KMLDescriptionEcho {
    private let destination = LastPiece()
    private var output: XMLOutput
    private var roles = EventRoles(styleProperty: "event_type")
    private var description = EventDescription()

    init() { output = XMLOutput(to: destination) }

    /// Keeps what was handed over last.
    private final class LastPiece: ByteDestination {
        var bytes: [UInt8] = []

        func write(_ bytes: UnsafeRawBufferPointer) {
            unsafe self.bytes.append(contentsOf: bytes)
        }
    }

    /// The description that a parser of XML makes of what we write for some values.
    mutating func describe(_ cells: ArraySlice<Cell>, named names: [String]) -> [UInt8] {
        roles.learn(names)
        roles.look(at: cells)
        destination.bytes.removeAll(keepingCapacity: true)
        description.write(roles, to: &output)
        // Memory takes everything.
        do throws(WritingError) { try output.buffer.flush() } catch {}
        let head = "<description><![CDATA[".utf8.count
        let foot = "]]></description>".utf8.count
        guard destination.bytes.count >= head + foot else { return [] }
        var text: [UInt8] = []
        var previous: UInt8 = 0
        // Line ends become line feeds (XML 1.0, section 2.11).
        for byte in destination.bytes.dropFirst(head).dropLast(foot) {
            if byte == 0x0D {
                text.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                text.append(byte)
            }
            previous = byte
        }
        return text
    }
}

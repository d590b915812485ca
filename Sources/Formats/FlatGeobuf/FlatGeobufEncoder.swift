import FileWriting
import SimpleFeatures
import SpatialIndexing

/// Turns the features of a batch into messages of the format, each with its box and its place on
/// the Hilbert curve.
///
/// A point, which most features are, is a copy of a message that stands ready, with its own numbers
/// and properties; any other shape is put together piece by piece.
struct FlatGeobufEncoder: ~Copyable {
    /// Which fields a message has.
    private struct Head {
        /// The message up to the number of bytes of the properties.
        let bytes: [UInt8]
        /// Where the longitude stands; the latitude follows.
        let position: Int

        /// A point, whose numbers are the last thing in front of the properties.
        ///
        /// - Parameter saysKind: Whether it says itself that it is a point.
        init(ofPointThatSaysKind saysKind: Bool) {
            let position = Coordinate(uncheckedLongitude: 0, latitude: 0)
            self.init { message in
                FlatGeobufEncoder.begin(&message) { message, pointer in
                    if saysKind {
                        message.append(.point(position), pointedAtBy: pointer)
                    } else {
                        message.append(position, pointedAtBy: pointer)
                    }
                }
            }
        }

        /// A feature, which gets its properties behind what it has.
        ///
        /// - Parameter begin: Writes it, and returns where the pointer to the properties stands.
        init(_ begin: (inout FlatBufferWriter) -> Int) {
            var message = FlatBufferWriter()
            let properties = begin(&message)
            message.vector(of: 0, width: 4, pointedAtBy: properties)
            bytes = message.bytes.dropLast(4)
            position = bytes.count - 16
        }
    }

    private let precision: Int?
    /// Where the format wants the identifiers; `nil` when a column of the layer has them.
    private let identifierColumn: UInt16?
    private let columnsByName: [String: FlatGeobufColumnEncoder]
    /// By the columns of the batch.
    private var columns: [FlatGeobufColumnEncoder] = []
    /// The column of the batch whose values are identifiers.
    private var ownIdentifierColumn: Int?
    /// Whether there are no other shapes: then the header says so, and no point needs to.
    private let isOfPoints: Bool
    private let pointHead: Head
    private let emptyHead = Head { FlatGeobufEncoder.begin(&$0) }
    private let curve = HilbertCurve()
    private var message = FlatBufferWriter()
    private(set) var summary = FlatGeobufSummary()
    private(set) var losses = FlatGeobufLosses()

    /// - Parameters:
    ///   - columns: The columns of the file, the one of identifiers included.
    ///   - survey: What the layer holds.
    ///   - precision: Decimals of a degree to round to; `nil` for none.
    init(_ columns: [FlatGeobufColumn], survey: Survey, precision: Int?) {
        self.precision = precision
        isOfPoints = survey.geometryKinds == ["Point"]
        pointHead = Head(ofPointThatSaysKind: !isOfPoints)
        let first = survey.needsIdentifierColumn ? 1 : 0
        identifierColumn = first == 0 ? nil : 0
        columnsByName = Dictionary(
            uniqueKeysWithValues: survey.columns.indices.map { index in
                let encoder = FlatGeobufColumnEncoder(
                    index: index + first, kind: columns[index + first].kind,
                    type: survey.columns[index].type)
                return (survey.columns[index].name, encoder)
            })
    }

    /// Writes what stands in front of the properties.
    ///
    /// - Parameters:
    ///   - message: Where it goes.
    ///   - append: Writes the shape, given where the pointer to it stands; `nil` for none.
    /// - Returns: Where the pointer to the properties stands.
    private static func begin(
        _ message: inout FlatBufferWriter,
        shape append: ((inout FlatBufferWriter, Int) -> Void)? = nil
    ) -> Int {
        let root = message.begin()
        let fields = message.table([append == nil ? 0 : 4, 4], pointedAtBy: root)
        append?(&message, fields[0])
        return fields[1]
    }

    // MARK: Features

    /// Adds the features of a batch to the records.
    ///
    /// - Throws: `WritingError` when a feature is longer than the format can say, or records had to
    ///   be put on a disk and could not.
    mutating func encode(
        _ batch: borrowing FeatureBatch, into records: inout FeatureRecords
    ) throws(WritingError) {
        for name in batch.columnNames.dropFirst(columns.count) {
            if name == "id" { ownIdentifierColumn = columns.count }
            columns.append(columnsByName[name] ?? .unforeseen)
        }
        for row in 0..<batch.count {
            switch batch.shape(of: row) {
            case .none: try encodeWithoutShape(row, of: batch, into: &records)
            case .point(let position):
                try encode(position, of: row, of: batch, into: &records)
            case .other(let geometry):
                try encode(geometry, of: row, of: batch, into: &records)
            }
        }
    }

    private mutating func encode(
        _ position: Coordinate, of row: Int, of batch: borrowing FeatureBatch,
        into records: inout FeatureRecords
    ) throws(WritingError) {
        let position = precision.map { position.rounded(toDecimals: $0) } ?? position
        let count = pointHead.bytes.count
        let bound = try propertyBound(of: row, in: batch, behind: count)
        let record = records.room(count + bound)
        record.setBox(
            west: position.longitude, south: position.latitude, east: position.longitude,
            north: position.latitude)
        let start = unsafe record.message
        unsafe pointHead.bytes.withUnsafeBytes { head in
            unsafe start.copyMemory(
                from: head.baseAddress ?? UnsafeRawPointer(start), byteCount: count)
        }
        unsafe start.storeBytes(
            of: position.longitude.bitPattern.littleEndian, toByteOffset: pointHead.position,
            as: UInt64.self)
        unsafe start.storeBytes(
            of: position.latitude.bitPattern.littleEndian, toByteOffset: pointHead.position + 8,
            as: UInt64.self)
        let end = unsafe encodeProperties(of: row, in: batch, headAt: start, count)
        summary.note(.point)
        summary.extend(
            west: position.longitude, south: position.latitude, east: position.longitude,
            north: position.latitude)
        let key = curve.place(longitude: position.longitude, latitude: position.latitude)
        unsafe try records.append(endingAt: end, key: key)
    }

    private mutating func encodeWithoutShape(
        _ row: Int, of batch: borrowing FeatureBatch, into records: inout FeatureRecords
    ) throws(WritingError) {
        let count = emptyHead.bytes.count
        let bound = try propertyBound(of: row, in: batch, behind: count)
        let record = records.room(count + bound)
        record.setBoxOfNothing()
        let start = unsafe record.message
        unsafe emptyHead.bytes.withUnsafeBytes { head in
            unsafe start.copyMemory(
                from: head.baseAddress ?? UnsafeRawPointer(start), byteCount: count)
        }
        let end = unsafe encodeProperties(of: row, in: batch, headAt: start, count)
        summary.featureCount += 1
        // Behind all that have a place, so that their boxes are in one another's way the least.
        unsafe try records.append(endingAt: end, key: .max)
    }

    private mutating func encode(
        _ geometry: Geometry, of row: Int, of batch: borrowing FeatureBatch,
        into records: inout FeatureRecords
    ) throws(WritingError) {
        var geometry = geometry.asWritten
        if let precision { geometry = geometry.rounded(toDecimals: precision) }
        guard let box = geometry.envelope else {
            losses.emptyShapes += 1
            return try encodeWithoutShape(row, of: batch, into: &records)
        }
        geometry = geometry.withoutEmptyParts(counting: &losses.emptyParts)
        guard !isOfPoints else {
            throw WritingError(
                path: "FlatGeobuf",
                reason: "feature \(summary.featureCount + 1) is a \(geometry.kindName), and the "
                    + "survey of the layer has points only")
        }
        let properties = FlatGeobufEncoder.begin(&message) { message, pointer in
            message.append(geometry, pointedAtBy: pointer)
        }
        message.vector(of: 0, width: 4, pointedAtBy: properties)
        let count = message.bytes.count - 4
        let bound = try propertyBound(of: row, in: batch, behind: count)
        let record = records.room(count + bound)
        record.setBox(west: box.west, south: box.south, east: box.east, north: box.north)
        let start = unsafe record.message
        unsafe message.bytes.withUnsafeBytes { head in
            unsafe start.copyMemory(
                from: head.baseAddress ?? UnsafeRawPointer(start), byteCount: count)
        }
        let end = unsafe encodeProperties(of: row, in: batch, headAt: start, count)
        summary.note(FlatGeobufKind(geometry))
        summary.extend(west: box.west, south: box.south, east: box.east, north: box.north)
        let key = curve.place(
            longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2)
        unsafe try records.append(endingAt: end, key: key)
    }

    // MARK: Properties

    /// How many bytes a feature takes behind its head at most.
    @inline(__always)
    private func propertyBound(
        of row: Int, in batch: borrowing FeatureBatch, behind head: Int
    ) throws(WritingError) -> Int {
        // The number of bytes, the identifier's column and count, and the zeros at the end.
        var bound = 4 + 6 + 16
        if identifierColumn != nil { bound += batch.identifier(of: row)?.count ?? 0 }
        for place in batch.cellRange(of: row) {
            bound += FlatGeobufColumnEncoder.bound(of: batch.cells[place])
        }
        // Libraries of FlatBuffers count a message in 31 bits.
        guard head + bound <= Int(Int32.max) else {
            throw WritingError(
                path: "FlatGeobuf",
                reason: "feature \(summary.featureCount + 1) has \(head + bound) bytes, "
                    + "\(Int32.max) is the most")
        }
        return bound
    }

    /// Writes the properties behind the head of a message, and its size in front.
    ///
    /// - Returns: The byte behind the message.
    @inline(__always)
    private mutating func encodeProperties(
        of row: Int, in batch: borrowing FeatureBatch, headAt start: UnsafeMutableRawPointer,
        _ headCount: Int
    ) -> UnsafeMutableRawPointer {
        let first = unsafe start + headCount + 4
        var cursor = unsafe first
        if let identifier = batch.identifier(of: row) {
            if let identifierColumn {
                unsafe cursor.storeBytes(of: identifierColumn.littleEndian, as: UInt16.self)
                unsafe cursor = (cursor + 2).store(identifier)
            } else if let ownIdentifierColumn {
                check(identifier, against: batch, row, ownIdentifierColumn)
            }
        }
        for place in batch.cellRange(of: row) {
            let cell = batch.cells[place]
            unsafe cursor = columns[Int(cell.column)].write(cell, to: cursor, &losses)
        }
        unsafe (start + headCount).storeBytes(
            of: UInt32(truncatingIfNeeded: cursor - first).littleEndian, as: UInt32.self)
        unsafe cursor.storeBytes(of: 0, as: UInt64.self)
        let count = unsafe (cursor - start + 7) & ~7
        unsafe start.storeBytes(
            of: UInt32(truncatingIfNeeded: count - 4).littleEndian, as: UInt32.self)
        return unsafe start + count
    }

    /// Counts an identifier that its column does not repeat.
    private mutating func check(
        _ identifier: BatchText, against batch: borrowing FeatureBatch, _ row: Int, _ column: Int
    ) {
        guard let cell = batch.cell(of: row, inColumn: column) else {
            losses.identifiers += 1
            return
        }
        switch cell.kind {
        case .text:
            // Most readers take the one from the other.
            if unsafe identifier.bytes.baseAddress == cell.text.bytes.baseAddress,
                identifier.count == cell.text.count
            {
                return
            }
            if unsafe !identifier.bytes.elementsEqual(cell.text.bytes) { losses.identifiers += 1 }
        case .integer:
            if identifier.string != String(cell.integer) { losses.identifiers += 1 }
        default: losses.identifiers += 1
        }
    }
}

extension UnsafeMutableRawPointer {
    /// Writes a text behind its length.
    ///
    /// - Returns: The byte behind it.
    @inline(__always)
    func store(_ text: BatchText) -> UnsafeMutableRawPointer {
        let count = text.count
        unsafe storeBytes(of: UInt32(truncatingIfNeeded: count).littleEndian, as: UInt32.self)
        let target = unsafe self + 4
        if let source = unsafe text.bytes.baseAddress { unsafe target.copyShort(source, count) }
        return unsafe target + count
    }

    /// Copies bytes that are mostly few: those of a word or two by their first and last bytes, which
    /// may overlap.
    @inline(__always)
    private func copyShort(_ source: UnsafeRawPointer, _ count: Int) {
        @inline(__always)
        func copy<Word: BitwiseCopyable>(_ type: Word.Type, at offset: Int) {
            unsafe storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: type), toByteOffset: offset,
                as: type)
        }
        if count > 32 {
            unsafe copyMemory(from: source, byteCount: count)
        } else if count >= 16 {
            copy(SIMD2<UInt64>.self, at: 0)
            copy(SIMD2<UInt64>.self, at: count - 16)
        } else if count >= 8 {
            copy(UInt64.self, at: 0)
            copy(UInt64.self, at: count - 8)
        } else if count >= 4 {
            copy(UInt32.self, at: 0)
            copy(UInt32.self, at: count - 4)
        } else {
            for offset in 0..<count { copy(UInt8.self, at: offset) }
        }
    }
}

extension FlatGeobufKind {
    init(_ geometry: Geometry) {
        switch geometry {
        case .point: self = .point
        case .lineString: self = .lineString
        case .polygon: self = .polygon
        case .multiPoint: self = .multiPoint
        case .multiLineString: self = .multiLineString
        case .multiPolygon: self = .multiPolygon
        case .collection: self = .collection
        }
    }
}

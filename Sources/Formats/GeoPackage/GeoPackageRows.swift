#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif
import GRDB
import SimpleFeatures

/// Writes the rows of a layer's table.
struct GeoPackageRows {
    /// What was written, beyond the rows themselves.
    struct Summary {
        var west = Double.infinity
        var south = Double.infinity
        var east = -Double.infinity
        var north = -Double.infinity
        var losses = GeoPackageLosses()

        /// The box around all shapes; `nil` when there is none.
        var envelope: Envelope? {
            guard west <= east else { return nil }
            return Envelope(uncheckedWest: west, south: south, east: east, north: north)
        }

        @inline(__always)
        mutating func extend(west: Double, south: Double, east: Double, north: Double) {
            self.west = min(self.west, west)
            self.south = min(self.south, south)
            self.east = max(self.east, east)
            self.north = max(self.north, north)
        }
    }

    /// A column of the batch in the table.
    private struct Target {
        /// Where its values are bound.
        let place: Int32
        let type: Schema.FieldType
    }

    private static let shapePlace: Int32 = 1
    private static let identifierPlace: Int32 = 2

    private let insert: BoundStatement
    private let columns: GeoPackageColumns
    private let precision: Int?
    private var targets: [Target] = []
    private(set) var index = GeoPackageIndex()
    private(set) var summary = Summary()
    private let survey: Survey

    init(
        _ columns: GeoPackageColumns, survey: Survey, precision: Int?, in database: Database
    ) throws {
        self.columns = columns
        self.survey = survey
        self.precision = precision
        insert = try BoundStatement(columns.insertRow, in: database)
    }

    /// Adds the features of a batch as rows.
    mutating func write(_ batch: borrowing FeatureBatch) throws {
        try match(batch.columnNames)
        // What is bound lies in the batch, and may be gone with it.
        defer { insert.clear() }
        var point = GeoPackageBlob.pointTemplate
        try unsafe point.withUnsafeMutableBytes { point in
            for row in 0..<batch.count {
                switch batch.shape(of: row) {
                case .none:
                    insert.bindNull(at: GeoPackageRows.shapePlace)
                    index.append(nil)
                case .point(let position): unsafe bind(position, through: point)
                case .other(let geometry): bind(geometry)
                }
                bindCells(of: row, in: batch)
                try insert.run()
            }
        }
        index.endBatch()
    }

    /// Finds the columns of the batch that came up since the last.
    private mutating func match(_ names: [String]) throws {
        let first: Int32 = columns.hasIdentifierColumn ? 3 : 2
        for name in names.dropFirst(targets.count) {
            let expected = targets.count
            let isExpected =
                expected < survey.columns.count && survey.columns[expected].name == name
            guard
                let place = isExpected
                    ? expected : survey.columns.firstIndex(where: { $0.name == name })
            else {
                throw SQLiteFailure(
                    code: 0,
                    reason: "the layer has a column '\(name)' that it had not when it was looked "
                        + "through")
            }
            targets.append(
                Target(
                    place: first + Int32(place),
                    type: survey.columns[place].type))
        }
    }

    // MARK: Shapes

    @inline(__always)
    private mutating func bind(
        _ position: Coordinate, through bytes: UnsafeMutableRawBufferPointer
    ) {
        let position = precision.map { position.rounded(toDecimals: $0) } ?? position
        unsafe bytes.storeBytes(
            of: position.longitude.bitPattern.littleEndian, toByteOffset: 13, as: UInt64.self)
        unsafe bytes.storeBytes(
            of: position.latitude.bitPattern.littleEndian, toByteOffset: 21, as: UInt64.self)
        unsafe insert.bind(
            blob: UnsafeRawBufferPointer(bytes), at: GeoPackageRows.shapePlace)
        index.append(position)
        summary.extend(
            west: position.longitude, south: position.latitude, east: position.longitude,
            north: position.latitude)
    }

    private mutating func bind(_ geometry: Geometry) {
        var geometry = geometry.asWritten.kept(as: columns.geometryType)
        if let precision { geometry = geometry.rounded(toDecimals: precision) }
        let envelope = geometry.envelope
        let bytes = GeoPackageBlob.bytes(of: geometry, envelope: envelope)
        insert.bind(copyOf: bytes, at: GeoPackageRows.shapePlace)
        index.append(envelope)
        if let envelope {
            summary.extend(
                west: envelope.west, south: envelope.south, east: envelope.east,
                north: envelope.north)
        }
    }

    // MARK: Cells

    @inline(__always)
    private mutating func bindCells(of row: Int, in batch: borrowing FeatureBatch) {
        let range = batch.cellRange(of: row)
        // Columns without a value keep that of the row before.
        if range.count < survey.columns.count {
            for place in 0..<columns.columns.count {
                insert.bindNull(at: GeoPackageRows.shapePlace + 1 + Int32(place))
            }
        }
        if columns.hasIdentifierColumn {
            if let identifier = batch.identifier(of: row) {
                bind(identifier, at: GeoPackageRows.identifierPlace)
            } else {
                insert.bindNull(at: GeoPackageRows.identifierPlace)
            }
        }
        for place in range {
            let cell = batch.cells[place]
            let target = targets[Int(cell.column)]
            switch (cell.kind, target.type) {
            case (.text, .text), (.text, .day), (.json, .list), (.json, .object):
                bind(cell.text, at: target.place)
            case (.integer, .integer): insert.bind(cell.integer, at: target.place)
            case (.real, .real): insert.bind(cell.real, at: target.place)
            case (.boolean, .boolean): insert.bind(cell.truth ? 1 : 0, at: target.place)
            case (.null, _): insert.bindNull(at: target.place)
            default: bindOther(cell, to: target)
            }
        }
    }

    @inline(__always)
    private mutating func bind(_ text: BatchText, at place: Int32) {
        if unsafe text.bytes.containsNull {
            // Clients end a text there, and SQLite promises nothing of what stands behind.
            summary.losses.nullCharacters += 1
            insert.bind(copyOf: text.string.replacing("\u{0}", with: "\u{FFFD}"), at: place)
        } else {
            unsafe insert.bind(text: text.bytes, at: place)
        }
    }

    /// Binds a value that is not of its column's type as it stands.
    @inline(never)
    private mutating func bindOther(_ cell: Cell, to target: Target) {
        switch (cell.kind, target.type) {
        case (.text, .dateTime): bindTime(cell.text, at: target.place)
        case (.integer, .real):
            let number = Double(cell.integer)
            if Int(exactly: number) != cell.integer { summary.losses.inexactIntegers += 1 }
            insert.bind(number, at: target.place)
        case (.integer, .text): bindText(cell.integer.description, at: target.place)
        case (.real, .text): bindText(cell.real.description, at: target.place)
        case (.json, .text):
            summary.losses.textsOfOthers += 1
            bind(cell.text, at: target.place)
        case (.boolean, .text): bindText(cell.truth ? "true" : "false", at: target.place)
        default:
            summary.losses.unfitValues += 1
            insert.bindNull(at: target.place)
        }
    }

    private mutating func bindText(_ text: String, at place: Int32) {
        summary.losses.textsOfOthers += 1
        insert.bind(copyOf: text, at: place)
    }

    private mutating func bindTime(_ text: BatchText, at place: Int32) {
        let room = UnsafeMutableRawBufferPointer.allocate(
            byteCount: GeoPackageTime.byteCount, alignment: 1)
        defer { unsafe room.deallocate() }
        guard unsafe WrittenTime.isDateTime(text.bytes),
            let changes = unsafe GeoPackageTime.write(text.bytes, to: room)
        else {
            summary.losses.unfitValues += 1
            insert.bindNull(at: place)
            return
        }
        summary.losses.note(changes)
        let written = unsafe String(decoding: room, as: UTF8.self)
        insert.bind(copyOf: written, at: place)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether there is a byte 0.
    fileprivate var containsNull: Bool {
        @inline(__always) get {
            guard let start = baseAddress else { return false }
            return unsafe memchr(start, 0, count) != nil
        }
    }
}

extension Geometry {
    /// A line of one position, which is written as a point, as one of two where the table takes
    /// lines only.
    fileprivate func kept(as type: String) -> Geometry {
        switch (type, self) {
        case ("LINESTRING", .point(let position)): return .lineString([position, position])
        case ("MULTILINESTRING", .collection(let members)):
            return .multiLineString(
                members.flatMap { member -> [[Coordinate]] in
                    switch member.kept(as: "LINESTRING") {
                    case .lineString(let line): return [line]
                    case .multiLineString(let lines): return lines
                    default: return []
                    }
                })
        default: return self
        }
    }
}

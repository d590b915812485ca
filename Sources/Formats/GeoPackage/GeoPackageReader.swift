public import FileMapping
import GRDB
import GRDBSQLite
public import SimpleFeatures

/// Reads a layer of a GeoPackage, its own or another program's.
///
/// Rows come in the order of their numbers; the number itself is not kept, unless its column is called
/// `id`. The values of a column `id` are the features' identifiers too; the format has no others.
///
/// The file is looked at where it is mapped and never changed. Nothing that its schema calls is run
/// but views, and those only as long as they give rows.
public struct GeoPackageReader: FeatureReader {
    public let layerName: String
    private let source: GeoPackageSource
    private let table: GeoPackageSource.Table
    private let limits: ReadingLimits
    private let statement: BoundStatement
    /// The greatest number of a row; 0 when it is not known.
    private let lastRow: Int
    private var row = 0
    private var featureCount = 0
    private var positionCount = 0
    private var isAtEnd = false
    private var repairs = Repairs()

    /// Opens a layer.
    ///
    /// - Parameters:
    ///   - file: The file. It must not be made shorter while the reader is in use. Where changes that
    ///     another program has not yet filed lie beside it, they are read too, under the file's path.
    ///   - layer: The name of the layer's table, in any case, or its title; `nil` for the only layer.
    ///   - window: Only features whose boxes meet it, as far as the file's index tells; others may
    ///     come too, and all do where there is no index.
    ///   - limits: Depth and size to refuse.
    /// - Throws: ``FormatError`` when it is no GeoPackage, has no such layer, several where none is
    ///   named, or the layer is not in longitude and latitude on WGS 84.
    public init(
        _ file: MappedFile, layer: String? = nil, window: Envelope? = nil,
        limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) {
        let source = try GeoPackageSource(file, limits: limits)
        let entry = try source.layer(named: layer)
        let table = try source.table(of: entry)
        let windows = window.map { GeoPackageReader.plainWindows($0) } ?? []
        do throws(SQLiteFailure) {
            (statement, lastRow) = try source.database.perform { database in
                try GeoPackageReader.select(from: table, windows: windows, in: database)
            }
        } catch { throw source.failure(error) }
        self.source = source
        self.table = table
        self.limits = limits
        layerName = entry.summary.name
    }

    public var bytesRead: Int {
        if isAtEnd { return source.file.count }
        guard lastRow > 0, row > 0 else { return 0 }
        return Int(Double(source.file.count) * min(1, Double(row) / Double(lastRow)))
    }

    public var notes: [String] { repairs.sentences { "row \($0)" } }

    // MARK: Asking

    /// A window as windows that do not cross the antimeridian, and those of the same meridian on the
    /// other side of the map.
    private static func plainWindows(_ window: Envelope) -> [Envelope] {
        var windows = window.parts
        func meridian(_ longitude: Double) -> Envelope {
            Envelope(
                uncheckedWest: longitude, south: window.south, east: longitude, north: window.north)
        }
        if window.west == -180 { windows.append(meridian(180)) }
        if window.east == 180 { windows.append(meridian(-180)) }
        return windows
    }

    /// The statement that gives the rows, and the greatest number of a row.
    private static func select(
        from table: GeoPackageSource.Table, windows: [Envelope], in database: Database
    ) throws -> (BoundStatement, Int) {
        func quoted(_ name: String) -> String { GeoPackageDatabase.quoted(name) }
        let name = quoted(table.name)
        func sql(key: String?) -> String {
            let names = [table.geometry] + table.columns.map(\.name)
            let list = names.map(quoted).joined(separator: ", ")
            var sql = "SELECT \(key ?? "NULL"), \(list) FROM \(name)"
            guard let key, !table.isView else { return sql }
            if let index = table.index, !windows.isEmpty {
                let hits = windows.indices.map { place in
                    let first = place * 4
                    return "SELECT id FROM \(quoted(index)) WHERE maxx >= ?\(first + 1) "
                        + "AND minx <= ?\(first + 2) AND maxy >= ?\(first + 3) "
                        + "AND miny <= ?\(first + 4)"
                }
                sql += " WHERE \(key) IN (\(hits.joined(separator: " UNION ALL ")))"
            }
            return sql + " ORDER BY \(key)"
        }
        let key = table.key.map(quoted) ?? (table.isView ? nil : "rowid")
        let statement: BoundStatement
        do {
            statement = try BoundStatement(sql(key: key), in: database)
        } catch  where table.key == nil && key != nil {
            // A table may be without numbers of its rows.
            return (try BoundStatement(sql(key: nil), in: database), 0)
        }
        if table.index != nil {
            for (place, window) in windows.enumerated() {
                let edges = [window.west, window.east, window.south, window.north]
                for (offset, edge) in edges.enumerated() {
                    statement.bind(edge, at: Int32(place * 4 + offset + 1))
                }
            }
        }
        guard let key, !table.isView else { return (statement, 0) }
        let greatest = try BoundStatement("SELECT max(\(key)) FROM \(name)", in: database)
        return (statement, try greatest.step() ? greatest.integer(at: 0) : 0)
    }

    // MARK: Reading

    public var declaredSchema: Schema? {
        Schema(fields: table.columns.map { Schema.Field(name: $0.name, type: $0.fieldType) })
    }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        guard !isAtEnd else { return false }
        var columns: [Int] = []
        for column in table.columns {
            guard let place = batch.column(named: column.name) else {
                throw failure("more columns than can be numbered", "fewer")
            }
            columns.append(place)
        }
        let before = batch.count
        while !batch.isFull {
            do throws(SQLiteFailure) {
                guard try statement.step() else {
                    isAtEnd = true
                    break
                }
            } catch { throw FormatError(error, in: source.file, feature: featureCount + 1) }
            source.database.renewPatience()
            do throws(FormatError) {
                try readRow(into: &batch, columns: columns)
            } catch {
                batch.dropOpenFeature()
                throw error
            }
        }
        return batch.count > before
    }

    /// A fault of the row that is being read.
    private func failure(_ found: String, _ expected: String) -> FormatError {
        // Rows are found again by their numbers, which mostly run from 1 without a gap.
        let place = row == featureCount + 1 || row == 0 ? "" : " (row \(row))"
        return FormatError(
            file: source.file.path, place: .file, feature: featureCount + 1, found: found + place,
            expected: expected)
    }

    private mutating func readRow(
        into batch: inout FeatureBatch, columns: [Int]
    ) throws(FormatError) {
        row = statement.integer(at: 0)
        guard featureCount < limits.features else {
            throw failure("more than \(limits.features) features", "\(limits.features) at most")
        }
        guard (featureCount + 1) * table.columns.count <= limits.values else {
            throw failure(
                "more than \(limits.values) values, nulls included", "\(limits.values) at most")
        }
        var identifier: BatchText?
        for (index, column) in table.columns.enumerated() {
            let cell = try readCell(
                at: Int32(index + 2), of: column, as: columns[index], into: &batch)
            if column.name == "id" {
                switch cell.kind {
                case .text: identifier = cell.text
                case .integer: identifier = batch.texts.copy(String(cell.integer))
                default: break
                }
            }
            batch.append(cell)
        }
        let shape = try readShape()
        batch.endFeature(identifier: identifier, shape: shape)
        featureCount += 1
    }

    // MARK: Values

    private mutating func readCell(
        at place: Int32, of column: GeoPackageSource.Column, as target: Int,
        into batch: inout FeatureBatch
    ) throws(FormatError) -> Cell {
        switch statement.kind(at: place) {
        case SQLITE_INTEGER:
            let number = statement.integer(at: place)
            // Some write other numbers for truth, which stay numbers.
            if column.type == "boolean", number == 0 || number == 1 {
                return .boolean(number == 1, in: target)
            }
            return .integer(number, in: target)
        case SQLITE_FLOAT:
            let number = statement.real(at: place)
            guard number.isFinite else {
                repairs.note(.notFinite, at: row)
                return .null(target)
            }
            return .real(number, in: target)
        case SQLITE_TEXT:
            return unsafe try readText(
                statement.textBytes(at: place), of: column, as: target, into: &batch)
        case SQLITE_BLOB:
            return .text(
                unsafe hexadecimal(statement.blob(at: place), in: batch.texts), in: target)
        default: return .null(target)
        }
    }

    private func readText(
        _ bytes: UnsafeRawBufferPointer, of column: GeoPackageSource.Column, as target: Int,
        into batch: inout FeatureBatch
    ) throws(FormatError) -> Cell {
        guard unsafe bytes.isUTF8 else {
            throw failure("a text that is not UTF-8 in the column '\(column.name)'", "UTF-8")
        }
        if column.isJSON, let json = unsafe json(bytes, in: batch.texts) {
            return .json(json, in: target)
        }
        var text = unsafe bytes
        // The format asks for milliseconds, which most times do not have.
        if column.type == "datetime", text.count == 24, unsafe text[23] == UInt8(ascii: "Z"),
            unsafe text[19...22].elementsEqual(".000".utf8)
        {
            let short = unsafe batch.texts.room(20)
            unsafe short.copyMemory(from: UnsafeRawBufferPointer(rebasing: text[..<20]))
            unsafe short[19] = UInt8(ascii: "Z")
            return unsafe .text(BatchText(UnsafeRawBufferPointer(short)), in: target)
        }
        unsafe text = batch.texts.copy(text).bytes
        return unsafe .text(BatchText(text), in: target)
    }

    /// A list or an object without spaces; `nil` when the text is none, and stays a text.
    private func json(_ bytes: UnsafeRawBufferPointer, in texts: TextArena) -> BatchText? {
        do throws(FormatError) {
            let value = try JSON.value(
                of: unsafe Array(bytes), file: source.file.path, limits: limits)
            switch value {
            case .list, .object: break
            default: return nil
            }
            var written: [UInt8] = []
            JSON.append(value, to: &written)
            return unsafe written.withUnsafeBytes { unsafe texts.copy($0) }
        } catch { return nil }
    }

    /// Two hexadecimal digits a byte, as of a FlatGeobuf file.
    private func hexadecimal(_ bytes: UnsafeRawBufferPointer, in texts: TextArena) -> BatchText {
        let room = unsafe texts.room(bytes.count * 2)
        let digits: StaticString = "0123456789abcdef"
        for place in 0..<(bytes.count) {
            unsafe room[place * 2] = digits.utf8Start[Int(bytes[place] >> 4)]
            unsafe room[place * 2 + 1] = digits.utf8Start[Int(bytes[place] & 15)]
        }
        return unsafe BatchText(UnsafeRawBufferPointer(room))
    }

    // MARK: Shapes

    private mutating func readShape() throws(FormatError) -> FeatureBatch.Shape {
        switch statement.kind(at: 1) {
        case SQLITE_NULL: return .none
        case SQLITE_BLOB: break
        default: throw failure("a shape that is no bytes", "the bytes of a geometry, or null")
        }
        let bytes = unsafe statement.blob(at: 1)
        let start = unsafe try readHeader(bytes)
        var reader = unsafe WKBReader(bytes, at: start, limits: limits)
        let geometry: Geometry?
        do throws(WKBReader.Fault) {
            geometry = try reader.read()
        } catch {
            throw failure("\(error.found) at byte \(error.place) of its geometry", error.expected)
        }
        guard reader.place == bytes.count else {
            throw failure(
                "\(bytes.count - reader.place) bytes behind its geometry", "none")
        }
        positionCount += reader.positionCount
        guard positionCount <= limits.positions else {
            throw failure("more than \(limits.positions) positions", "\(limits.positions) at most")
        }
        if reader.heightCount > 0 { repairs.note(.height, at: row, times: reader.heightCount) }
        if reader.closedRingCount > 0 {
            repairs.note(.openRing, at: row, times: reader.closedRingCount)
        }
        if reader.emptyPointCount > 0 {
            repairs.note(.emptyPoint, at: row, times: reader.emptyPointCount)
        }
        switch geometry {
        case nil: return .none
        case .point(let position): return .point(position)
        case .some(let geometry): return .other(geometry)
        }
    }

    /// Reads what a GeoPackage has in front of a shape.
    ///
    /// - Returns: Where the shape begins.
    private func readHeader(_ bytes: UnsafeRawBufferPointer) throws(FormatError) -> Int {
        guard bytes.count >= 8, unsafe bytes[0] == UInt8(ascii: "G"),
            unsafe bytes[1] == UInt8(ascii: "P")
        else { throw failure("a geometry that does not begin with 'GP'", "one of a GeoPackage") }
        guard unsafe bytes[2] == 0 else {
            throw unsafe failure("a geometry of version \(bytes[2])", "version 0")
        }
        let flags = unsafe bytes[3]
        guard flags & 0x20 == 0 else {
            throw failure("a geometry of an extension", "one of the standard")
        }
        let sizes = [0, 32, 48, 48, 64]
        let envelope = Int(flags >> 1 & 7)
        guard envelope < sizes.count, 8 + sizes[envelope] <= bytes.count else {
            throw failure(
                "an envelope of kind \(envelope) in a geometry of \(bytes.count) bytes",
                "a kind in 0...4, and room for it")
        }
        return 8 + sizes[envelope]
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes are UTF-8.
    fileprivate var isUTF8: Bool {
        var place = 0
        while place + 8 <= count,
            unsafe loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080
                == 0
        {
            place += 8
        }
        while place < count, unsafe self[place] < 0x80 { place += 1 }
        guard place < count else { return true }
        return unsafe String(validating: self[place...], as: UTF8.self) != nil
    }
}

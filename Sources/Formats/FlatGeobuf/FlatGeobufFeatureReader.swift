import SimpleFeatures
import SpatialIndexing

/// The reader of one feature of a FlatGeobuf file; its aspect for geometries is a file of its own.
struct FlatGeobufFeatureReader {
    var message: FlatBuffer
    let header: FlatGeobufHeader
    let limits: ReadingLimits
    var tally: Tally

    /// What is counted over all features of a file.
    struct Tally: Sendable {
        var positions = 0
        var values = 0
        var repairs = Repairs()
    }

    /// What repairs name as their place.
    var number: Int { message.feature ?? 0 }

    /// Reads the feature.
    mutating func read() throws(FormatError) -> Feature {
        let table = try message.root()
        var geometry: Geometry?
        if let shape = try message.table(0, of: table) {
            geometry = try readGeometry(shape, kind: header.kind, depth: 1)
        }
        let own = try FlatGeobufColumn.columns(field: 2, of: table, in: &message)
        let columns = own.isEmpty ? header.columns : own
        let properties = try readProperties(of: table, columns: columns)
        return Feature(id: identifier(in: properties), geometry: geometry, properties: properties)
    }

    /// The format has no identifiers of features; a column `id` is taken for one.
    private func identifier(in properties: Properties) -> String? {
        switch properties["id"] {
        case .text(let text): return text
        case .integer(let number): return String(number)
        default: return nil
        }
    }

    /// The values of all columns, null for those that the feature leaves out.
    private mutating func readProperties(
        of table: FlatBuffer.Table, columns: [FlatGeobufColumn]
    ) throws(FormatError) -> Properties {
        tally.values += columns.count
        guard tally.values <= limits.values else {
            throw message.failure(
                at: table.place, found: "more than \(limits.values) values, nulls included",
                expected: "\(limits.values) at most")
        }
        var properties = columns.map { Properties.Property(name: $0.name, value: .null) }
        guard let bytes = try message.vector(1, of: table, width: 1) else {
            return Properties(uniquelyNamed: properties)
        }
        let end = bytes.place + bytes.count
        var place = bytes.place
        while place < end {
            try check(2, from: place, to: end)
            let index = Int(try message.load(at: place) as UInt16)
            guard index < columns.count else {
                throw message.failure(
                    at: place, found: "a value of column \(index)",
                    expected: "one of \(columns.count) columns, counted from 0")
            }
            place += 2
            if !properties[index].value.isNull { tally.repairs.note(.repeatedName, at: number) }
            properties[index].value = try readValue(of: columns[index], at: &place, to: end)
        }
        return Properties(uniquelyNamed: properties)
    }

    private func check(_ width: Int, from place: Int, to end: Int) throws(FormatError) {
        guard width <= end - place else {
            throw message.failure(
                at: place, found: "\(end - place) bytes to the end of the properties",
                expected: "\(width)")
        }
    }

    private mutating func readValue(
        of column: FlatGeobufColumn, at place: inout Int, to end: Int
    ) throws(FormatError) -> Value {
        func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(FormatError) -> Number {
            try check(MemoryLayout<Number>.size, from: place, to: end)
            let number: Number = try message.load(at: place)
            place += MemoryLayout<Number>.size
            return number
        }
        switch column.kind {
        case .byte: return .integer(Int(try number(Int8.self)))
        case .unsignedByte: return .integer(Int(try number(UInt8.self)))
        case .boolean: return .boolean(try number(UInt8.self) != 0)
        case .short: return .integer(Int(try number(Int16.self)))
        case .unsignedShort: return .integer(Int(try number(UInt16.self)))
        case .int: return .integer(Int(try number(Int32.self)))
        case .unsignedInt: return .integer(Int(try number(UInt32.self)))
        case .long: return .integer(Int(try number(Int64.self)))
        case .unsignedLong: return whole(try number(UInt64.self))
        case .float: return real(Double(Float(bitPattern: try number(UInt32.self))))
        case .double: return real(Double(bitPattern: try number(UInt64.self)))
        case .text, .json, .dateTime, .binary:
            let count = Int(try number(UInt32.self))
            try check(count, from: place, to: end)
            let range = place..<(place + count)
            place += count
            return try readText(of: column, in: range)
        }
    }

    private mutating func whole(_ number: UInt64) -> Value {
        if let number = Int(exactly: number) { return .integer(number) }
        tally.repairs.note(.largeInteger, at: self.number)
        return .real(Double(number))
    }

    private mutating func real(_ number: Double) -> Value {
        if number.isFinite { return .real(number) }
        tally.repairs.note(.notFinite, at: self.number)
        return .null
    }

    private func readText(
        of column: FlatGeobufColumn, in range: Range<Int>
    ) throws(FormatError) -> Value {
        switch column.kind {
        case .json: return try readJSON(of: column, in: range)
        case .binary: return .text(hexadecimal(in: range))
        case .dateTime:
            let text = try message.text(in: range)
            return .text(FlatGeobufFeatureReader.day(in: text) ?? text)
        default: return .text(try message.text(in: range))
        }
    }

    /// The day of a date-time that is midnight of no time zone.
    ///
    /// The format has no type for days, and GDAL writes a day so; a day is no midnight.
    private static func day(in text: String) -> String? {
        let midnight = "T00:00:00"
        guard text.utf8.count == 10 + midnight.utf8.count, text.hasSuffix(midnight) else {
            return nil
        }
        let day = text.prefix(10)
        return CalendarDay(iso: day) == nil ? nil : String(day)
    }

    private func readJSON(
        of column: FlatGeobufColumn, in range: Range<Int>
    ) throws(FormatError) -> Value {
        // Writers leave it empty for nothing.
        if range.isEmpty { return .null }
        do throws(FormatError) {
            return try JSON.value(
                of: message.bytes.copy(of: range), file: message.bytes.file, limits: limits)
        } catch {
            throw message.failure(
                at: range.lowerBound,
                found: "in the JSON of '\(column.name.prefix(40))' \(error.found)",
                expected: error.expected)
        }
    }

    private func hexadecimal(in range: Range<Int>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(range.count * 2)
        for byte in message.bytes.copy(of: range) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

import FileMapping
import SimpleFeatures
import SpatialIndexing

/// Reads plain features, points and features without a shape, straight from the bytes of a file.
///
/// What is not plain it does not read: a feature with columns of its own, with heights, with a
/// property that stands twice or needs to be put right, or with any fault. So it has no errors, and
/// all that it reads is as `FlatGeobufFeatureReader` reads it. Every offset is compared with the end
/// of the message before it is followed.
@safe struct FlatGeobufPointReader: Sendable {
    private let keeper: MappedFile
    private let kind: FlatGeobufKind
    private let limits: ReadingLimits
    private let columns: [FlatGeobufColumn]
    private let kinds: [FlatGeobufColumn.Kind]
    /// The cell of identifiers; -1 for none.
    private var identifier = -1
    /// A feature without a value, in the columns of the batch.
    private var nulls: [Cell] = []
    /// The cell of each column of the header; -1 for one that is not kept.
    private var slots: [Int32] = []

    init(of layer: FlatGeobufLayer) {
        keeper = layer.bytes.keeper
        kind = layer.header.kind
        limits = layer.limits
        columns = layer.header.columns
        kinds = columns.map(\.kind)
    }

    /// Of how many columns some can be passed over: which of them a feature has fits into a word.
    private static let mostColumns = UInt64.bitWidth

    /// Gives a batch the columns of the header.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - kept: The columns that are kept, the identifier's too; `nil` for all.
    /// - Returns: `false` when it has no room for them.
    mutating func takeColumns(of batch: inout FeatureBatch, keeping kept: Set<String>?) -> Bool {
        let kept = columns.count > FlatGeobufPointReader.mostColumns ? nil : kept
        slots = []
        nulls = []
        for column in columns {
            guard kept?.contains(column.name) ?? true else {
                slots.append(-1)
                continue
            }
            guard let place = batch.column(named: column.name) else { return false }
            if identifier < 0, column.name == "id" { identifier = nulls.count }
            slots.append(Int32(nulls.count))
            nulls.append(.null(place))
        }
        return true
    }

    // MARK: Features

    /// Adds features to a batch, one behind the other, until it is full or one is not plain.
    ///
    /// - Parameters:
    ///   - place: Where the size of the first stands.
    ///   - most: How many at most.
    ///   - batch: Where they go. Cells of one that is not plain may be left open.
    ///   - tally: Counts what is added.
    ///   - count: Counts the features.
    /// - Returns: The byte behind the last that was added.
    func read(
        from place: Int, atMost most: Int, into batch: inout FeatureBatch,
        _ tally: inout FlatGeobufFeatureReader.Tally, _ count: inout Int
    ) -> Int {
        // The other reader refuses a shape where none may stand in another, itself included.
        guard let base = unsafe keeper.bytes.baseAddress, limits.depth > 0 else { return place }
        return unsafe kinds.withUnsafeBufferPointer { kinds in
            unsafe slots.withUnsafeBufferPointer { slots in
                unsafe nulls.withUnsafeBufferPointer { nulls in
                    let source = unsafe Source(
                        base: base, count: keeper.count, kinds: kinds, slots: slots, nulls: nulls,
                        texts: batch.texts)
                    let end = count + most
                    var place = place
                    while count < end, !batch.isFull,
                        let next = read(at: place, of: source, into: &batch, &tally)
                    {
                        place = next
                        count += 1
                    }
                    return place
                }
            }
        }
    }

    /// What all features are read from.
    @safe private struct Source {
        let base: UnsafeRawPointer
        let count: Int
        let kinds: UnsafeBufferPointer<FlatGeobufColumn.Kind>
        let slots: UnsafeBufferPointer<Int32>
        let nulls: UnsafeBufferPointer<Cell>
        let texts: TextArena
    }

    @inline(__always)
    private func read(
        at place: Int, of source: Source, into batch: inout FeatureBatch,
        _ tally: inout FlatGeobufFeatureReader.Tally
    ) -> Int? {
        let base = unsafe source.base
        guard place <= source.count - 12 else { return nil }
        let size = unsafe Int(base.number(at: place, as: UInt32.self))
        guard size >= 8, size <= source.count - place - 4 else { return nil }
        let end = place + 4 + size
        let message = unsafe FlatGeobufMessage(base: base, start: place + 4, end: end)
        guard let root = message.target(at: place + 4), let feature = message.table(at: root),
            message.hasNo(2, of: feature), let geometry = message.pointer(0, of: feature),
            let properties = message.pointer(1, of: feature),
            unsafe tally.values + source.kinds.count <= limits.values,
            tally.positions < limits.positions
        else { return nil }
        // What the other reader would count against its allowance.
        var spent = feature.size
        var shape = FeatureBatch.Shape.none
        if geometry != FlatGeobufMessage.absent {
            guard let (position, size) = point(of: message, at: geometry) else { return nil }
            shape = .point(position)
            spent += size + 40
        }
        var range = 0..<0
        if properties != FlatGeobufMessage.absent {
            let count = unsafe Int(base.number(at: properties, as: UInt32.self))
            guard count <= end - properties - 4 else { return nil }
            spent += count + 4
            range = (properties + 4)..<(properties + 4 + count)
        }
        guard spent <= 2 * size else { return nil }
        let identifier = identifier
        let found = unsafe batch.append(source.nulls) { cells -> Found in
            guard unsafe readProperties(in: range, of: source, to: cells) else { return .nothing }
            return unsafe identifier < 0 ? .plain : self.identifier(in: cells[identifier], source)
        }
        switch found {
        case .nothing: return nil
        case .plain: batch.endFeature(identifier: nil, shape: shape)
        case .identified(let text): batch.endFeature(identifier: text, shape: shape)
        }
        unsafe tally.values += source.kinds.count
        if geometry != FlatGeobufMessage.absent { tally.positions += 1 }
        return end
    }

    /// What the properties of a feature are.
    private enum Found {
        /// Not plain.
        case nothing
        case plain
        case identified(BatchText)
    }

    @inline(__always)
    private func point(of message: FlatGeobufMessage, at place: Int) -> (Coordinate, size: Int)? {
        guard let table = message.table(at: place) else { return nil }
        if kind != .point {
            guard kind == .unknown, message.byte(6, of: table) == FlatGeobufKind.point.rawValue
            else { return nil }
        }
        for field in 2...5 where !message.hasNo(field, of: table) { return nil }
        guard let numbers = message.pointer(1, of: table), numbers != FlatGeobufMessage.absent,
            unsafe message.base.number(at: numbers, as: UInt32.self) == 2,
            numbers + 20 <= message.end
        else { return nil }
        let longitude = unsafe Double(
            bitPattern: message.base.number(at: numbers + 4, as: UInt64.self))
        let latitude = unsafe Double(
            bitPattern: message.base.number(at: numbers + 12, as: UInt64.self))
        guard longitude >= -180, longitude <= 180, latitude >= -90, latitude <= 90 else {
            return nil
        }
        return (Coordinate(uncheckedLongitude: longitude, latitude: latitude), table.size)
    }

    // MARK: Properties

    /// Sets the values of the properties that there are.
    ///
    /// - Parameters:
    ///   - range: Where they stand in the file.
    ///   - source: The file.
    ///   - cells: A null for each column that is kept.
    /// - Returns: `false` when one is not plain, be it kept or not.
    @inline(__always)
    private func readProperties(
        in range: Range<Int>, of source: Source, to cells: UnsafeMutableBufferPointer<Cell>
    ) -> Bool {
        let base = unsafe source.base
        let end = range.upperBound
        var place = range.lowerBound
        // Texts mostly follow each other, and are looked at together with their lengths between.
        var textStart = place
        var high: UInt64 = 0
        var passed: UInt64 = 0
        while place < end {
            guard end - place >= 2 else { return false }
            let index = unsafe Int(base.number(at: place, as: UInt16.self))
            guard unsafe index < source.slots.count else { return false }
            let slot = unsafe Int(source.slots[index])
            let column: Int
            // Of a value that stands twice the other reader makes a note.
            if slot >= 0 {
                guard unsafe cells[slot].kind == .null else { return false }
                column = unsafe Int(cells[slot].column)
            } else {
                guard passed & 1 << UInt64(index) == 0 else { return false }
                passed |= 1 << UInt64(index)
                column = 0
            }
            if unsafe source.kinds[index] == .text {
                place += 2
                guard let text = text(of: source, &place, end) else { return false }
                if slot >= 0 { unsafe cells[slot] = .text(text, in: column) }
            } else {
                unsafe high |= WrittenText.highBits(base + textStart, place - textStart)
                place += 2
                textStart = place
                guard let cell = value(index, in: column, of: source, &place, end) else {
                    return false
                }
                if cell.kind == .real || cell.kind == .integer { textStart = place }
                if slot >= 0 { unsafe cells[slot] = cell }
            }
        }
        unsafe high |= WrittenText.highBits(base + textStart, end - textStart)
        return high == 0 || areUTF8(in: range, of: source)
    }

    /// Whether all texts are UTF-8, looked at one by one.
    ///
    /// - Parameter range: Properties that were gone through before.
    @inline(never)
    private func areUTF8(in range: Range<Int>, of source: Source) -> Bool {
        var place = range.lowerBound
        while place < range.upperBound {
            let index = unsafe Int(source.base.number(at: place, as: UInt16.self))
            place += 2
            guard let width = unsafe source.kinds[index].width else {
                guard let text = text(of: source, &place, range.upperBound) else { return false }
                guard let start = unsafe text.bytes.baseAddress,
                    unsafe WrittenText.highBits(start, text.count) != 0
                else { continue }
                guard unsafe UTF8Validity.holds(text.bytes) else { return false }
                continue
            }
            place += width
        }
        return true
    }

    @inline(__always)
    private func value(
        _ index: Int, in column: Int, of source: Source, _ place: inout Int, _ end: Int
    ) -> Cell? {
        @inline(__always)
        func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
            guard end - place >= MemoryLayout<Number>.size else { return nil }
            let number = unsafe source.base.number(at: place, as: type)
            place += MemoryLayout<Number>.size
            return number
        }
        @inline(__always)
        func integer<Number: FixedWidthInteger>(_ type: Number.Type) -> Cell? {
            number(type).flatMap { Int(exactly: $0) }.map { .integer($0, in: column) }
        }
        switch unsafe source.kinds[index] {
        case .text:
            return text(of: source, &place, end).map { .text($0, in: column) }
        case .double:
            guard let pattern = number(UInt64.self) else { return nil }
            let real = Double(bitPattern: pattern)
            return real.isFinite ? .real(real, in: column) : nil
        case .int: return integer(Int32.self)
        case .long: return integer(Int64.self)
        case .boolean: return number(UInt8.self).map { .boolean($0 != 0, in: column) }
        case .dateTime:
            guard let text = text(of: source, &place, end) else { return nil }
            return .text(text.dayOfMidnight ?? text, in: column)
        case .byte: return integer(Int8.self)
        case .unsignedByte: return integer(UInt8.self)
        case .short: return integer(Int16.self)
        case .unsignedShort: return integer(UInt16.self)
        case .unsignedInt: return integer(UInt32.self)
        case .unsignedLong: return integer(UInt64.self)
        case .float:
            guard let pattern = number(UInt32.self) else { return nil }
            let real = Double(Float(bitPattern: pattern))
            return real.isFinite ? .real(real, in: column) : nil
        case .json:
            return text(of: source, &place, end).flatMap { json($0, in: column, source.texts) }
        case .binary: return nil
        }
    }

    /// A text, whose bytes are still to be looked at.
    @inline(__always)
    private func text(of source: Source, _ place: inout Int, _ end: Int) -> BatchText? {
        guard end - place >= 4 else { return nil }
        let count = unsafe Int(source.base.number(at: place, as: UInt32.self))
        guard count <= end - place - 4 else { return nil }
        let start = unsafe source.base + place + 4
        place += 4 + count
        return unsafe BatchText(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The value of a text of JSON; `nil` when it is none.
    @inline(never)
    private func json(_ text: BatchText, in column: Int, _ texts: TextArena) -> Cell? {
        if unsafe WrittenText.isPlainList(text.bytes) { return .json(text, in: column) }
        if text.count == 0 { return .null(column) }
        do throws(FormatError) {
            let value = unsafe try JSON.value(
                of: Array(text.bytes), file: keeper.path, limits: limits)
            return texts.cell(of: value, in: column)
        } catch { return nil }
    }

    /// A column `id` is taken for the identifier, when it has a text or a whole number.
    @inline(__always)
    private func identifier(in cell: Cell, _ source: Source) -> Found {
        switch cell.kind {
        case .text: return .identified(cell.text)
        case .integer: return .identified(source.texts.copy(cell.integer))
        default: return .plain
        }
    }
}

extension TextArena {
    /// The digits of a whole number.
    fileprivate func copy(_ number: Int) -> BatchText {
        let room = unsafe room(20)
        guard let start = unsafe room.assumingMemoryBound(to: UInt8.self).baseAddress else {
            preconditionFailure("there is room")
        }
        let end = unsafe Digits.write(number, to: start)
        return unsafe BatchText(UnsafeRawBufferPointer(start: start, count: end - start))
    }
}

extension BatchText {
    /// The day of a date-time that is midnight of no time zone; `nil` for any other text.
    @inline(__always)
    fileprivate var dayOfMidnight: BatchText? {
        // "T00:00:0", the first byte the lowest, and one more zero.
        let midnight: UInt64 = 0x30_3A_30_30_3A_30_30_54
        guard count == 19, let start = unsafe bytes.baseAddress,
            unsafe start.number(at: 10, as: UInt64.self) == midnight,
            unsafe start.number(at: 18, as: UInt8.self) == UInt8(ascii: "0")
        else { return nil }
        let day = unsafe UnsafeRawBufferPointer(start: start, count: 10)
        return unsafe WrittenTime.isDay(day) ? BatchText(day) : nil
    }
}

extension FlatGeobufColumn.Kind {
    /// How many bytes a value has; `nil` for one that has its length in front.
    @inline(__always)
    fileprivate var width: Int? {
        switch self {
        case .byte, .unsignedByte, .boolean: return 1
        case .short, .unsignedShort: return 2
        case .int, .unsignedInt, .float: return 4
        case .long, .unsignedLong, .double: return 8
        case .text, .json, .dateTime, .binary: return nil
        }
    }
}

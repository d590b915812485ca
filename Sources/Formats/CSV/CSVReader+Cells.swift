import FileMapping
import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The cells that are not read where they stand.
extension CSVReader {
    /// The text of a cell that has quotation marks in it or may be guarded.
    @inline(never)
    mutating func unusualText(
        _ cell: CSVScanner.Cell, texts: TextArena
    ) -> BatchText {
        var bytes = unsafe cell.bytes
        if cell.form == .doubled {
            unsafe bytes = CSVReader.singled(bytes, texts: texts)
        }
        if unsafe FormulaGuard.isGuarded(bytes) {
            tally.guards += 1
            unsafe bytes = UnsafeRawBufferPointer(rebasing: bytes[1...])
        }
        return unsafe BatchText(bytes)
    }

    /// A copy in which quotation marks that are written twice stand once.
    private static func singled(
        _ bytes: UnsafeRawBufferPointer, texts: TextArena
    ) -> UnsafeRawBufferPointer {
        let room = unsafe texts.room(bytes.count)
        guard let target = room.baseAddress, var source = bytes.baseAddress else {
            return unsafe bytes
        }
        let end = unsafe source + bytes.count
        var count = 0
        while unsafe source < end {
            let rest = unsafe end - source
            let quote = unsafe memchr(source, 0x22, rest)
            // Up to the first of the two, which stands for both.
            let length = unsafe quote.map { unsafe UnsafeRawPointer($0) - source + 1 } ?? rest
            unsafe (target + count).copyMemory(from: source, byteCount: length)
            count += length
            unsafe source += quote == nil ? length : length + 1
        }
        return unsafe UnsafeRawBufferPointer(start: target, count: count)
    }

    /// The text of a cell that is a value too, whatever its type.
    mutating func identifier(_ cell: CSVScanner.Cell, texts: TextArena) -> BatchText {
        if unsafe cell.form == .doubled || cell.start.pointee == UInt8(ascii: "'") {
            // What was taken off is counted with the value.
            let guards = tally.guards
            defer { tally.guards = guards }
            return unusualText(cell, texts: texts)
        }
        return unsafe BatchText(cell.bytes)
    }

    // MARK: Declared types

    /// The value of a cell whose type the file of types tells, or that is a boolean.
    @inline(never)
    mutating func unusual(
        _ cell: CSVScanner.Cell, as content: CSVContent, in column: Int,
        texts: TextArena
    ) -> Cell {
        switch content {
        case .boolean:
            let truth = unsafe CSVColumnTypes.truth(cell.bytes) ?? (cell.start.pointee == 49)
            return .boolean(truth, in: column)
        case .day, .dateTime:
            let text = unusualText(cell, texts: texts)
            return .text(CSVReader.time(text, texts: texts), in: column)
        default:
            let text = unusualText(cell, texts: texts)
            do throws(FormatError) {
                let value = try JSON.value(
                    of: unsafe Array(text.bytes), file: file.path, limits: limits)
                var bytes: [UInt8] = []
                JSON.append(value, to: &bytes)
                let copy = unsafe bytes.withUnsafeBytes { unsafe texts.copy($0) }
                switch value {
                case .list, .object: return .json(copy, in: column)
                default: return .text(text, in: column)
                }
            } catch {
                tally.brokenJSON += 1
                return .text(text, in: column)
            }
        }
    }

    /// A day or a time as ISO 8601 writes it, where GDAL wrote `2003/10/13 04:05:06+00`.
    private static func time(_ text: BatchText, texts: TextArena) -> BatchText {
        let bytes = unsafe text.bytes
        guard bytes.count >= 10, unsafe bytes[4] == UInt8(ascii: "/"),
            unsafe bytes[7] == UInt8(ascii: "/")
        else { return text }
        var iso = unsafe String(decoding: bytes.prefix(10), as: UTF8.self)
            .replacing("/", with: "-")
        if bytes.count > 10 {
            var clock = unsafe String(decoding: bytes[11...], as: UTF8.self)
            if clock.hasSuffix("+00") {
                clock = clock.dropLast(3) + "Z"
            } else if let sign = clock.utf8.dropLast(2).last, "+-".utf8.contains(sign) {
                clock += ":00"
            }
            iso += "T" + clock
        }
        let isTime = iso.withUTF8 { iso in
            let iso = UnsafeRawBufferPointer(iso)
            return unsafe WrittenTime.isDay(iso) || WrittenTime.isDateTime(iso)
        }
        return isTime ? texts.copy(iso) : text
    }
}

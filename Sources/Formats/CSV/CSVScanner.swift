/// A walk through the cells of a CSV file, from front to back.
///
/// Nothing is copied: a cell is where its bytes stand. Lines are counted only when an error asks.
@safe struct CSVScanner {
    /// The bytes of one cell, without the quotation marks around them.
    @safe struct Cell: BitwiseCopyable {
        let start: UnsafePointer<UInt8>
        private let shortCount: UInt32
        let form: Form

        /// - Parameter count: Below 4 GiB, as files are.
        @inline(__always)
        init(start: UnsafePointer<UInt8>, count: Int, form: Form) {
            unsafe self.start = unsafe start
            shortCount = UInt32(truncatingIfNeeded: count)
            self.form = form
        }

        @inline(__always)
        var count: Int { Int(shortCount) }

        /// Whether there is nothing at all, not even quotation marks.
        var isNothing: Bool { shortCount == 0 && form == .plain }

        @inline(__always)
        var bytes: UnsafeRawBufferPointer {
            unsafe UnsafeRawBufferPointer(start: start, count: count)
        }
    }

    /// How a cell is written.
    enum Form: UInt8, BitwiseCopyable {
        case plain
        case quoted
        /// Quoted, with quotation marks in it, each written twice.
        case doubled
    }

    /// Why a cell cannot be read.
    enum Fault {
        case unterminatedQuote, textBehindQuote
    }

    /// The first byte of the file and the one behind its last.
    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    /// The next byte to read.
    var place: UnsafePointer<UInt8>
    /// Whether the cell that was read last is the last of its line.
    private(set) var isAtLineEnd = true
    /// What is wrong with the cell that was read last, and where.
    private(set) var fault: (Fault, at: UnsafePointer<UInt8>)?
    /// Whether all cells so far could be read.
    private(set) var hasNoFault = true

    private let delimiter: UInt8
    private let delimiters: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080
    private static let lineFeeds = ones &* 0x0A
    private static let quotes = ones &* 0x22

    /// - Parameters:
    ///   - bytes: Not empty; they stay where they are.
    ///   - delimiter: What stands between cells: an ASCII character that is no quotation mark.
    init?(_ bytes: UnsafeRawBufferPointer, delimiter: UInt8) {
        guard let base = bytes.baseAddress, unsafe !bytes.isEmpty else { return nil }
        unsafe start = base.assumingMemoryBound(to: UInt8.self)
        unsafe end = start + bytes.count
        unsafe place = start
        self.delimiter = delimiter
        delimiters = CSVScanner.ones &* UInt64(delimiter)
    }

    /// Whether every byte is read.
    var isAtEnd: Bool { unsafe place >= end }
    /// How many bytes are read.
    var offset: Int { unsafe place - start }

    /// Reads a cell and what ends it.
    @inline(__always)
    mutating func next() -> Cell {
        if unsafe place < end, unsafe place.pointee == UInt8(ascii: "\"") { return nextQuoted() }
        let first = unsafe place
        var here = unsafe place
        while true {
            let word = unsafe load(here)
            let ends =
                CSVScanner.zeros(word ^ delimiters)
                | CSVScanner.zeros(word ^ CSVScanner.lineFeeds)
            guard ends == 0 else {
                unsafe here += ends.trailingZeroBitCount >> 3
                break
            }
            unsafe here += 8
        }
        // Behind the file the words are filled with line feeds.
        if unsafe here < end, unsafe here.pointee == delimiter {
            isAtLineEnd = false
            unsafe place = here + 1
            return unsafe Cell(start: first, count: here - first, form: .plain)
        }
        isAtLineEnd = true
        unsafe place = here < end ? here + 1 : end
        var count = unsafe here - first
        if count > 0, unsafe (here - 1).pointee == 0x0D { count -= 1 }
        return unsafe Cell(start: first, count: count, form: .plain)
    }

    /// Reads the cells of a row.
    ///
    /// - Parameters:
    ///   - cells: Room for the first of them.
    ///   - limit: For how many.
    /// - Returns: How many there are; 1 for an empty line.
    mutating func readRow(into cells: UnsafeMutablePointer<Cell>, atMost limit: Int) -> Int {
        var count = 0
        // Kept apart while the row is read, so that it need not go to memory at each cell.
        var here = unsafe place
        let delimiter = delimiter
        let delimiters = delimiters
        let lastWord = unsafe end - 8
        while true {
            let first = unsafe here
            if unsafe here < end, unsafe here.pointee == UInt8(ascii: "\"") {
                unsafe place = here
                let cell = nextQuoted()
                if count < limit { unsafe (cells + count).initialize(to: cell) }
                count += 1
                if isAtLineEnd { return count }
                unsafe here = place
                continue
            }
            while true {
                let word: UInt64
                if unsafe here <= lastWord {
                    word = unsafe UnsafeRawPointer(here).loadUnaligned(as: UInt64.self).littleEndian
                } else {
                    word = unsafe loadLast(here)
                }
                let ends =
                    CSVScanner.zeros(word ^ delimiters)
                    | CSVScanner.zeros(word ^ CSVScanner.lineFeeds)
                guard ends == 0 else {
                    unsafe here += ends.trailingZeroBitCount >> 3
                    break
                }
                unsafe here += 8
            }
            var length = unsafe here - first
            let isLast = unsafe here >= end || here.pointee != delimiter
            if isLast, length > 0, unsafe (here - 1).pointee == 0x0D { length -= 1 }
            if count < limit {
                unsafe (cells + count).initialize(
                    to: Cell(start: first, count: length, form: .plain))
            }
            count += 1
            unsafe here += 1
            if isLast { break }
        }
        isAtLineEnd = true
        unsafe place = here < end ? here : end
        return count
    }

    @inline(never)
    private mutating func nextQuoted() -> Cell {
        let first = unsafe place + 1
        var here = unsafe first
        var form = Form.quoted
        while true {
            unsafe here = nextQuote(from: here)
            guard unsafe here < end else {
                unsafe fault = (.unterminatedQuote, at: place)
                hasNoFault = false
                isAtLineEnd = true
                unsafe place = end
                return unsafe Cell(start: first, count: end - first, form: form)
            }
            guard unsafe here + 1 < end, unsafe here[1] == UInt8(ascii: "\"") else { break }
            form = .doubled
            unsafe here += 2
        }
        let cell = unsafe Cell(start: first, count: here - first, form: form)
        unsafe here += 1
        if unsafe here + 1 < end, unsafe here[0] == 0x0D, unsafe here[1] == 0x0A {
            unsafe here += 1
        } else if unsafe here + 1 == end, unsafe here[0] == 0x0D {
            unsafe here += 1
        }
        if unsafe here >= end {
            isAtLineEnd = true
            unsafe place = end
        } else if unsafe here.pointee == delimiter {
            isAtLineEnd = false
            unsafe place = here + 1
        } else if unsafe here.pointee == 0x0A {
            isAtLineEnd = true
            unsafe place = here + 1
        } else {
            unsafe fault = (.textBehindQuote, at: here)
            hasNoFault = false
            isAtLineEnd = true
            unsafe place = end
        }
        return cell
    }

    /// The next quotation mark; ``end`` where there is none.
    private func nextQuote(from first: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var here = unsafe first
        while unsafe here < end {
            let found = unsafe CSVScanner.zeros(load(here) ^ CSVScanner.quotes)
            if found != 0 { return unsafe here + (found.trailingZeroBitCount >> 3) }
            unsafe here += 8
        }
        return unsafe end
    }

    /// Eight bytes, line feeds for those behind the file.
    @inline(__always)
    private func load(_ here: UnsafePointer<UInt8>) -> UInt64 {
        guard unsafe end - here >= 8 else { return unsafe loadLast(here) }
        return unsafe UnsafeRawPointer(here).loadUnaligned(as: UInt64.self).littleEndian
    }

    @inline(never)
    private func loadLast(_ here: UnsafePointer<UInt8>) -> UInt64 {
        var word = CSVScanner.lineFeeds
        var shift: UInt64 = 0
        var place = unsafe here
        while unsafe place < end {
            word = word & ~(0xFF << shift) | UInt64(unsafe place.pointee) << shift
            shift += 8
            unsafe place += 1
        }
        return word
    }

    /// The high bits of the bytes that are zero; above the first of them others may be set too.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}

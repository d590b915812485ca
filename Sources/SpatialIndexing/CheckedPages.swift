import Compression
import FileMapping
import Synchronization

/// The bytes of a tree in a file, each page of which is checked before it is read for the first time.
///
/// Checking a file of gigabytes at every start would cost more than all answers together. A page is
/// sound when it has its checksum and what stands in it can be: positions on the earth, and numbers of
/// entries that there are. Damaged pages hold nothing that a search would find, and ``fault`` tells of
/// them.
@safe final class CheckedPages: Sendable {
    private enum State {
        static let unknown: UInt8 = 0
        static let sound: UInt8 = 1
        static let damaged: UInt8 = 2
    }

    /// The first byte of the tree. Nothing writes to it or what follows.
    nonisolated(unsafe) let start: UnsafeRawPointer
    nonisolated(unsafe) private let checksums: UnsafeRawPointer
    nonisolated(unsafe) private let states: UnsafeMutablePointer<Atomic<UInt8>>
    private let file: MappedFile
    private let section: IndexSection
    let offset: Int
    /// 1 + the number of the first damaged page; 0 while there is none.
    private let firstFault = Atomic<Int>(0)

    /// Opens a section of a file.
    init(_ file: MappedFile, at offset: Int) throws(IndexError) {
        let section = try IndexSection(file, at: offset)
        guard let first = unsafe file.bytes.baseAddress else {
            throw IndexError(file: file.path, offset: offset, reason: "empty, expected an index")
        }
        self.file = file
        self.section = section
        self.offset = offset
        unsafe start = unsafe first + offset + IndexSection.headerSize
        unsafe checksums = unsafe first + offset + section.checksumsStart
        unsafe states = .allocate(capacity: max(1, section.pageCount))
        for page in 0..<section.pageCount {
            unsafe (states + page).initialize(to: Atomic(State.unknown))
        }
    }

    deinit { unsafe states.deallocate() }

    /// What errors call the file.
    var name: String { file.path }

    var layout: TreeLayout { section.layout }

    /// The whole section, unchecked.
    var sectionBytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(
            start: start - IndexSection.headerSize, count: section.byteCount)
    }

    /// What was found to be wrong with the pages read up to now; `nil` while nothing was.
    var fault: IndexError? {
        let page = firstFault.load(ordering: .relaxed) - 1
        guard page >= 0 else { return nil }
        return IndexError(
            file: name,
            offset: offset + IndexSection.headerSize + page * IndexSection.pageSize,
            reason: "damaged: what stands here does not fit the rest; build the index again")
    }

    /// Whether bytes of the tree may be read.
    ///
    /// - Parameter from: The first of them, counted from the first of the tree.
    @inline(__always)
    func isSound(_ from: Int, count: Int) -> Bool {
        guard count > 0 else { return true }
        let first = from / IndexSection.pageSize
        let last = (from + count - 1) / IndexSection.pageSize
        guard isSound(page: first) else { return false }
        return first == last || (first + 1...last).allSatisfy { isSound(page: $0) }
    }

    @inline(__always)
    private func isSound(page: Int) -> Bool {
        unsafe states[page].load(ordering: .relaxed) == State.sound || check(page)
    }

    private func check(_ page: Int) -> Bool {
        let from = page * IndexSection.pageSize
        let range = from..<min(from + IndexSection.pageSize, section.bodySize)
        let written = unsafe UInt32(
            littleEndian: checksums.loadUnaligned(fromByteOffset: 4 * page, as: UInt32.self))
        let found = unsafe Checksum.crc32(
            UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count))
        let isSound = found == written && holdsEntriesThatCanBe(range) && holdsNoBoxTooMany(range)
        unsafe states[page].store(isSound ? State.sound : State.damaged, ordering: .relaxed)
        if !isSound {
            _ = firstFault.compareExchange(expected: 0, desired: page + 1, ordering: .relaxed)
        }
        return isSound
    }

    /// Whether coordinates are in range and origins are those of entries, as everything takes for
    /// granted that reads them.
    private func holdsEntriesThatCanBe(_ range: Range<Int>) -> Bool {
        let layout = section.layout
        let entries = range.clamped(to: layout.entriesStart..<layout.originsStart)
        for place in stride(from: entries.lowerBound, to: entries.upperBound, by: 8) {
            let number = unsafe start.loadUnaligned(fromByteOffset: place, as: Double.self)
            let inEntries = place - layout.entriesStart
            let isLatitude: Bool
            switch layout.kind {
            case .positions:
                let slot =
                    inEntries / TreeLayout.leafSize * TreeLayout.fanOut
                    + inEntries % (TreeLayout.leafSize / 2) / 8
                guard slot < layout.count else {
                    // What is missing from the last leaf must not be found.
                    guard number.isNaN else { return false }
                    continue
                }
                isLatitude = inEntries % TreeLayout.leafSize >= TreeLayout.leafSize / 2
            case .envelopes:
                isLatitude = inEntries / 8 % 2 == 1
                // An envelope never stands in two pages: both sizes and the start divide by 32.
                if inEntries % TreeLayout.envelopeSize == 8 {
                    let north = unsafe start.loadUnaligned(
                        fromByteOffset: place + 16, as: Double.self)
                    guard number <= north else { return false }
                }
            }
            guard number.magnitude <= (isLatitude ? 90 : 180) else { return false }
        }
        let origins = range.clamped(to: layout.originsStart..<layout.byteCount)
        for place in stride(from: origins.lowerBound, to: origins.upperBound, by: 4) {
            let origin = unsafe start.loadUnaligned(fromByteOffset: place, as: UInt32.self)
            guard origin < layout.count else { return false }
        }
        return true
    }

    /// Whether boxes are empty that stand for nothing: a search that took one for a node would look
    /// for its children where there are none.
    private func holdsNoBoxTooMany(_ range: Range<Int>) -> Bool {
        let layout = section.layout
        for level in 0..<layout.levelCount {
            let block = (layout.boxCounts[level] - 1) / TreeLayout.fanOut
            let held = layout.boxCounts[level] - block * TreeLayout.fanOut
            for (place, axes) in [
                (layout.mapStart(level: level, block: block), 2),
                (layout.spaceStart(level: level, block: block), 3),
            ] {
                for number in 0..<2 * axes * TreeLayout.fanOut
                where number % TreeLayout.fanOut >= held && range.contains(place + number * 4) {
                    let found = unsafe start.loadUnaligned(
                        fromByteOffset: place + number * 4, as: Float.self)
                    let isLeast = number < axes * TreeLayout.fanOut
                    guard found == (isLeast ? .infinity : -.infinity) else { return false }
                }
            }
        }
        return true
    }
}

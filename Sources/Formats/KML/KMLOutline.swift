import FileMapping

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What must be known of a KML file before its first placemark, read off its bytes.
///
/// A reader makes the same columns for every window; whether one is needed is told by what comes last.
struct KMLOutline {
    /// Whether documents and folders stand beside each other in the outermost.
    let hasFolders: Bool
    /// Whether a placemark has a name directly behind its start, as in files of ours.
    let hasNames: Bool

    /// - Complexity: O(*n*), *n* the bytes of the file, unless there are folders and names.
    init(of file: MappedFile) {
        let bytes = unsafe file.bytes
        // In UTF-16 nothing is found; so folders are taken for granted.
        let isWide = unsafe bytes.prefix(4).contains(0) || bytes.prefix(2).contains(0xFF)
        let count = KMLOutline.count(["Folder", "Document"], in: file, atMost: 3)
        hasFolders = isWide || count > 2
        hasNames =
            KMLOutline.contains("\"><name>", in: file)
            || KMLOutline.contains("<Placemark><name>", in: file)
    }

    /// Whether there is a placemark, or what looks like one.
    static func hasPlacemarks(_ file: MappedFile) -> Bool {
        contains("Placemark", in: file)
    }

    /// How often elements of some names start.
    private static func count(
        _ names: [StaticString], in file: MappedFile, atMost limit: Int
    ) -> Int {
        let bytes = unsafe file.bytes
        var count = 0
        for name in names {
            var place = 0
            while count < limit, let found = next(name, in: file, from: place) {
                place = found + name.utf8CodeUnitCount
                let after = unsafe place < bytes.count ? bytes[place] : 0
                let ends =
                    after == UInt8(ascii: ">") || after == UInt8(ascii: "/")
                    || KMLNumber.isSpace(after)
                if ends, unsafe isBehindBracket(found, in: bytes) { count += 1 }
            }
        }
        return count
    }

    /// Whether `<` stands before a name, or `<` and a prefix.
    private static func isBehindBracket(_ place: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard place > 0 else { return false }
        if unsafe bytes[place - 1] == UInt8(ascii: "<") { return true }
        guard unsafe bytes[place - 1] == UInt8(ascii: ":") else { return false }
        var before = place - 2
        while before >= max(0, place - 40) {
            let byte = unsafe bytes[before]
            if byte == UInt8(ascii: "<") { return true }
            guard XMLName.isPlain(byte) else { return false }
            before -= 1
        }
        return false
    }

    private static func contains(_ text: StaticString, in file: MappedFile) -> Bool {
        next(text, in: file, from: 0) != nil
    }

    /// How much is looked at before the memory of it is given back.
    private static let pieceSize = 16 << 20

    /// Where a text stands next.
    private static func next(
        _ text: StaticString, in file: MappedFile, from start: Int
    ) -> Int? {
        guard let base = unsafe file.bytes.baseAddress else { return nil }
        let first = unsafe Int32(text.utf8Start.pointee)
        let length = text.utf8CodeUnitCount
        var place = start
        while place + length <= file.count {
            let end = min((place / pieceSize + 1) * pieceSize, file.count)
            guard let found = unsafe memchr(base + place, first, end - place) else {
                file.release((end - 1) / pieceSize * pieceSize..<end)
                place = end
                continue
            }
            place = unsafe UnsafeRawPointer(found) - base
            if unsafe place + length <= file.count && memcmp(found, text.utf8Start, length) == 0 {
                return place
            }
            place += 1
        }
        return nil
    }
}

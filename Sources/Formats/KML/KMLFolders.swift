import FileWriting

/// The placemarks of each folder, kept apart until the file is put together.
///
/// Features come in any order, folders are written one after the other. Placemarks go to a store as
/// they come, in stretches of one folder; a stretch begins with the place and the length of the
/// folder's stretch before it. So memory holds the folders, not their stretches.
struct KMLFolders {
    /// A stretch of the store, its head left out.
    private struct Stretch {
        var start: Int
        var count: Int
    }

    private struct Folder {
        let title: String
        var last = Stretch(start: 0, count: 0)
    }

    private static let headSize = 16
    private let store: any PlacemarkStore
    private var folders: [Folder] = []
    private var places: [String: Int] = [:]
    private var homeless: Int?
    private var open: (folder: Int, start: Int)?
    /// What is written to the store.
    var output: XMLOutput

    init(in store: any PlacemarkStore) {
        self.store = store
        output = XMLOutput(to: store)
    }

    /// The folder of a title, which is added where there is none.
    ///
    /// - Parameter title: Empty for features of no folder.
    mutating func place(of title: String) -> Int {
        if let place = title.isEmpty ? homeless : places[title] { return place }
        let place = folders.count
        folders.append(Folder(title: title))
        if title.isEmpty { homeless = place } else { places[title] = place }
        return place
    }

    /// Begins a stretch of a folder; what is written to ``output`` from here on is in it.
    mutating func begin(_ place: Int) {
        end()
        let last = folders[place].last
        if last.count > 0, last.start + last.count == output.buffer.count {
            open = (place, last.start)
            return
        }
        unsafe withUnsafeBytes(of: (last.start.littleEndian, last.count.littleEndian)) {
            unsafe output.buffer.write($0)
        }
        open = (place, output.buffer.count)
    }

    private mutating func end() {
        guard let (place, start) = open else { return }
        folders[place].last = Stretch(start: start, count: output.buffer.count - start)
        open = nil
    }

    /// Writes every folder whole: in the order in which they first appeared, that of features of no
    /// folder last.
    ///
    /// - Parameters:
    ///   - homelessTitle: The title of the folder for features of none. It stands in an empty file too.
    ///   - xml: Where they go.
    /// - Throws: `WritingError` when the store or the destination fails.
    mutating func write(
        homelessTitle: String, to xml: inout XMLOutput
    ) throws(WritingError) {
        end()
        try output.buffer.flush()
        for folder in folders where !folder.title.isEmpty {
            try write(folder, title: folder.title, to: &xml)
        }
        if let homeless {
            try write(folders[homeless], title: homelessTitle, to: &xml)
        } else if folders.isEmpty {
            try write(Folder(title: ""), title: homelessTitle, to: &xml)
        }
    }

    private func write(
        _ folder: Folder, title: String, to xml: inout XMLOutput
    ) throws(WritingError) {
        xml.writeFolderHead(title)
        var stretches: [Stretch] = []
        var stretch = folder.last
        while stretch.count > 0 {
            stretches.append(stretch)
            var head = (start: 0, count: 0)
            try KMLFolders.read(store, at: stretch.start - KMLFolders.headSize, into: &head)
            stretch = Stretch(
                start: Int(littleEndian: head.start), count: Int(littleEndian: head.count))
        }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { unsafe room.deallocate() }
        for stretch in stretches.reversed() {
            var done = 0
            while done < stretch.count {
                let piece = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: room[..<min(room.count, stretch.count - done)])
                unsafe try store.read(at: stretch.start + done, into: piece)
                unsafe xml.buffer.write(UnsafeRawBufferPointer(piece))
                done += piece.count
            }
            try xml.buffer.check()
        }
        xml.write("</Folder>\n")
    }

    private static func read(
        _ store: any PlacemarkStore, at offset: Int, into head: inout (start: Int, count: Int)
    ) throws(WritingError) {
        var failure: WritingError?
        unsafe withUnsafeMutableBytes(of: &head) { room in
            do throws(WritingError) {
                unsafe try store.read(at: offset, into: room)
            } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

/// Where placemarks wait for their folder.
protocol PlacemarkStore: ByteDestination {
    /// Reads bytes that were written.
    func read(
        at offset: Int, into room: UnsafeMutableRawBufferPointer
    ) throws(WritingError)
}

extension ScratchFile: PlacemarkStore {}

extension MemoryDestination: PlacemarkStore {
    func read(at offset: Int, into room: UnsafeMutableRawBufferPointer) {
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe room.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + room.count)]))
        }
    }
}

extension XMLOutput {
    /// Opens a folder.
    mutating func writeFolderHead(_ title: String) {
        write("<Folder>\n<name>")
        write(title, as: .content)
        write("</name>\n")
    }
}

import SimpleFeatures

/// A static index of positions or boxes on the earth: what lies in a window, and what is nearest.
///
/// The tree is built whole from a batch and never changes; an answer is the position of an entry in
/// the input. Any number of entries is allowed, none included, and any number of them may be equal.
/// The antimeridian and the poles are places like any other. The same input gives the same bytes and
/// the same answers everywhere.
///
/// Entries stand in the order of a Hilbert curve: positions in leaves of sixteen, leaves in blocks of
/// sixteen, and so on up to one block. Every block keeps the boxes of its children twice, in
/// longitude and latitude for windows, and around their unit normals (n-vectors) for distances. All
/// of it is one run of bytes that names no address, so that a tree in memory and one in a file are
/// the same thing.
///
/// - SeeAlso: Kamel, Faloutsos (1993), "On packing R-trees"; Gade (2010), "A non-singular horizontal
///   position representation", for n-vectors.
public struct PackedRTree: Sendable {
    /// Where the bytes are.
    enum Storage: Sendable {
        case memory([TreeChunk])
        case file(CheckedPages)
    }

    let layout: TreeLayout
    let storage: Storage
    let kernels: Kernels

    init(layout: TreeLayout, storage: Storage, kernels: Kernels = .best) {
        self.layout = layout
        self.storage = storage
        self.kernels = kernels
    }

    /// The same tree, searched by the loops for another processor.
    package func searched(by kernels: Kernels) -> PackedRTree {
        PackedRTree(layout: layout, storage: storage, kernels: kernels)
    }

    /// The bytes in memory; none of a tree in a file.
    var chunks: [TreeChunk] {
        switch storage {
        case .memory(let chunks): return chunks
        case .file: return []
        }
    }

    /// How many entries there are.
    public var count: Int { layout.count }

    /// Whether there is no entry.
    public var isEmpty: Bool { count == 0 }

    /// How many bytes the tree takes.
    public var byteCount: Int { layout.byteCount }

    /// The entries as they stood in the input.
    func inInputOrder<Entry>(_ entry: (TreeBytes, _ slot: Int) -> Entry) -> [Entry] {
        withBytes { bytes in
            var slots = [Int](repeating: 0, count: count)
            for slot in 0..<count { slots[bytes.origin(slot)] = slot }
            return slots.map { entry(bytes, $0) }
        }
    }

    /// Hands out the bytes for the time of a call.
    @inline(__always)
    func withBytes<Answer>(_ body: (TreeBytes) -> Answer) -> Answer {
        switch storage {
        case .memory(let chunks):
            return unsafe chunks.withUnsafeBytes { bytes in
                // An array without elements has no address, and a tree without entries reads none.
                let start = unsafe bytes.baseAddress ?? Blank.zeros
                return unsafe body(
                    TreeBytes(start, layout: layout, kernels: kernels, pages: nil))
            }
        case .file(let pages):
            return unsafe body(
                TreeBytes(pages.start, layout: layout, kernels: kernels, pages: pages))
        }
    }
}

/// Sixty-four bytes that begin a cache line, so that sixteen numbers of single precision are read at
/// once.
typealias TreeChunk = SIMD16<UInt32>

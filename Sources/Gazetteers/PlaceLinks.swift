extension Gazetteer {
    /// The compiled gazetteers of the stack, the one that counts first, first.
    public var layers: [CompiledGazetteer] { stack.layers }

    /// Reads every block of every layer once and compares it with its checksum.
    ///
    /// - Throws: ``GazetteerError`` that names the first file with a block that is not as it was
    ///   written.
    /// - Complexity: O(*n*), *n* the bytes of all files.
    public func verify() throws(GazetteerError) {
        for layer in stack.layers { try layer.verify() }
    }
}

extension CompiledGazetteer {
    /// How many bytes the file has.
    public var byteCount: Int { bytes.count }
}

/// Which places of a gazetteer count, and how they hang together across its layers.
///
/// A file alone is checked when it is compiled; what names places of another file, and what a file
/// made elsewhere says, only shows when files are stacked.
public struct PlaceLinks: Sendable {
    private let stack: GazetteerStack
    /// Whether a place counts; empty where there is one layer, of which all do.
    private let isCounting: [Bool]
    /// How many places count; those that another shadows do not.
    public let count: Int

    /// Finds out which places count.
    ///
    /// - Complexity: O(*n*), *n* the places of all layers; a byte of memory each.
    public init(of gazetteer: Gazetteer) {
        let stack = gazetteer.stack
        self.stack = stack
        guard stack.layers.count > 1 else {
            isCounting = []
            count = stack.count
            return
        }
        isCounting = (0..<stack.count).map { stack.counting($0) == $0 }
        count = isCounting.count { $0 }
    }

    /// Whether a place counts, and is not shadowed by one of a layer above.
    ///
    /// - Parameter place: Where it stands in ``Gazetteer/places``.
    public func counts(_ place: Int) -> Bool { isCounting.isEmpty || isCounting[place] }

    /// The places that count, in the order of ``Gazetteer/places``.
    public var indices: some Sequence<Int> { (0..<stack.count).lazy.filter { counts($0) } }

    // MARK: - Larger places that are not there

    /// A larger place that is named and that no layer has.
    public struct OpenReference: Sendable {
        /// The id that was named.
        public let id: String
        /// The column that names it first: `admin1`, `admin2` or `parent`.
        public let column: String
        /// Where the first place that names it stands in ``Gazetteer/places``.
        public let place: Int
        /// How many columns of places name it.
        public fileprivate(set) var count: Int
    }

    /// The larger places that are named and not there, each once, in the order of the places that
    /// name them.
    ///
    /// The country of a place is none of them: compiling takes it for the parent where a row names
    /// none.
    ///
    /// - Complexity: O(*n*), *n* the number of places.
    public func openReferences() -> [OpenReference] {
        let layout = CompiledLayout.PlaceField.self
        let columns = [
            (layout.admin1, "admin1"), (layout.admin2, "admin2"), (layout.parent, "parent"),
        ]
        var found: [OpenReference] = []
        // Where an id stands in `found`; `nil` for one that some layer has.
        var known: [String: Int?] = [:]
        for place in indices {
            let (layer, number) = stack.home(of: place)
            for (field, column) in columns {
                guard case .elsewhere(let id) = layer.reference(field, of: number),
                    field != layout.parent || id != layer.country(of: number).lowercased()
                else { continue }
                if let entry = known[id] {
                    if let entry { found[entry].count += 1 }
                } else if stack.index(ofID: id) != nil {
                    known[id] = .some(nil)
                } else {
                    known[id] = found.count
                    found.append(OpenReference(id: id, column: column, place: place, count: 1))
                }
            }
        }
        return found
    }

    // MARK: - Circles

    /// Places that lie in themselves through their parents: each circle once, as the places on it,
    /// from the one met first on to its parent.
    ///
    /// - Complexity: O(*n*), *n* the number of places; a byte of memory each.
    public func circles() -> [[Int]] {
        enum State {
            static let unknown: UInt8 = 0
            static let onTheWay: UInt8 = 1
            static let done: UInt8 = 2
        }
        var states = [UInt8](repeating: State.unknown, count: stack.count)
        var found: [[Int]] = []
        var way: [Int] = []
        for start in indices where states[start] == State.unknown {
            way.removeAll(keepingCapacity: true)
            var next: Int? = start
            while let place = next, states[place] == State.unknown {
                states[place] = State.onTheWay
                way.append(place)
                next = parent(of: place)
            }
            if let place = next, states[place] == State.onTheWay,
                let first = way.firstIndex(of: place)
            {
                found.append(Array(way[first...]))
            }
            for place in way { states[place] = State.done }
        }
        return found
    }

    private func parent(of place: Int) -> Int? {
        let (layer, number) = stack.home(of: place)
        let reference = layer.reference(CompiledLayout.PlaceField.parent, of: number)
        // Only a place that is shadowed has to be looked up by its ids.
        if case .here(let parent) = reference, counts(place - number + parent) {
            return place - number + parent
        }
        return stack.index(of: reference, from: place - number)
    }

    // MARK: - Positions

    /// A position that is not on the earth, as the file has it.
    public struct StrayPosition: Sendable {
        /// Where the place stands in ``Gazetteer/places``.
        public let place: Int
        /// Degrees east.
        public let longitude: Double
        /// Degrees north.
        public let latitude: Double
    }

    /// Positions out of range, which only a file made by another program has.
    ///
    /// - Complexity: O(*n*), *n* the number of places.
    public func strayPositions() -> [StrayPosition] {
        indices.compactMap { place in
            let (layer, number) = stack.home(of: place)
            let field = CompiledLayout.PlaceField.self
            let longitude: Int32 = layer.field(field.longitude, of: number)
            let latitude: Int32 = layer.field(field.latitude, of: number)
            guard longitude.magnitude > 1_800_000_000 || latitude.magnitude > 900_000_000
            else { return nil }
            return StrayPosition(
                place: place, longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7)
        }
    }
}

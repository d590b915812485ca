import CIndexKernels
public import SimpleFeatures

/// An index of areas that answers which of them hold a position, exactly and without a geometry engine.
///
/// The plane of degrees is divided into cells, cells with many sides into smaller ones. A cell knows
/// the areas that cover all of it, and the sides of the others with the count by which its corner lies
/// inside them; so most positions meet no side at all, and the rest a few. A position is on the border
/// of an area when it lies on one of its sides exactly, and else inside it when a way out crosses its
/// sides an odd number of times, which is the rule of GEOS too: the answers are those of its `covers`
/// and `contains`. Areas may overlap, and have holes and islands.
///
/// Sides are straight in the plane of longitude and latitude (RFC 7946, section 3.1.1). 180° and -180°
/// are one meridian, and a pole is one position whatever its longitude: areas that reach it have it
/// on their border.
///
/// - SeeAlso: Shewchuk (1997), "Adaptive precision floating-point arithmetic and fast robust geometric
///   predicates", for the signs.
public struct AreaIndex: Sendable {
    /// How many areas there are; they are counted from 0 in the order given.
    public let count: Int
    /// The box around all areas; `nil` when there is no side.
    public let envelope: Envelope?
    /// Longitudes and latitudes in turn, ring after ring.
    private let vertices: [Double]
    private let grids: [apacheta_area_grid]
    private let cells: [apacheta_area_cell]
    private let words: [UInt32]
    private let poles: (south: UInt32, north: UInt32)

    /// Makes an index of areas.
    ///
    /// - Parameter areas: Valid polygons and sets of them, fewer than 2³⁰, with fewer than 2³¹
    ///   positions together; shapes without polygons hold nothing.
    /// - Complexity: O(*n* log *n*), *n* the number of positions; memory is in proportion to *n*,
    ///   however the sides lie.
    public init(_ areas: [Geometry]) {
        precondition(areas.count < 1 << 30, "an index holds fewer than 2^30 areas")
        let builder = AreaIndexBuilder(areas)
        count = areas.count
        envelope = builder.outlines.envelope
        vertices = builder.outlines.vertices
        grids = builder.grids
        cells = builder.cells
        words = builder.words
        poles = builder.poles
    }

    /// How many bytes the index takes.
    public var byteCount: Int {
        vertices.count * MemoryLayout<Double>.stride
            + grids.count * MemoryLayout<apacheta_area_grid>.stride
            + cells.count * MemoryLayout<apacheta_area_cell>.stride
            + words.count * MemoryLayout<UInt32>.stride
    }

    /// The areas that hold each of some positions.
    ///
    /// - Parameters:
    ///   - positions: Any positions, in any order; those near each other are cheaper in a row.
    ///   - hits: What was in it is forgotten; gets the answers in their order.
    /// - Complexity: O(log *n* + *s* + *k*) a position, *s* the sides in its cell, some sixteen but
    ///   where very many meet, *k* the number of answers.
    public func search(_ positions: [Coordinate], into hits: inout AreaHits) {
        unsafe positions.withUnsafeBytes { bytes in
            // Two numbers each, longitude first, with nothing between.
            unsafe search(bytes.assumingMemoryBound(to: Double.self), into: &hits)
        }
    }

    /// The areas that hold a position: those that have it inside, and those on whose border it lies.
    ///
    /// - Returns: Both in ascending order; an area is in one of them at most.
    /// - Complexity: As of ``search(_:into:)``, and memory for the answer.
    public func areas(holding position: Coordinate) -> (inside: [Int], border: [Int]) {
        var hits = AreaHits()
        search([position], into: &hits)
        var found: (inside: [Int], border: [Int]) = ([], [])
        hits.forEach(at: 0) { area, isOnBorder in
            if isOnBorder { found.border.append(area) } else { found.inside.append(area) }
        }
        return found
    }

    @unsafe private func search(
        _ numbers: UnsafeBufferPointer<Double>, into hits: inout AreaHits
    ) {
        let count = numbers.count / 2
        hits.begin(positionCount: count)
        guard let envelope, let start = numbers.baseAddress else { return }
        unsafe withTables { index in
            var index = unsafe index
            unsafe index.west = envelope.west
            unsafe index.south = envelope.south
            unsafe index.east = envelope.east
            unsafe index.north = envelope.north
            unsafe index.at_south_pole = poles.south
            unsafe index.at_north_pole = poles.north
            var done = 0
            while done < count {
                done += unsafe hits.fill(from: done) { room, free, ends in
                    unsafe Int(
                        apacheta_area_search(
                            &index, start + 2 * done, UInt64(count - done), room, UInt64(free),
                            ends))
                }
                if done < count { hits.grow() }
            }
        }
    }

    private func withTables(_ body: (apacheta_area_index) -> Void) {
        unsafe vertices.withUnsafeBufferPointer { vertices in
            unsafe grids.withUnsafeBufferPointer { grids in
                unsafe cells.withUnsafeBufferPointer { cells in
                    unsafe words.withUnsafeBufferPointer { words in
                        var index = unsafe apacheta_area_index()
                        unsafe index.vertices = vertices.baseAddress
                        unsafe index.grids = grids.baseAddress
                        unsafe index.cells = cells.baseAddress
                        unsafe index.words = words.baseAddress
                        unsafe body(index)
                    }
                }
            }
        }
    }
}

/// What an ``AreaIndex`` found for several positions; one is used for many searches, so that they
/// take no memory anew.
@safe public struct AreaHits: ~Copyable {
    private var hits: [UInt32] = [UInt32](repeating: 0, count: 1024)
    private var ends: [UInt64] = []

    /// No answers yet.
    public init() {}

    /// How many positions were asked for.
    public var positionCount: Int { ends.count }

    /// Hands out the areas that hold a position, in ascending order.
    ///
    /// - Parameters:
    ///   - position: Which position, in `0..<positionCount`.
    ///   - body: Gets an area, and whether the position lies on its border.
    /// - Complexity: O(*k*), *k* the number of answers.
    @inline(__always)
    public func forEach(at position: Int, _ body: (_ area: Int, _ isOnBorder: Bool) -> Void) {
        let first = position == 0 ? 0 : Int(ends[position - 1])
        for place in first..<Int(ends[position]) {
            body(Int(hits[place] >> 1), hits[place] & 1 == 1)
        }
    }

    /// How many areas hold a position, their borders included.
    public func count(at position: Int) -> Int {
        Int(ends[position]) - (position == 0 ? 0 : Int(ends[position - 1]))
    }

    mutating func begin(positionCount: Int) {
        ends.removeAll(keepingCapacity: true)
        ends.append(contentsOf: repeatElement(0, count: positionCount))
    }

    /// Lets a search write answers behind those that there are.
    ///
    /// - Parameters:
    ///   - done: How many positions have their answers.
    ///   - write: Gets where to write answers, how many have room, and where to write how many there
    ///     are up to each position; answers how many positions it did.
    @unsafe mutating func fill(
        from done: Int,
        _ write: (UnsafeMutablePointer<UInt32>?, Int, UnsafeMutablePointer<UInt64>?) -> Int
    ) -> Int {
        let used = done == 0 ? 0 : ends[done - 1]
        let more = unsafe hits.withUnsafeMutableBufferPointer { hits in
            let free = unsafe UnsafeMutableBufferPointer(rebasing: hits[Int(used)...])
            return unsafe ends.withUnsafeMutableBufferPointer { ends in
                let rest = unsafe UnsafeMutableBufferPointer(rebasing: ends[done...])
                return unsafe write(free.baseAddress, free.count, rest.baseAddress)
            }
        }
        if used > 0 { for place in done..<done + more { ends[place] += used } }
        return more
    }

    mutating func grow() { hits.append(contentsOf: repeatElement(0, count: hits.count)) }
}

import CIndexKernels
public import SimpleFeatures

extension PackedRTree {
    /// The entries that share at least one position with a window.
    ///
    /// Edges count as inside, and 180° east and west are one meridian, as in
    /// ``Envelope/intersects(_:)``.
    ///
    /// - Parameter envelope: The window; it may cross the antimeridian.
    /// - Returns: Positions in the input, ascending; empty when nothing lies there.
    /// - Complexity: O(log *n* + *k* log *k*) for entries that overlap little, *k* the number of
    ///   answers.
    public func search(_ envelope: Envelope) -> [Int] {
        var answers = Answers()
        search(envelope, into: &answers)
        return answers.sorted
    }

    /// The entries that share at least one position with a window, in the order of the tree.
    ///
    /// - Parameters:
    ///   - envelope: The window; it may cross the antimeridian.
    ///   - answers: What was in it is forgotten; gets what ``search(_:)-(Envelope)`` returns.
    /// - Complexity: O(log *n* + *k*) for entries that overlap little, *k* the number of answers.
    public func search(_ envelope: Envelope, into answers: inout Answers) {
        answers.removeAll()
        guard count > 0 else { return }
        let (part, other) = PackedRTree.parts(of: envelope)
        search(part, of: envelope, into: &answers)
        guard let other else { return }
        search(other, of: envelope, into: &answers)
        // A box may share positions with both sides of the antimeridian.
        if layout.kind == .envelopes {
            let once = answers.sorted
            answers.removeAll()
            for index in once { answers.append(index) }
        }
    }

    private func search(
        _ part: Envelope, of envelope: Envelope, into answers: inout Answers
    ) {
        var window = apacheta_window(part)
        withBytes { bytes in
            unsafe withUnsafePointer(to: &window) { window in
                unsafe WindowSearch(bytes: bytes, window: window, envelope: envelope)
                    .collect(level: layout.levelCount - 1, block: 0, into: &answers)
            }
        }
    }

    /// The entries of several windows, looked for in the order of the curve.
    ///
    /// - Parameter envelopes: The windows.
    /// - Returns: For each window, in order, what ``search(_:)-(Envelope)`` returns.
    /// - Complexity: That of the single searches together; less in time, for they share what is in the
    ///   cache.
    public func search(_ envelopes: [Envelope]) -> [[Int]] {
        var answers = Answers()
        return PackedRTree.askedAlongCurve(envelopes.map(PackedRTree.middle(of:))) { place in
            search(envelopes[place], into: &answers)
            return answers.sorted
        }
    }

    /// A window as one that does not cross the antimeridian and what lies beyond, or the
    /// antimeridian by its other name where the window ends there.
    private static func parts(of envelope: Envelope) -> (Envelope, Envelope?) {
        func part(_ west: Double, _ east: Double) -> Envelope {
            Envelope(
                uncheckedWest: west, south: envelope.south, east: east, north: envelope.north)
        }
        if envelope.crossesAntimeridian {
            return (part(envelope.west, 180), part(-180, envelope.east))
        }
        switch (envelope.west == -180, envelope.east == 180) {
        case (true, false): return (envelope, part(180, 180))
        case (false, true): return (envelope, part(-180, -180))
        default: return (envelope, nil)
        }
    }
}

/// The way down through all boxes that a window touches.
@safe private struct WindowSearch {
    let bytes: TreeBytes
    let window: UnsafePointer<apacheta_window>
    let envelope: Envelope

    func collect(level: Int, block: Int, into answers: inout Answers) {
        let lanes = unsafe bytes.kernels.pointee.boxes_in_window(
            bytes.map(level: level, block: block), window)
        var inside = lanes >> 16
        var touched = lanes & 0xFFFF & ~inside
        let first = block * TreeLayout.fanOut
        if level == 0, bytes.layout.kind == .positions {
            bytes.prefetchLeaves(from: first, lanes: touched)
        } else if level > 0 {
            bytes.prefetchMaps(level: level - 1, from: first, lanes: touched)
        }
        // What lies inside whole is a run of entries, and so are neighbours that do.
        while inside != 0 {
            let lane = inside.trailingZeroBitCount
            let length = (~(inside >> UInt32(lane))).trailingZeroBitCount
            let start = bytes.layout.slots(ofBox: first + lane, level: level).lowerBound
            let end = bytes.layout.slots(ofBox: first + lane + length - 1, level: level).upperBound
            unsafe answers.append(bytes.origins(start..<end))
            inside &= ~(UInt32(truncatingIfNeeded: (1 << length) - 1) << UInt32(lane))
        }
        while touched != 0 {
            let child = first + touched.trailingZeroBitCount
            touched &= touched - 1
            if level > 0 {
                collect(level: level - 1, block: child, into: &answers)
            } else if bytes.layout.kind == .positions {
                unsafe answers.append(atMost: TreeLayout.fanOut) { taken in
                    unsafe bytes.kernels.pointee.take_in_window(
                        bytes.leaf(child), window, bytes.origins(from: child * TreeLayout.fanOut),
                        taken)
                }
            } else if let box = bytes.envelope(child), envelope.intersects(box) {
                answers.append(bytes.origin(child))
            }
        }
    }
}

extension apacheta_window {
    /// A window that does not cross the antimeridian.
    fileprivate init(_ envelope: Envelope) {
        self.init(
            west: envelope.west, south: envelope.south, east: envelope.east, north: envelope.north,
            outer_west: Float(roundingDown: envelope.west),
            outer_south: Float(roundingDown: envelope.south),
            outer_east: Float(roundingUp: envelope.east),
            outer_north: Float(roundingUp: envelope.north),
            inner_west: Float(roundingUp: envelope.west),
            inner_south: Float(roundingUp: envelope.south),
            inner_east: Float(roundingDown: envelope.east),
            inner_north: Float(roundingDown: envelope.north))
    }
}

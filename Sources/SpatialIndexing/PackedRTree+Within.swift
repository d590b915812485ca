import CIndexKernels
public import Geodesy
public import SimpleFeatures

extension PackedRTree {
    /// All entries within a distance of a position, the distance itself included.
    ///
    /// - Parameters:
    ///   - radiusMetres: The distance; there is no answer when it is negative or not a number.
    ///   - position: Where the distances are measured from.
    ///   - figure: The ellipsoid, or the sphere.
    /// - Returns: The nearest first, of two at one distance the one that stood first in the input,
    ///   measured as by ``nearest(_:to:withinMetres:on:where:)``.
    /// - Complexity: O(log *n* + *k* log *k*) for entries that overlap little, *k* the number of
    ///   answers.
    public func within(
        _ radiusMetres: Double, of position: Coordinate, on figure: EarthFigure = .ellipsoid
    ) -> [Neighbour] {
        guard !isEmpty, radiusMetres >= 0 else { return [] }
        return withBytes { bytes in
            var slots: [Int] = []
            collect(within: radiusMetres, of: position, on: figure, bytes) { run in
                if bytes.holds(run) { slots += run }
            } lanes: { first, sure, unsure in
                for lane in 0..<TreeLayout.fanOut where (sure | unsure) >> UInt32(lane) & 1 == 1 {
                    slots.append(first + lane)
                }
            }
            return Measurer(from: position, on: figure)
                .neighbours(in: bytes, withinMetres: radiusMetres) { slots.forEach($0) }
        }
    }

    /// All entries within a distance of each of several positions, looked for in the order of the
    /// curve.
    ///
    /// - Parameters:
    ///   - radiusMetres: The distance, itself included.
    ///   - positions: Where the distances are measured from.
    ///   - figure: The ellipsoid, or the sphere.
    /// - Returns: For each position, in order, what ``within(_:of:on:)-(_,Coordinate,_)`` returns.
    /// - Complexity: That of the single searches together.
    public func within(
        _ radiusMetres: Double, of positions: [Coordinate], on figure: EarthFigure = .ellipsoid
    ) -> [[Neighbour]] {
        PackedRTree.askedAlongCurve(positions) { place in
            within(radiusMetres, of: positions[place], on: figure)
        }
    }

    /// All entries within a distance of a position, in the order of the tree and without their
    /// distances, which few of them are then measured for.
    ///
    /// - Parameters:
    ///   - radiusMetres: The distance, itself included.
    ///   - position: Where the distances are measured from.
    ///   - figure: The ellipsoid, or the sphere.
    ///   - answers: What was in it is forgotten; gets the entries of ``within(_:of:on:)``.
    /// - Complexity: O(log *n* + *k*) for entries that overlap little, *k* the number of answers.
    public func search(
        within radiusMetres: Double, of position: Coordinate,
        on figure: EarthFigure = .ellipsoid, into answers: inout Answers
    ) {
        answers.removeAll()
        guard !isEmpty, radiusMetres >= 0 else { return }
        withBytes { bytes in
            var measurer = Measurer(from: position, on: figure)
            collect(within: radiusMetres, of: position, on: figure, bytes) { run in
                unsafe answers.append(bytes.origins(run))
            } lanes: { first, sure, unsure in
                if sure != 0 {
                    unsafe answers.append(atMost: TreeLayout.fanOut) { taken in
                        unsafe bytes.kernels.pointee.take_lanes(
                            bytes.origins(from: first), sure, taken)
                    }
                }
                var rest = unsure
                while rest != 0 {
                    let slot = first + rest.trailingZeroBitCount
                    rest &= rest - 1
                    if measurer.isWithin(radiusMetres, slot: slot, in: bytes) {
                        answers.append(bytes.origin(slot))
                    }
                }
            }
        }
    }

    /// Finds what lies within a distance.
    ///
    /// - Parameters:
    ///   - takeRun: Gets runs of slots that lie within it.
    ///   - takeLanes: Gets for up to sixteen slots from a first one those that lie within it, and
    ///     those that may.
    private func collect(
        within radiusMetres: Double, of position: Coordinate, on figure: EarthFigure,
        _ bytes: TreeBytes, runs takeRun: (Range<Int>) -> Void,
        lanes takeLanes: (_ first: Int, _ sure: UInt32, _ unsure: UInt32) -> Void
    ) {
        var probe = IndexProbe(position)
        unsafe withUnsafePointer(to: &probe) { probe in
            let search = unsafe RadiusSearch(
                bytes: bytes, probe: probe, reach: Reach(radiusMetres, on: figure))
            search.collect(
                level: layout.levelCount - 1, block: 0, runs: takeRun, lanes: takeLanes)
        }
    }
}

/// The way down through all boxes that a distance reaches.
@safe private struct RadiusSearch {
    let bytes: TreeBytes
    let probe: UnsafePointer<IndexProbe>
    let reach: Reach

    func collect(
        level: Int, block: Int, runs takeRun: (Range<Int>) -> Void,
        lanes takeLanes: (_ first: Int, _ sure: UInt32, _ unsure: UInt32) -> Void
    ) {
        let lanes = unsafe bytes.kernels.pointee.boxes_within(
            bytes.space(level: level, block: block), probe, reach.outer, reach.inner)
        var inside = lanes >> 16
        var touched = lanes & 0xFFFF & ~inside
        let first = block * TreeLayout.fanOut
        if level == 0, bytes.layout.kind == .envelopes {
            let slots = first..<min(first + TreeLayout.fanOut, bytes.layout.count)
            if lanes != 0, bytes.holds(slots) { takeLanes(first, inside, touched) }
            return
        }
        if level == 0 {
            bytes.prefetchLeaves(from: first, lanes: touched)
        } else {
            bytes.prefetchSpaces(level: level - 1, from: first, lanes: touched)
        }
        while inside != 0 {
            let lane = inside.trailingZeroBitCount
            inside &= inside - 1
            takeRun(bytes.layout.slots(ofBox: first + lane, level: level))
        }
        while touched != 0 {
            let child = first + touched.trailingZeroBitCount
            touched &= touched - 1
            guard level == 0 else {
                collect(level: level - 1, block: child, runs: takeRun, lanes: takeLanes)
                continue
            }
            let lanes = unsafe bytes.kernels.pointee.positions_within(
                bytes.leaf(child), probe, reach.outer, reach.inner)
            if lanes != 0 {
                takeLanes(
                    child * TreeLayout.fanOut, lanes >> 16, lanes & 0xFFFF & ~(lanes >> 16))
            }
        }
    }
}

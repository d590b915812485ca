public import SimpleFeatures

extension PackedRTree {
    /// The entries that share at least one position with a window.
    ///
    /// Edges count as inside, and 180° east and west are one meridian, as in
    /// ``Envelope/intersects(_:)``.
    ///
    /// - Parameter envelope: The window; it may cross the antimeridian.
    /// - Returns: Positions in the input, ascending; empty when nothing lies there.
    /// - Complexity: O(log *n* + *k*) for entries that overlap little, *k* the number of answers.
    public func search(_ envelope: Envelope) -> [Int] {
        guard let top = levels.indices.last else { return [] }
        var answers: [Int] = []
        collect(in: Window(envelope), level: top, block: 0, into: &answers)
        // For few answers comparing is quicker than clearing the counters.
        if answers.count < 256 {
            answers.sort()
        } else {
            radixSort(&answers, by: 0..<Int.bitWidth - count.leadingZeroBitCount)
        }
        return answers
    }

    /// The entries of several windows.
    ///
    /// - Parameter envelopes: The windows.
    /// - Returns: For each window, in order, what ``search(_:)-(Envelope)`` returns.
    /// - Complexity: That of the single searches together.
    public func search(_ envelopes: [Envelope]) -> [[Int]] {
        envelopes.map { search($0) }
    }

    private func collect(
        in window: Window, level: Int, block: Int, into answers: inout [Int]
    ) {
        let map = levels[level].maps[block]
        var touched = window.lanes(touching: map)
        guard touched != 0 else { return }
        let inside = window.lanes(holding: map)
        // A node over leaves holds 16 entries, each level above sixteen times as many.
        let shift = 4 * (level + 1)
        while touched != 0 {
            let lane = touched.trailingZeroBitCount
            touched &= touched - 1
            let child = block * PackedRTree.fanOut + lane
            let slots = child << shift..<min((child + 1) << shift, count)
            if inside & (1 << lane) != 0 {
                for slot in slots { answers.append(Int(origins[slot])) }
            } else if level == 0 {
                collect(in: window, slots: slots, into: &answers)
            } else {
                collect(in: window, level: level - 1, block: child, into: &answers)
            }
        }
    }

    private func collect(in window: Window, slots: Range<Int>, into answers: inout [Int]) {
        switch entries.shapes {
        case .positions(let positions):
            for slot in slots where window.touches(positions[slot]) {
                answers.append(Int(origins[slot]))
            }
        case .envelopes(let envelopes):
            for slot in slots where window.touches(envelopes[slot]) {
                answers.append(Int(origins[slot]))
            }
        }
    }
}

/// What is looked for on the map: one interval of latitudes, and one or two of longitudes.
private struct Window {
    private struct Interval {
        let lower: Double
        let upper: Double
        /// Rounded so that nothing that touches the interval seems to miss it.
        let widened: (lower: Float, upper: Float)
        /// Rounded so that nothing that leaves the interval seems to lie inside.
        let narrowed: (lower: Float, upper: Float)

        init(_ lower: Double, _ upper: Double) {
            self.lower = lower
            self.upper = upper
            widened = (Float(roundingDown: lower), Float(roundingUp: upper))
            narrowed = (Float(roundingUp: lower), Float(roundingDown: upper))
        }

        func touches(_ lower: Double, _ upper: Double) -> Bool {
            lower <= self.upper && upper >= self.lower
        }

        typealias Mask = SIMDMask<SIMD16<Int32>>

        func touching(_ lowers: MapBlock.Lanes, _ uppers: MapBlock.Lanes) -> Mask {
            (lowers .<= widened.upper) .& (uppers .>= widened.lower)
        }

        func holding(_ lowers: MapBlock.Lanes, _ uppers: MapBlock.Lanes) -> Mask {
            (lowers .>= narrowed.lower) .& (uppers .<= narrowed.upper)
        }
    }

    private let latitudes: Interval
    private let longitudes: Interval
    /// The part beyond the antimeridian, or the antimeridian under its other name, or nothing.
    private let others: Interval

    init(_ envelope: Envelope) {
        latitudes = Interval(envelope.south, envelope.north)
        if envelope.crossesAntimeridian {
            longitudes = Interval(envelope.west, 180)
            others = Interval(-180, envelope.east)
        } else {
            longitudes = Interval(envelope.west, envelope.east)
            if envelope.west == -180 {
                others = Interval(180, 180)
            } else if envelope.east == 180 {
                others = Interval(-180, -180)
            } else {
                others = Interval(.infinity, -.infinity)
            }
        }
    }

    /// One bit for each box that shares a position with the window.
    func lanes(touching map: MapBlock) -> UInt32 {
        bits(
            latitudes.touching(map.souths, map.norths)
                .& (longitudes.touching(map.wests, map.easts)
                    .| others.touching(map.wests, map.easts)))
    }

    /// One bit for each box that lies in the window whole; what empty boxes get means nothing.
    func lanes(holding map: MapBlock) -> UInt32 {
        bits(
            latitudes.holding(map.souths, map.norths)
                .& (longitudes.holding(map.wests, map.easts)
                    .| others.holding(map.wests, map.easts)))
    }

    /// Whether a position lies in the window.
    func touches(_ position: Coordinate) -> Bool {
        latitudes.touches(position.latitude, position.latitude)
            && (longitudes.touches(position.longitude, position.longitude)
                || others.touches(position.longitude, position.longitude))
    }

    /// Whether a box shares a position with the window.
    func touches(_ envelope: Envelope) -> Bool {
        guard latitudes.touches(envelope.south, envelope.north) else { return false }
        let (west, east) = (envelope.west, envelope.east)
        guard envelope.crossesAntimeridian else {
            return longitudes.touches(west, east) || others.touches(west, east)
        }
        return longitudes.touches(west, 180) || longitudes.touches(-180, east)
            || others.touches(west, 180) || others.touches(-180, east)
    }

    private func bits(_ mask: SIMDMask<SIMD16<Int32>>) -> UInt32 {
        let weights = SIMD16<Int32>(
            1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
        return UInt32(
            truncatingIfNeeded: weights.replacing(with: 0, where: .!mask).wrappedSum())
    }
}

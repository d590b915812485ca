import SimpleFeatures

/// What a header says of the features, gathered while they are written.
struct FlatGeobufSummary {
    var featureCount = 0
    private var kinds: UInt32 = 0
    private var west = Double.infinity
    private var south = Double.infinity
    private var east = -Double.infinity
    private var north = -Double.infinity

    /// The kind of all shapes; ``FlatGeobufKind/unknown`` where there are several or none.
    var kind: FlatGeobufKind {
        guard kinds.nonzeroBitCount == 1 else { return .unknown }
        return FlatGeobufKind(rawValue: UInt8(kinds.trailingZeroBitCount)) ?? .unknown
    }

    /// The box around all shapes; `nil` when there is none.
    var envelope: Envelope? {
        west <= east
            ? Envelope(uncheckedWest: west, south: south, east: east, north: north) : nil
    }

    /// Counts a feature with a shape.
    @inline(__always)
    mutating func note(_ kind: FlatGeobufKind) {
        featureCount += 1
        kinds |= 1 << UInt32(kind.rawValue)
    }

    @inline(__always)
    mutating func extend(west: Double, south: Double, east: Double, north: Double) {
        if west < self.west { self.west = west }
        if south < self.south { self.south = south }
        if east > self.east { self.east = east }
        if north > self.north { self.north = north }
    }
}

/// Regions of a set by their indices, in the order of the set. Mostly it is one, which takes no memory
/// of its own: layers have millions of answers.
public struct RegionIndices: RandomAccessCollection, Hashable, Sendable, ExpressibleByArrayLiteral {
    /// -1 for none.
    private let firstRegion: Int
    /// All of them, where there are several.
    private let several: [Int]?

    /// One region.
    @inline(__always)
    init(_ region: Int) {
        firstRegion = region
        several = nil
    }

    public init(_ regions: some Collection<Int>) {
        firstRegion = regions.first ?? -1
        several = regions.count > 1 ? Array(regions) : nil
    }

    public init(arrayLiteral regions: Int...) { self.init(regions) }

    public var startIndex: Int { 0 }

    @inline(__always)
    public var endIndex: Int { several?.count ?? (firstRegion < 0 ? 0 : 1) }

    @inline(__always)
    public subscript(place: Int) -> Int {
        if let several { return several[place] }
        precondition(place == 0 && firstRegion >= 0, "the place is that of a region")
        return firstRegion
    }
}

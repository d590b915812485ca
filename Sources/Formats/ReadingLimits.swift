/// How much a reader takes in before it refuses a file.
///
/// Files come from strangers: depth guards the stack, the other limits guard memory.
public struct ReadingLimits: Hashable, Sendable {
    /// How deep arrays, objects and geometry collections may stand in each other.
    public var depth: Int
    /// How many bytes a file may have.
    public var bytes: Int
    /// How many features a file may have.
    public var features: Int
    /// How many positions all features of a file may have together.
    public var positions: Int
    /// How many values all features of a file may have together where a file of few bytes can have
    /// many: a FlatGeobuf file leaves out nulls.
    public var values: Int

    /// Limits for files that a person keeps on a disk: 64 levels, 4 GiB, 50 million features,
    /// 200 million positions, 200 million values.
    public init(
        depth: Int = 64, bytes: Int = 4 << 30, features: Int = 50_000_000,
        positions: Int = 200_000_000, values: Int = 200_000_000
    ) {
        self.depth = depth
        self.bytes = bytes
        self.features = features
        self.positions = positions
        self.values = values
    }
}

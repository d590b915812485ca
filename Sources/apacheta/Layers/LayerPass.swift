import Formats

/// One way through a layer, from its beginning to its end.
struct LayerPass {
    private(set) var reader: any FeatureReader
    private var transforms: [any BatchTransform]
    /// What was read, and what came out of each transform.
    private let windows: [Window]

    private final class Window {
        var batch = FeatureBatch()
    }

    /// - Parameters:
    ///   - reader: In front of the first feature.
    ///   - transforms: What is done to the features, one after the other.
    init(_ reader: any FeatureReader, _ transforms: [any BatchTransform]) {
        self.reader = reader
        self.transforms = transforms
        windows = (0...transforms.count).map { _ in Window() }
    }

    /// Goes on to the next window.
    ///
    /// - Parameters:
    ///   - filter: Takes features out of what was read.
    ///   - body: Gets what is left, transformed, and the name of the layer.
    /// - Returns: `false` when there was none, and nothing was called.
    mutating func next(
        filteredBy filter: (inout FeatureBatch) throws -> Void = { _ in },
        _ body: (_ batch: borrowing FeatureBatch, _ layerName: String) throws -> Void
    ) throws -> Bool {
        // A transformed window may point into the one in front of it.
        for window in windows.reversed() { window.batch.removeAll() }
        guard try reader.read(into: &windows[0].batch) else { return false }
        try filter(&windows[0].batch)
        for index in transforms.indices {
            try transforms[index].transform(
                windows[index].batch, into: &windows[index + 1].batch)
        }
        try body(windows[transforms.count].batch, reader.layerName)
        return true
    }
}

import Dispatch
import Formats

/// One way through a layer, from its beginning to its end.
struct LayerPass {
    /// What the reader said last.
    private(set) var answer = LayerWindow.Answer()
    private var source: Source
    private var transforms: [any BatchTransform]
    /// What came out of each transform.
    private let transformed: [LayerWindow]

    private enum Source {
        case here(any FeatureReader, LayerWindow)
        case ahead(ReadAhead)

        mutating func next() throws -> LayerWindow {
            switch self {
            case .here(var reader, let window):
                window.fill(from: &reader, behind: nil)
                self = .here(reader, window)
                return window
            case .ahead(let ahead): return try ahead.next()
            }
        }
    }

    /// - Parameters:
    ///   - reader: In front of the first feature.
    ///   - transforms: What is done to the features, one after the other.
    ///   - queue: A serial queue on which windows are read ahead; `nil` to read in between.
    init(
        _ reader: any FeatureReader, _ transforms: [any BatchTransform], on queue: DispatchQueue?
    ) {
        source = queue.map { .ahead(ReadAhead(reader, on: $0)) } ?? .here(reader, LayerWindow())
        self.transforms = transforms
        transformed = transforms.map { _ in LayerWindow() }
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
        for window in transformed.reversed() { unsafe window.batch.removeAll() }
        var window = try source.next()
        answer = unsafe try window.answer.get()
        guard answer.goesOn else { return false }
        unsafe try filter(&window.batch)
        for (index, next) in transformed.enumerated() {
            unsafe try transforms[index].transform(window.batch, into: &next.batch)
            window = next
        }
        unsafe try body(window.batch, answer.layerName)
        return true
    }
}

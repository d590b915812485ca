import Formats
import SimpleFeatures

/// The layer that `near` asks, opened and read no further than that takes.
///
/// A FlatGeobuf file with a tree of its own is mapped and asked in place, one feature after the other,
/// where that is enough; every other layer is read whole.
enum NearLayer {
    case inMemory(Layer)
    case mapped(FlatGeobufLayer, LayerInput)

    /// How many features of a mapped layer are looked at to tell its country.
    private static let sampleSize = 64

    /// Opens a layer.
    ///
    /// - Throws: `FormatError` when it is not what it seems.
    init(_ input: LayerInput, quiet: Bool) throws {
        if let layer = try input.flatGeobuf(), layer.tree != nil {
            self = .mapped(layer, input)
            return
        }
        self = .inMemory(try LayerFile.read(input, quiet: quiet))
    }

    /// The name of the layer.
    var name: String {
        switch self {
        case .inMemory(let layer): return layer.name
        case .mapped(let layer, _): return layer.name
        }
    }

    /// The columns of the layer.
    var schema: Schema {
        switch self {
        case .inMemory(let layer): return layer.schema
        case .mapped(let layer, _): return layer.schema
        }
    }

    /// How many features the layer has.
    var featureCount: Int {
        switch self {
        case .inMemory(let layer): return layer.features.count
        case .mapped(let layer, _): return layer.featureCount ?? 0
        }
    }

    /// Features by which the layer's commonest country is told: all, or the first of a mapped layer.
    ///
    /// - Throws: `FormatError` for a feature that is none.
    func sample() throws -> [Feature] {
        switch self {
        case .inMemory(let layer): return layer.features
        case .mapped(let layer, _): return try layer.first(NearLayer.sampleSize)
        }
    }

    /// The layer as one whose features are all in memory.
    ///
    /// - Throws: `FormatError` for a feature that is none.
    func readWhole(quiet: Bool) throws -> Layer {
        switch self {
        case .inMemory(let layer): return layer
        case .mapped(_, let input): return try LayerFile.read(input, quiet: quiet)
        }
    }
}

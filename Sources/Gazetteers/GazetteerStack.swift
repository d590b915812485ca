/// Compiled gazetteers one above the other, their places numbered through.
///
/// Of places with one id, or one second id, the uppermost counts: the others are shadowed.
final class GazetteerStack: Sendable {
    /// The uppermost first.
    let layers: [CompiledGazetteer]
    /// The number of the first place of each layer, then the number of all places.
    private let starts: [Int]

    init(_ layers: [CompiledGazetteer]) {
        self.layers = layers
        var starts = [0]
        for layer in layers { starts.append(starts.last.map { $0 + layer.count } ?? 0) }
        self.starts = starts
    }

    /// How many places there are, shadowed ones too.
    var count: Int { starts.last ?? 0 }

    /// The number of a layer's first place.
    func start(of layer: Int) -> Int { starts[layer] }

    /// The layer of a place, and its number there.
    func home(of index: Int) -> (layer: CompiledGazetteer, number: Int) {
        precondition(index >= 0 && index < count, "a place's number lies in the gazetteer")
        var layer = 0
        while starts[layer + 1] <= index { layer += 1 }
        return (layers[layer], index - starts[layer])
    }

    /// The place of an id, in the uppermost layer that has it.
    func index(ofID id: String) -> Int? {
        for (layer, start) in zip(layers, starts) {
            if let place = layer.place(ofID: id) { return start + place }
        }
        return nil
    }

    /// The place of an official code, in the uppermost layer that has it.
    func index(ofCode code: String) -> Int? {
        for (layer, start) in zip(layers, starts) {
            if let place = layer.place(ofCode: code) { return start + place }
        }
        return nil
    }

    /// The place that counts for a place: itself, or the one above that shadows it.
    func counting(_ index: Int) -> Int {
        guard layers.count > 1, index >= starts[1] else { return index }
        let (layer, number) = home(of: index)
        for id in [layer.id(of: number)] + layer.codes(of: number).ids {
            if let found = self.index(ofID: id), found < index { return found }
        }
        return index
    }

    /// Where a larger place stands; `nil` for none, or for one that no layer has.
    func index(of reference: CompiledGazetteer.Reference, from start: Int) -> Int? {
        switch reference {
        case .none: return nil
        case .here(let number): return counting(start + number)
        case .elsewhere(let id): return index(ofID: id)
        }
    }
}

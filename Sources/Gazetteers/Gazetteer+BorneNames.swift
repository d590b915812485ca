extension Gazetteer {
    /// Hands on every folded name that places bear, with all places of all layers that bear it.
    ///
    /// Shadowed places do not bear names. Names that no text is searched for (of one byte, no letter,
    /// or more than eight words) are not among them.
    ///
    /// - Parameters:
    ///   - least: How many places a name must be borne by.
    ///   - body: Takes the name, made when asked for, and its bearers: the layers from above, the
    ///     places of each in their order, none twice.
    /// - Complexity: O(*n*), *n* the names of all layers and the places that bear them.
    public func forEachBorneName(
        byAtLeast least: Int = 1,
        _ body: (_ name: () -> String, _ bearers: [NameMatch.Bearer]) -> Void
    ) {
        let layers = stack.layers
        for (index, layer) in layers.enumerated() {
            for number in 0..<layer.elementCount(layer.names, .names) {
                let record = layer.nameRecord(number)
                guard record.bearerCount > 0, layers.count > 1 || record.bearerCount >= least
                else { continue }
                func name() -> String { String(decoding: layer.keyBytes(record), as: UTF8.self) }
                var found = bearers(of: record, in: index) { _ in true }
                if layers.count > 1 {
                    // A folded name folds to itself, so that its hash can be had from its letters.
                    let key = NameKey(name())
                    func record(in other: Int) -> CompiledGazetteer.NameRecord? {
                        layers[other].name(ofKey: key.bytes, hash: key.hash)
                    }
                    guard !(0..<index).contains(where: { record(in: $0) != nil }) else { continue }
                    for other in index + 1..<layers.count {
                        guard let record = record(in: other) else { continue }
                        found += bearers(of: record, in: other) { _ in true }
                    }
                }
                if found.count >= least { body(name, found) }
            }
        }
    }
}

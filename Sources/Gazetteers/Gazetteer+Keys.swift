extension Gazetteer {
    /// A place that bears a name, as far as the finding of misspellings asks for it.
    struct NameBearer {
        /// Where the place stands in ``places``.
        let place: Int
        /// ISO 3166-1 alpha-2, upper case; empty for areas of several countries.
        let country: String
        let level: PlaceKind.Level
        /// Whether the place is of the lowest rank, known by its name alone.
        let isLocality: Bool
    }

    /// Hands on every name, folded, with the places that bear it.
    ///
    /// All that misspellings and suggestions need of a gazetteer comes through here.
    ///
    /// - Parameter body: Takes the bytes of a name, its words joined by single spaces, and a way to
    ///   ask for its bearers, so that a name passed over costs nothing more.
    /// - Complexity: O(*n*), *n* the names.
    func forEachKey(_ body: (_ key: ArraySlice<UInt8>, _ bearers: () -> [NameBearer]) -> Void) {
        for (index, layer) in stack.layers.enumerated() {
            for number in 0..<layer.elementCount(layer.names, .names) {
                let name = layer.nameRecord(number)
                guard name.bearerCount > 0 else { continue }
                body(layer.keyBytes(name)[...]) {
                    self.bearers(of: name, in: index) { _ in true }.map { bearer in
                        let place = places[bearer.place]
                        return NameBearer(
                            place: bearer.place, country: place.country, level: place.kind.level,
                            isLocality: place.status == "locality")
                    }
                }
            }
        }
    }
}

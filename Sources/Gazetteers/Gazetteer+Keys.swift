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

    /// Hands on the names that places of a country bear, folded, with those places.
    ///
    /// - Parameters:
    ///   - country: ISO 3166-1 alpha-2, upper case.
    ///   - body: Takes the bytes of a name, its words joined by single spaces, and its bearers
    ///     anywhere.
    /// - Complexity: O(*n*), *n* the names of the country.
    func forEachKey(
        ofCountry country: String, _ body: (_ key: [UInt8], _ bearers: [NameBearer]) -> Void
    ) {
        for (index, layer) in stack.layers.enumerated() {
            layer.forEachName(ofCountry: country) { number in
                let name = layer.nameRecord(number)
                body(layer.keyBytes(name), bearers(of: name, inLayer: index))
            }
        }
    }

    /// Hands on the names that come near to some letters; see
    /// ``CompiledGazetteer/forEachName(ofLengths:letters:within:country:_:)``.
    func forEachKey(
        ofLengths lengths: ClosedRange<Int>, letters: UInt32, within most: Int,
        country: String?, _ body: (_ key: [UInt8], _ bearers: () -> [NameBearer]) -> Void
    ) {
        for (index, layer) in stack.layers.enumerated() {
            layer.forEachName(
                ofLengths: lengths, letters: letters, within: most, country: country
            ) { number in
                let name = layer.nameRecord(number)
                body(layer.keyBytes(name)) { bearers(of: name, inLayer: index) }
            }
        }
    }

    /// How strange letters are among names: those of the gazetteer that knows the most.
    var letterTrigrams: LetterTrigrams {
        let largest = stack.layers.max { $0.names.length < $1.names.length }
        return largest?.letterTrigrams ?? LetterTrigrams(LetterTrigramCounts())
    }

    private func bearers(
        of name: CompiledGazetteer.NameRecord, inLayer layer: Int
    ) -> [NameBearer] {
        bearers(of: name, in: layer) { _ in true }.map { bearer in
            let place = places[bearer.place]
            return NameBearer(
                place: bearer.place, country: place.country, level: place.kind.level,
                isLocality: place.status == "locality")
        }
    }
}

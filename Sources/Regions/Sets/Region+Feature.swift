public import SimpleFeatures

extension Region {
    /// The region as a feature, with the columns that ``RegionSet`` reads.
    ///
    /// - Parameter set: The set that the region belongs to; its name and title go with it, but for
    ///   a region that was taken from another set, which goes with that one's name.
    /// - Returns: A feature whose id is the region's name.
    public func feature(in set: RegionSet) -> Feature {
        Feature(
            id: name, geometry: geometry,
            properties: [
                "name": .text(name), "title": .text(title), "aliases": Value(aliases),
                "population": Value(population), "population_year": Value(populationYear),
                "area_km2": Value((areaSquareKilometres * 10).rounded() / 10),
                "members": Value(memberIDs.sorted()), "set": .text(setName ?? set.name),
                "set_title": setName == nil ? .text(set.title) : .null,
            ])
    }
}

extension RegionSet {
    /// The set as a layer that ``init(layer:nameProperty:)`` reads again.
    public var layer: Layer {
        Layer(name: name, features: regions.map { $0.feature(in: self) })
    }
}

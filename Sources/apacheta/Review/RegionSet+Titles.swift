import Gazetteers
import Regions
import SimpleFeatures

extension RegionSet {
    /// Features with the titles of the regions that each is filed under, in their column `region`.
    ///
    /// - Throws: `RegionError` when GEOS fails on a region.
    func titled(_ features: [Feature], gazetteer: Gazetteer) throws -> [Feature] {
        guard !features.isEmpty else { return [] }
        var features = features
        let filing = try file(features) { id in
            gazetteer.place(withID: id).map { gazetteer.ancestors(of: $0).map(\.id) } ?? []
        }
        for (index, answer) in filing.answers.enumerated() where !answer.regions.isEmpty {
            let titles = answer.regions.map { regions[$0].title }
            features[index].properties["region"] = .text(titles.joined(separator: "; "))
        }
        return features
    }
}

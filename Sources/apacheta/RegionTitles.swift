import Gazetteers
import Regions
import SimpleFeatures

/// Writes into features under which regions they are filed.
///
/// The set is made ready once, for however many reports: that costs more than filing the events of one.
final class RegionTitles {
    private var filer: RegionFiler

    init(_ set: RegionSet) { filer = RegionFiler(set) }

    /// Features with the titles of the regions that each is filed under, in their column `region`.
    ///
    /// - Throws: `RegionError` when GEOS fails on a region.
    func titled(_ features: [Feature], gazetteer: Gazetteer) throws -> [Feature] {
        guard !features.isEmpty else { return [] }
        var features = features
        let answers = try filer.file(features.map { FilingClues($0) }) { id in
            gazetteer.place(withID: id).map { gazetteer.ancestors(of: $0).map(\.id) } ?? []
        }
        for (index, answer) in answers.enumerated() where !answer.regions.isEmpty {
            let titles = answer.regions.map { filer.set.regions[$0].title }
            features[index].properties["region"] = .text(titles.joined(separator: "; "))
        }
        return features
    }
}

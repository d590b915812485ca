import Gazetteers
import Regions
import SimpleFeatures

/// Which places hold which, read from the gazetteer only where a layer needs it.
struct ParentLookup {
    private let gazetteer: Gazetteer?

    /// Reads the gazetteer when features name places of it and regions have members.
    init(for features: [Feature], filedBy set: RegionSet) throws {
        let isNeeded =
            set.regions.contains { !$0.memberIDs.isEmpty }
            && features.contains { $0.properties["gazetteer_id"].text != nil }
        gazetteer = isNeeded ? Gazetteer(stacking: [try DataFolder().compiledGazetteer()]) : nil
    }

    /// Reads the gazetteer.
    init() throws { gazetteer = Gazetteer(stacking: [try DataFolder().compiledGazetteer()]) }

    /// The ids of the places that hold a place, nearest first; none for an unknown one.
    func parents(of id: String) -> [String] {
        guard let gazetteer, let place = gazetteer.place(withID: id) else { return [] }
        return gazetteer.ancestors(of: place).map(\.id)
    }
}

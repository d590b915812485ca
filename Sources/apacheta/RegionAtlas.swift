import Gazetteers
import Geoparsing
import Regions
import SimpleFeatures

/// Looks up what a composition names: in the data folder, the gazetteer and files beside it.
final class RegionAtlas: Atlas {
    private let gazetteer: Gazetteer
    private let isAlone: Bool
    /// The folder of the composition, with a slash behind it, or nothing.
    private let folder: Substring
    private let quiet: Bool
    private var knownSets: [RegionSet]?
    private var knownRoads: PlaceShapes?
    private var places: [String: Place] = [:]

    /// How many places of one name are asked for an outline.
    private static let mostBearers = 20

    /// - Parameters:
    ///   - gazetteer: Where places are looked for.
    ///   - isAlone: Whether it stands without the built-in one, whose data folder may be missing.
    ///   - path: The file of the composition; paths in it are told from its folder.
    init(gazetteer: Gazetteer, isAlone: Bool, path: String, quiet: Bool) {
        self.gazetteer = gazetteer
        self.isAlone = isAlone
        folder = path.prefix(path.lastIndex(of: "/").map { path[...$0].count } ?? 0)
        self.quiet = quiet
    }

    func sets() throws(RegionError) -> [RegionSet] {
        if let knownSets { return knownSets }
        guard !isAlone else { return [] }
        let sets = try lookedUp {
            try RegionCatalogue.builtIn.map(RegionCatalogue(quiet: quiet).set)
        }
        knownSets = sets
        return sets
    }

    func set(of source: Composition.Source) throws(RegionError) -> RegionSet {
        let path = source.file.hasPrefix("/") ? source.file : folder + source.file
        guard !path.lowercased().hasSuffix(RegionCatalogue.compositionEnding) else {
            throw .lookup(
                reason: "\(source.file) is a composition, expected a file of polygons; what "
                    + "'apacheta gazetteer regions \(source.file) -o FILE' writes is one")
        }
        return try lookedUp {
            let set = try RegionCatalogue.read(
                try LayerInput(path, layer: source.layer),
                nameProperties: source.nameProperty.map { [$0] } ?? [], quiet: quiet)
            for note in set.notes { Console.say("\(path): \(note)", quiet: quiet) }
            return set
        }
    }

    func area(named name: String, country: String?) throws(RegionError) -> AtlasPlace? {
        let hits = hits(name, country, near: nil)
        guard let first = hits.first else { return nil }
        for hit in hits.prefix(RegionAtlas.mostBearers) {
            let place = try atlasPlace(hit.place)
            if let polygons = place.shape?.polygons, !polygons.isEmpty { return place }
        }
        throw .lookup(
            reason: "no outline is known of \(gazetteer.titleWithKind(of: first.place)), expected "
                + "a region, or 'within 10 km of \(name)' for what lies around it")
    }

    func place(
        named name: String, country: String?, near position: Coordinate?
    ) throws(RegionError) -> AtlasPlace? {
        try hits(name, country, near: position).first.map { (hit) throws(RegionError) in
            try atlasPlace(hit.place)
        }
    }

    func road(from start: AtlasPlace, to end: AtlasPlace) throws(RegionError) -> [Coordinate]? {
        guard let one = places[start.id], let other = places[end.id] else { return nil }
        if knownRoads == nil, !isAlone {
            knownRoads = try lookedUp { try OutlineCache.shapes(of: gazetteer) }
        }
        return knownRoads?.way(from: one, to: other)
    }

    func unknown(_ name: String) -> String {
        do {
            _ = try PlaceLookup(gazetteer: gazetteer).hits(for: PlaceQuery(name))
            return "no place '\(Console.plain(name))' where it was looked for"
        } catch { return Failure(error)?.description ?? "\(error)" }
    }

    private func hits(
        _ name: String, _ country: String?, near position: Coordinate?
    ) -> [PlaceHit] {
        gazetteer.hits(
            for: PlaceQuery(
                name, preferredCountries: country.map { [$0] } ?? [], nearPosition: position))
    }

    private func atlasPlace(_ place: Place) throws(RegionError) -> AtlasPlace {
        places[place.id] = place
        let shape = try lookedUp {
            isAlone
                ? nil
                : try PlaceOutlines(data: try DataFolder(), quiet: quiet).outline(of: place)?.shape
        }
        return AtlasPlace(
            id: place.id, title: gazetteer.titleWithKind(of: place), position: place.position,
            shape: shape)
    }

    /// What the command line throws, as an error to which a composition adds its line.
    private func lookedUp<Answer>(_ look: () throws -> Answer) throws(RegionError) -> Answer {
        do { return try look() } catch let error as RegionError { throw error } catch {
            throw .lookup(reason: Failure(error)?.description ?? "\(error)")
        }
    }
}

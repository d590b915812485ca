import Gazetteers
import Geoparsing
import SimpleFeatures
import Synchronization

/// The outlines of the data folder, each read once for all reports.
final class OutlineCache: Sendable {
    private let outlines: PlaceOutlines
    /// By where the place stands in the gazetteer; `nil` for one without an outline.
    private let known = Mutex<[Int: Geometry?]>([:])

    private init(_ outlines: PlaceOutlines) { self.outlines = outlines }

    /// The outlines and roads of a gazetteer.
    ///
    /// - Throws: ``Failure`` 66 when there is no data folder.
    static func shapes(of gazetteer: Gazetteer) throws -> PlaceShapes {
        let cache = OutlineCache(PlaceOutlines(data: try DataFolder(), quiet: true))
        return PlaceShapes(gazetteer: gazetteer) { cache.outline(of: $0) }
    }

    private func outline(of place: Place) -> Geometry? {
        if let found = known.withLock({ $0[place.index] }) { return found }
        // An outline that cannot be read is none: the area is a circle then, which it says.
        let found = (try? outlines.outline(of: place))?.shape
        known.withLock { $0[place.index] = .some(found) }
        return found
    }
}

public import SimpleFeatures

/// Where a composition looks up what it names.
///
/// The library opens no files; whoever follows a composition hands one of these in. What cannot be
/// looked up is thrown as ``RegionError/lookup(reason:)``, to which the line is added.
public protocol Atlas {
    /// The sets of which a region may be named without its set, in order.
    func sets() throws(RegionError) -> [RegionSet]

    /// The regions of a file of polygons.
    func set(of source: Composition.Source) throws(RegionError) -> RegionSet

    /// The polygons of a place.
    ///
    /// - Parameters:
    ///   - name: As typed.
    ///   - country: The country whose places stand before others.
    /// - Returns: `nil` when no place bears the name.
    /// - Throws: ``RegionError`` when none of those that bear it has an outline.
    func area(named name: String, country: String?) throws(RegionError) -> AtlasPlace?

    /// The likeliest place of a name, with its outline or line where one is known.
    ///
    /// - Parameters:
    ///   - name: As typed.
    ///   - country: The country whose places stand before others.
    ///   - position: Where it is thought to lie.
    /// - Returns: `nil` when no place bears the name.
    func place(
        named name: String, country: String?, near position: Coordinate?
    ) throws(RegionError) -> AtlasPlace?

    /// The line of a road between two places that both lie by it; `nil` where none is known.
    func road(from start: AtlasPlace, to end: AtlasPlace) throws(RegionError) -> [Coordinate]?

    /// A sentence on a name that no place bears, with what could have been meant.
    func unknown(_ name: String) -> String
}

/// A place as a composition needs it.
public struct AtlasPlace: Hashable, Sendable {
    /// The gazetteer's id.
    public let id: String
    /// What it is called in notes.
    public let title: String
    /// Where it lies.
    public let position: Coordinate
    /// Its polygons or its line; `nil` where only the position is known.
    public let shape: Geometry?

    /// Keeps what is known of a place.
    public init(id: String, title: String, position: Coordinate, shape: Geometry?) {
        self.id = id
        self.title = title
        self.position = position
        self.shape = shape
    }
}

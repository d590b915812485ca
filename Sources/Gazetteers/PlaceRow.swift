public import SimpleFeatures

/// What is known of one place, as a source gives it, before it stands in a gazetteer.
public struct PlaceRow: Sendable {
    /// The stable identifier, unique in its gazetteer: "bo-mun-020105", "gn-3911925".
    public var id: String
    /// The name that is shown.
    public var name: String
    public var kind: PlaceKind
    public var position: Coordinate
    /// ISO 3166-1 alpha-2, in either case; empty for what lies in no country.
    public var country = ""
    /// The id of the admin-1 unit that the place lies in; empty when unknown.
    public var admin1 = ""
    /// The id of the admin-2 unit; empty when unknown.
    public var admin2 = ""
    /// The id of the next larger place; empty when unknown. An id that the gazetteer lacks is looked
    /// for in those stacked with it.
    public var parent = ""
    /// Inhabitants; `nil` when unknown.
    public var population: Int?
    /// How far the thing reaches from its position, in kilometres; `nil` when unknown.
    public var radiusKilometres: Double?
    /// The other names, in any order. `code:BO-L` is an official code; `id:gn-3911924` a second id,
    /// by which other rows and other gazetteers may name the place.
    public var names: [String] = []
    /// Where the facts come from; empty for a place of GeoNames whose id says it.
    public var source = ""
    /// How well the row was checked; empty for `single-source`.
    public var status = ""
    /// The polygon or line of the place, as `layer#id`; empty for none.
    public var area = ""
    /// The line of the source, from 1, for errors.
    public var line = 0

    public init(id: String, name: String, kind: PlaceKind, position: Coordinate) {
        self.id = id
        self.name = name
        self.kind = kind
        self.position = position
    }
}

/// One thing that a source of places tells.
public enum PlaceRecord: Sendable {
    /// A place.
    case place(PlaceRow)
    /// One more name, `code:` or `id:` of a place that was told before; of a place that was not told
    /// the name is left out and counted.
    case name(String, ofID: String)
}

/// A table, a dump or a layer that tells places one after the other.
public protocol PlaceSource {
    /// The name that errors give.
    var file: String { get }
    /// What was left out or taken otherwise than written, up to now, a sentence each.
    var notes: [String] { get }

    /// The next record; `nil` at the end.
    ///
    /// - Throws: ``GazetteerError`` with file and line, for what cannot be read.
    mutating func next() throws(GazetteerError) -> PlaceRecord?
}

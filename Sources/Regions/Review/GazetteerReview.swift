public import Gazetteers

/// What is wrong in a gazetteer, and what a person should look at.
///
/// A file alone was checked when it was compiled; here stacked files are looked at together, with
/// the areas that their rows name. Most remarks are rows that may be right and may be slips.
public struct GazetteerReview: Sendable {
    /// How far things may go before they are remarked on, and how many remarks are kept.
    public struct Limits: Sendable {
        /// How near two places of one name and kind must be.
        public var twinMetres = 2_000.0
        /// How far outside the area of its unit a place must be; outlines are generalised by
        /// kilometres.
        public var outsideMetres = 25_000.0
        /// The same for places whose unit is a member of a region that was given.
        public var outsideRegionMetres = 10_000.0
        /// What share of the smaller of two areas they must have in common.
        public var overlapShare = 0.01
        /// How many remarks of a kind are kept; `nil` keeps all.
        public var remarks: Int?

        public init() {}
    }

    /// How many places there are; those that another shadows are not counted.
    public let placeCount: Int
    /// The remarks by kind, faults first; kinds without any are missing.
    public let groups: [Group]

    /// How many remarks are faults.
    public var faultCount: Int { groups.reduce(0) { $0 + ($1.kind.isFault ? $1.count : 0) } }

    /// How many remarks are none.
    public var remarkCount: Int { groups.reduce(0) { $0 + ($1.kind.isFault ? 0 : $1.count) } }

    /// Looks through a gazetteer.
    ///
    /// - Parameters:
    ///   - gazetteer: Its places.
    ///   - areas: The areas that there are.
    ///   - units: Regions whose members are admin-1 units; they stand in for the units' own areas.
    ///   - limits: What is remarked on.
    ///   - expectsAllAreas: Whether an area that no row names is remarked on.
    /// - Throws: ``RegionError`` when GEOS fails on an area.
    /// - Complexity: O(*n* log *n*), *n* the number of places, names and positions of areas.
    public init(
        of gazetteer: Gazetteer, areas: [Area] = [], units: RegionSet? = nil,
        limits: Limits = Limits(), expectsAllAreas: Bool = false
    ) throws(RegionError) {
        let links = PlaceLinks(of: gazetteer)
        var remarks = RemarkCollection(limit: limits.remarks)
        GazetteerReview.review(links, of: gazetteer, into: &remarks)
        NameReview(gazetteer: gazetteer, limits: limits).review(into: &remarks)
        let ground = try AreaReview(of: gazetteer, links, areas: areas, units: units)
        ground.reviewNames(expectsAllAreas: expectsAllAreas, into: &remarks)
        try ground.reviewPlaces(limits, into: &remarks)
        try ground.reviewOverlaps(limits, into: &remarks)
        placeCount = links.count
        groups = remarks.groups
    }

    private static func review(
        _ links: PlaceLinks, of gazetteer: Gazetteer, into remarks: inout RemarkCollection
    ) {
        for reference in links.openReferences() {
            remarks.add(.openParent, rank: Double(reference.count)) {
                let place = gazetteer.places[reference.place]
                let times = reference.count > 1 ? " (named \(reference.count) times)" : ""
                return Remark(
                    "\(place.id) '\(place.name)': \(reference.column) '\(reference.id)' is no "
                        + "place's id\(times)", placeIDs: [place.id])
            }
        }
        for circle in links.circles() {
            remarks.add(.circle) {
                // A circle may be as long as the gazetteer.
                let ids = circle.prefix(16).map { gazetteer.places[$0].id }
                let rest = circle.count > ids.count ? "\(circle.count - ids.count) more" : ids[0]
                return Remark(
                    "\(ids[0]) lies in itself: " + (ids + [rest]).joined(separator: " > "),
                    placeIDs: ids)
            }
        }
        for stray in links.strayPositions() {
            remarks.add(.position) {
                let place = gazetteer.places[stray.place]
                return Remark(
                    "\(place.id) '\(place.name)' has longitude \(stray.longitude), latitude "
                        + "\(stray.latitude), expected -180...180 and -90...90",
                    placeIDs: [place.id])
            }
        }
    }
}

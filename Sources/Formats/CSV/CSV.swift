/// Tables of comma-separated values (RFC 4180), and how they tell of shapes.
public enum CSV {
    /// How shapes are written.
    public enum Geometry: Sendable, Hashable, CaseIterable {
        /// As ``coordinates`` where every shape is a point, else as ``wellKnownText``.
        case automatic
        /// In two columns, `longitude` and `latitude`; other shapes than points are lost.
        case coordinates
        /// In one column, `WKT`.
        case wellKnownText
    }

    /// The names of the columns that hold shapes, in small letters, the likeliest first.
    enum Names {
        static let longitude = ["longitude", "lon", "lng", "long", "x"]
        static let latitude = ["latitude", "lat", "y"]
        static let wellKnownText = ["wkt", "geom", "geometry", "the_geom"]
        static let identifier = "id"
    }
}

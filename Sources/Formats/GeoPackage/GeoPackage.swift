/// GeoPackage 1.3: layers as tables of an SQLite database.
///
/// - SeeAlso: OGC 12-128r17, "OGC GeoPackage Encoding Standard", version 1.3.0.
public enum GeoPackage {
    /// How a file is written.
    public struct Options: Hashable, Sendable {
        /// Decimals of a degree to round to; `nil` keeps positions as they are.
        public let precision: Int?
        /// When the contents changed last, as the file says it: seconds since 1970 in UTC.
        public let lastChangeSeconds: Int
        /// Whether the file gets a style for QGIS.
        public let isStyled: Bool

        /// - Parameters:
        ///   - precision: Decimals of a degree to round to, in 0...7; `nil` keeps positions as they
        ///     are.
        ///   - lastChangeSeconds: Seconds since 1970 in UTC. The same layer gives the same bytes only
        ///     under the same time, so this is not the clock's unless a caller says so.
        ///   - isStyled: Whether the file gets a style for QGIS, where ``QGISStyle`` has one.
        public init(precision: Int? = nil, lastChangeSeconds: Int = 0, isStyled: Bool = true) {
            if let precision {
                precondition((0...7).contains(precision), "precision must be in 0...7")
            }
            self.precision = precision
            self.lastChangeSeconds = lastChangeSeconds
            self.isStyled = isStyled
        }
    }

    /// "GPKG", which the header of every file has as the kind of its application.
    static let applicationID: UInt32 = 0x4750_4B47
    /// Version 1.3.0.
    static let userVersion = 10_300
    /// The number of WGS 84, of EPSG and in the table of reference systems.
    static let referenceSystem: Int32 = 4326
}

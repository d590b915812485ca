/// A layer as one HTML file that shows it on a map, with all that it needs inside.
///
/// What stands in the file is described in `docs/map-page.md`.
package enum MapPage {
    /// How many features a page takes at most: browsers hold a page in memory as a whole.
    package static let featureLimit = 1_000_000
    /// How many features share one block of texts.
    static let blockSize = 256
    /// Above how many features the blocks are packed.
    static let packedAbove = 2000
    /// Decimals of a degree in shapes, about a decimetre.
    static let shapeDecimals = 6

    /// How the earth is drawn flat.
    package enum Projection: String, CaseIterable, Sendable {
        /// Areas that are equal on the earth are equal on the map.
        case equalArea = "equal-area"
        /// The projection of web maps, which keeps angles.
        case mercator
    }

    /// The language of what the page itself says; reports stay in theirs.
    package enum Language: String, CaseIterable, Sendable {
        case en, es
    }

    /// What a person may choose of a page.
    package struct Options: Sendable {
        /// The heading; `nil` takes the name of the layer.
        package var title: String?
        package var projection: Projection
        package var language: Language
        /// The program with its version.
        package var maker: String
        /// Decimals of a degree at most, in 0...7.
        package var precision: Int
        /// The titles of regions that are set side by side; `nil` where none are.
        package var comparedRegions: [String]?
        /// The most features that are taken.
        var featureLimit = MapPage.featureLimit
        /// The most bytes of one element: a browser refuses texts of more than half a gibibyte.
        var elementLimit = 256 << 20
        /// How many bytes of texts stay in memory; more go to a scratch file.
        var memoryLimit = 256 << 20

        package init(
            title: String? = nil, projection: Projection = .equalArea, language: Language = .en,
            maker: String = "Apacheta", precision: Int = 7, comparedRegions: [String]? = nil
        ) {
            precondition((0...7).contains(precision), "precision must be in 0...7")
            self.title = title
            self.projection = projection
            self.language = language
            self.maker = maker
            self.precision = precision
            self.comparedRegions = comparedRegions
        }
    }
}

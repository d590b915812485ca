/// How a person puts regions together out of others: a text of lines, read and not yet made.
///
/// - SeeAlso: `docs/regions.md`, which tells the form of the file.
public struct Composition: Hashable, Sendable {
    /// What the whole set is called, and where its names are looked for first.
    public struct Heading: Hashable, Sendable {
        /// The name of the set.
        public var name: String
        /// The name for headings; `nil` takes the name.
        public var title: String?
        /// The country whose places stand before others of their name, ISO 3166-1; `nil` for none.
        public var country: String?
    }

    /// A file of polygons under a short name.
    public struct Source: Hashable, Sendable {
        /// What stands in front of the slash in `name/region`.
        public let name: String
        /// The path, as it was written.
        public let file: String
        /// Which layer of the file is meant.
        public let layer: String?
        /// The column that names its polygons.
        public let nameProperty: String?
        /// Where the source begins in the text, from 1.
        public let line: Int
    }

    /// What is done with areas, one line after the other.
    public enum Verb: String, CaseIterable, Hashable, Sendable {
        /// The region gets the areas.
        case add
        /// The region loses the areas.
        case subtract
        /// Of the region stays what lies in the areas.
        case clip
    }

    /// A line that makes a region larger or smaller.
    public struct Step: Hashable, Sendable {
        /// What is done.
        public let verb: Verb
        /// With what; several areas are taken together.
        public let areas: [ComposedArea]
        /// Where the line stands, from 1.
        public let line: Int
    }

    /// What a section makes.
    public enum Kind: Hashable, Sendable {
        /// One region of the set.
        case region
        /// An area that other sections name, and no region of the set.
        case area
        /// A region for each of some places: what lies nearest to it.
        case cells(of: [String], line: Int)
    }

    /// A heading in brackets and the lines under it.
    public struct Section: Hashable, Sendable {
        /// The name in the brackets.
        public let name: String
        /// Where the heading stands, from 1.
        public let line: Int
        /// What the section makes.
        public var kind: Kind
        /// The name for tables; `nil` takes the name.
        public var title: String?
        /// Other names.
        public var aliases: [String] = []
        /// Inhabitants.
        public var population: Int?
        /// The year of their count.
        public var populationYear: Int?
        /// What is done, in order.
        public var steps: [Step] = []
    }

    /// The name of the file, for errors and notes.
    public let file: String
    /// The lines above the first heading.
    public let heading: Heading
    /// The files of polygons.
    public let sources: [Source]
    /// The sections in their order.
    public let sections: [Section]
}

/// An area as a person names it in a composition.
public enum ComposedArea: Hashable, Sendable {
    /// A region, all regions of a set (`set/*`) or a place with an outline.
    case named(String)
    /// What lies no farther than a distance from a place, a region or a way.
    case within(metres: Double, of: Middle)

    /// What distances are measured from.
    public enum Middle: Hashable, Sendable {
        /// A place or a region.
        case named(String)
        /// A road of the gazetteer by its name, or the road between the places that it is told by;
        /// `written` holds the word for a road, which may be part of the name.
        case road(String, written: String)
        /// The straight way through places.
        case route(String)
    }
}

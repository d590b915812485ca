package import SimpleFeatures

/// Outlines that are drawn under the events: countries, their units, regions.
package struct BaseMap: Sendable {
    /// The sets in the order in which they are drawn, the coarsest first.
    package var sets: [OutlineSet]
    /// What could not be read or had to be left out, a sentence each.
    package var notes: [String]

    package init(sets: [OutlineSet] = [], notes: [String] = []) {
        self.sets = sets
        self.notes = notes
    }
}

/// Outlines of one kind, on one grid.
package struct OutlineSet: Sendable {
    /// What the areas are.
    package enum Kind: String, Sendable {
        case country, admin1, region
    }

    /// Under which the set stands in a page, such as `b-world`.
    package let id: String
    /// What the areas are.
    package let kind: Kind
    /// The name of a region set; `nil` for other kinds.
    package let setName: String?
    /// How many steps of the grid make a degree.
    package let steps: Int
    /// The areas, in the order in which ``packed()`` has them.
    package let shapes: [OutlineShape]

    package init(
        id: String, kind: Kind, setName: String? = nil, steps: Int, shapes: [OutlineShape]
    ) {
        precondition(steps > 0, "a degree has at least one step")
        self.id = id
        self.kind = kind
        self.setName = setName
        self.steps = steps
        self.shapes = shapes
    }

    /// The rings of all shapes as bytes.
    ///
    /// For each shape the number of its rings, for each ring the number of its points, then for each
    /// point how far it lies east and north of the one before, the first of a ring of 0, 0. Numbers
    /// are LEB128, those with a sign in zigzag: 0, -1, 1, -2 are 0, 1, 2, 3.
    ///
    /// - Returns: Nothing for no shapes.
    /// - Complexity: O(*n*), *n* the number of points.
    /// - SeeAlso: DWARF Debugging Information Format 5, section 7.6; Protocol Buffers
    ///   documentation, "Encoding", section "Signed Integers".
    package func packed() -> [UInt8] {
        var bytes: [UInt8] = []
        for shape in shapes {
            OutlineSet.append(UInt64(shape.rings.count), to: &bytes)
            for ring in shape.rings {
                OutlineSet.append(UInt64(ring.count), to: &bytes)
                var last = GridPoint(x: 0, y: 0)
                for point in ring {
                    OutlineSet.append(signed: Int64(point.x) - Int64(last.x), to: &bytes)
                    OutlineSet.append(signed: Int64(point.y) - Int64(last.y), to: &bytes)
                    last = point
                }
            }
        }
        return bytes
    }

    private static func append(signed number: Int64, to bytes: inout [UInt8]) {
        append(UInt64(bitPattern: number << 1 ^ number >> 63), to: &bytes)
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// A point of a grid of degrees; its set tells how fine the grid is.
package struct GridPoint: Hashable, Sendable {
    /// Steps east of Greenwich.
    package let x: Int32
    /// Steps north of the equator.
    package let y: Int32

    package init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }
}

/// One area of a base map.
package struct OutlineShape: Sendable {
    /// The name to show.
    package let name: String
    /// The country, by ISO 3166-1; `nil` for a region.
    package let code: String?
    /// The short name of a region or the identifier of a unit.
    package let id: String?
    /// Where the name can stand; `nil` where no place was found.
    package let label: Coordinate?
    /// How early the name is shown: 0 for the largest areas, 9 for the least.
    package let rank: Int
    /// Inhabitants of a region; `nil` when not known.
    package let population: Int?
    /// The year of their count; `nil` when not known.
    package let populationYear: Int?
    /// The area of a region in square kilometres; `nil` for other kinds.
    package let areaKm2: Double?
    /// The rings without the point that closes them, holes among them, to be filled even-odd.
    package let rings: [[GridPoint]]

    package init(
        name: String, code: String? = nil, id: String? = nil, label: Coordinate? = nil,
        rank: Int = 0, population: Int? = nil, populationYear: Int? = nil,
        areaKm2: Double? = nil, rings: [[GridPoint]]
    ) {
        self.name = name
        self.code = code
        self.id = id
        self.label = label
        self.rank = rank
        self.population = population
        self.populationYear = populationYear
        self.areaKm2 = areaKm2
        self.rings = rings
    }
}

package import Regions
package import SimpleFeatures

/// What base maps are made from: the countries, their units, and the regions of one set.
///
/// A file that is missing or damaged leaves a map without it and a note, for the events are what
/// the map is made for.
package struct BaseMapSource: Sendable {
    private let countries: OutlineFile?
    private let units: OutlineFile?
    private let regions: RegionSet?

    /// Who drew the outlines, for a line below the map; `nil` where there are none.
    package var sourceLine: String? {
        guard countries != nil || units != nil else { return nil }
        return "Natural Earth 4.1 (public domain), generalised by QGIS"
    }

    /// - Parameters:
    ///   - countries: Polygons of all countries, with columns `name` and `country`.
    ///   - admin1: Polygons of their units, with the same columns.
    ///   - regions: The regions that events are filed under; `nil` for none.
    package init(countries: OutlineFile?, admin1: OutlineFile?, regions: RegionSet? = nil) {
        self.countries = countries
        units = admin1
        self.regions = regions
    }

    /// The outlines under a layer.
    ///
    /// `b-near` has the countries that the layer's box reaches when it is grown by half of its size on
    /// each side, `b-admin1` the units of the countries that hold positions, as finely as a screen
    /// shows them and as the bytes of a page allow; `b-world` has all other countries, coarsely, and
    /// `b-regions` the region set.
    ///
    /// - Parameters:
    ///   - positions: Where the events are, in any order.
    ///   - dots: Over how many dots of a screen the layer may be spread, when one comes close.
    ///   - withWorld: Whether countries far away are wanted.
    /// - Returns: Sets that have a shape, the coarsest first, and notes on what is missing.
    /// - Complexity: O(*n* log *n*), *n* the number of positions of the layer and of the outlines.
    package func baseMap(
        around positions: [Coordinate], dots: Double = 2000, withWorld: Bool = true
    ) -> BaseMap {
        var map = BaseMap()
        let box = Envelope(shortestAround: positions)
        let detail = OutlineDetail(box, dots: dots)
        let all = read(countries, into: &map) { try $0.areas() }
        let isNear = all.map { area in
            detail.window.map { window in
                area.polygons.contains {
                    Envelope($0.exterior)?.intersects(window) ?? false
                }
            } ?? false
        }
        let near = zip(all, isNear).compactMap { $1 ? $0 : nil }
        if withWorld {
            let far = zip(all, isNear).compactMap { $1 ? nil : $0 }
            map.append(
                OutlineBuilder(id: "b-world", kind: .country, areas: far).set(.world))
        }
        let holders = HoldingCountries(near)
        var codes: Set<String> = []
        var corners = 0
        for code in holders.codes(holding: positions) {
            corners += holders.cornerCount(of: code)
            // Units have about twice the corners of their country.
            guard corners <= BaseMapSource.mostUnitCorners / 2 || codes.isEmpty else { break }
            codes.insert(code)
        }
        let inside = read(codes.isEmpty ? nil : units, into: &map) {
            try $0.areas(ofCountries: codes)
        }
        map.append(OutlineBuilder(id: "b-near", kind: .country, areas: near).set(detail))
        map.append(OutlineBuilder(id: "b-admin1", kind: .admin1, areas: inside).set(detail))
        if let regions {
            map.append(OutlineBuilder(regions: regions, id: "b-regions").set(detail))
        }
        return map
    }

    /// How many corners of units are looked at for one page.
    private static let mostUnitCorners = 120_000

    private func read(
        _ file: OutlineFile?, into map: inout BaseMap,
        _ areas: (OutlineFile) throws -> [OutlineFile.Area]
    ) -> [OutlineFile.Area] {
        guard let file else { return [] }
        do {
            return try areas(file)
        } catch {
            map.notes.append("\(error): the map is without these outlines")
            return []
        }
    }
}

extension BaseMap {
    /// Adds a set that has something to draw.
    fileprivate mutating func append(_ set: OutlineSet) {
        if !set.shapes.isEmpty { sets.append(set) }
    }
}

/// How finely outlines are wanted.
struct OutlineDetail {
    /// What is seen of the earth; `nil` for all of it.
    let window: Envelope?
    /// Roughly how far borders may move.
    let toleranceDegrees: Double
    /// How many bytes the outlines may take before they are packed for the second time.
    let mostBytes: Int

    /// How far around a few places the surroundings reach at least, in degrees.
    private static let leastRim = 2.5

    /// The whole earth on a screen.
    static let world = OutlineDetail(
        window: nil, toleranceDegrees: 0.26, mostBytes: 20 << 10)

    private init(window: Envelope?, toleranceDegrees: Double, mostBytes: Int) {
        self.window = window
        self.toleranceDegrees = toleranceDegrees
        self.mostBytes = mostBytes
    }

    /// The surroundings of a layer.
    ///
    /// - Parameters:
    ///   - box: The box around its events.
    ///   - dots: How many dots of the screen it may be spread over.
    init(_ box: Envelope?, dots: Double) {
        guard let box else {
            self.init(window: nil, toleranceDegrees: 0.22, mostBytes: 48 << 10)
            return
        }
        // Events in one town want to be seen in their country.
        let size = max(box.widthDegrees, box.heightDegrees, 1)
        self.init(
            window: box.grown(
                longitudes: max(box.widthDegrees / 2, OutlineDetail.leastRim),
                latitudes: max(box.heightDegrees / 2, OutlineDetail.leastRim)),
            toleranceDegrees: size / dots, mostBytes: 48 << 10)
    }

    /// Steps of the grid in a degree, so that rounding moves nothing by more than a sixth of what
    /// simplifying may.
    static func steps(toleranceDegrees: Double) -> Int {
        let choices = [10, 20, 50, 100, 200, 500, 1000]
        return choices.first { Double($0) * toleranceDegrees >= 3 } ?? 1000
    }
}

import SimpleFeatures

@testable import Regions

/// Small regions and features that several suites use.
///
/// They are computed, not kept: the leak checker takes an indirect enum in a global for lost.
enum Samples {
    /// A position from numbers known to be in range.
    static func position(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    /// A box as a polygon.
    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Polygon {
        Polygon(exterior: [
            position(west, south), position(east, south), position(east, north),
            position(west, north), position(west, south),
        ])
    }

    static func area(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Geometry {
        .polygon(box(west, south, east, north))
    }

    /// Two neighbours with the border 65° W, and one that overlaps the eastern one.
    static var set: RegionSet {
        RegionSet(
            name: "sample", title: "Sample",
            regions: [
                Region(
                    name: "west", title: "The West", aliases: ["Occidente"],
                    geometry: area(-69, -20, -65, -14), population: 2_000_000, populationYear: 2024,
                    memberIDs: ["dep-la-paz", "town-oruro"]),
                Region(
                    name: "east", title: "The East", geometry: area(-65, -20, -60, -14),
                    areaSquareKilometres: 40_000, memberIDs: ["dep-santa-cruz"]),
                Region(name: "north-east", geometry: area(-63, -16, -60, -14)),
            ])
    }

    /// A feature at a position, or without one.
    static func event(
        at place: (Double, Double)?, _ properties: Properties = [:]
    ) -> Feature {
        Feature(
            geometry: place.map { .point(position($0.0, $0.1)) }, properties: properties)
    }
}

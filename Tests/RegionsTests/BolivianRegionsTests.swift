import Foundation
import Gazetteers
import Geodesy
import SimpleFeatures
import TestMaterial
import Testing
import Topology

@testable import Regions

/// The built-in sets against the gazetteer, the official areas and other people's positions.
@Suite struct BolivianRegionsTests {
    /// A built-in set, read without the program's readers: names, members and polygons.
    private struct BuiltIn: Decodable {
        struct Feature: Decodable {
            struct Shape: Decodable {
                let type: String
                let coordinates: [[[[Double]]]]

                private enum Key: CodingKey { case type, coordinates }

                init(from decoder: any Decoder) throws {
                    let box = try decoder.container(keyedBy: Key.self)
                    type = try box.decode(String.self, forKey: .type)
                    coordinates =
                        type == "Polygon"
                        ? [try box.decode([[[Double]]].self, forKey: .coordinates)]
                        : try box.decode([[[[Double]]]].self, forKey: .coordinates)
                }
            }
            struct Columns: Decodable {
                let name: String
                let title: String
                let aliases: [String]
                let members: [String]
                let area_km2: Double
            }
            let geometry: Shape
            let properties: Columns
        }
        let features: [Feature]
    }

    private static func read(_ name: String) throws -> (RegionSet, stated: [Double]) {
        let file = PackageGazetteer.folder.appendingPathComponent("regions/\(name).geojson")
        let set = try JSONDecoder().decode(BuiltIn.self, from: Data(contentsOf: file))
        let regions = set.features.map { feature in
            let polygons = feature.geometry.coordinates.map { rings in
                let rings = rings.map { ring in ring.map { Samples.position($0[0], $0[1]) } }
                return Polygon(exterior: rings[0], interiors: Array(rings.dropFirst()))
            }
            return Region(
                name: feature.properties.name, title: feature.properties.title,
                aliases: feature.properties.aliases, geometry: .multiPolygon(polygons),
                memberIDs: Set(feature.properties.members))
        }
        return (
            RegionSet(name: name, regions: regions), set.features.map(\.properties.area_km2)
        )
    }

    @Test func `departments are as large as INE says, but for 3 of 100`() throws {
        // INE's figures stand in the column area_km2.
        let (set, stated) = try Self.read("departments")
        var sum = (stated: 0.0, measured: 0.0)
        for (region, official) in zip(set.regions, stated) {
            let share = region.areaSquareKilometres / official - 1
            print(
                "measured: \(region.title) \(region.areaSquareKilometres) km², "
                    + "INE \(official), \(share * 100) %")
            #expect(share.magnitude < 0.03, "\(region.title): \(share)")
            sum.stated += official
            sum.measured += region.areaSquareKilometres
        }
        #expect(set.regions.count == 9)
        #expect((sum.measured / sum.stated - 1).magnitude < 0.02)
    }

    @Test(arguments: ["bolivia", "medialuna"])
    func `every municipal seat is filed in the region of its class`(name: String) throws {
        let (set, _) = try Self.read(name)
        let column = name == "bolivia" ? "region" : "medialuna"
        let classes = try ListTable(
            try PackageGazetteer.table("regions/classes.tsv"), columns: ["id", "level", column])
        let sets = try ListTable(
            try PackageGazetteer.table("regions/sets.tsv"), columns: RegionRecipe.columns)
        let gazetteer = try PackageGazetteer.read()
        var seats: [(feature: Feature, position: Coordinate, region: Int)] = []
        for row in classes.rows where row["level"] == "municipality" {
            let place = try #require(gazetteer.place(withID: row["id"]))
            let line = try #require(
                sets.rows.first { $0["set"] == name && $0["class"] == row[column] })
            seats.append(
                (
                    Feature(
                        geometry: .point(place.position),
                        properties: ["gazetteer_id": .text(place.id)]),
                    place.position, try set.index(named: line["name"])
                ))
        }
        #expect(seats.count == 343)
        let filing = try set.file(
            seats.map(\.feature),
            parents: { id in
                gazetteer.place(withID: id).map { gazetteer.ancestors(of: $0).map(\.id) } ?? []
            })
        let wrong = zip(seats, filing.answers).filter { $0.1.regions != [$0.0.region] }
        #expect(wrong.isEmpty)
        // The polygons alone, for bare positions.
        let bare = try set.file(
            seats.map { Feature(geometry: .point($0.position)) }, parents: { _ in [] })
        let others = zip(seats, bare.answers).filter { $0.1.regions != [$0.0.region] }
        print("measured: \(name): \(others.count) of 343 bare seats in another region")
        for (seat, answer) in others {
            let shape = set.regions[seat.region].geometry
            let kilometres = Geodesic.distanceMetres(from: seat.position, to: shape) / 1000
            print(
                "measured: \(seat.feature.properties["gazetteer_id"].text ?? "") in "
                    + "\(answer.regions.map { set.regions[$0].name }), \(kilometres) km from "
                    + set.regions[seat.region].name)
            #expect(kilometres < 10)
        }
    }

    private static let folder = ProcessInfo.processInfo.environment["APACHETA_EVALUATION"] ?? ""

    @Test(
        .enabled(if: !folder.isEmpty, "APACHETA_EVALUATION names no folder with facts on places"))
    func `places lie in their department or near it`() throws {
        let (set, _) = try Self.read("departments")
        let file = URL(fileURLWithPath: Self.folder).appendingPathComponent("places/places.csv")
        let rows = try DelimitedRows(file)
        var total = 0
        var outside: [(name: String, department: String, kilometres: Double)] = []
        for row in rows.rows where row["country"] == "BO" {
            guard let index = try? set.index(named: row["admin1"] ?? ""),
                let longitude = Double(row["lon"] ?? ""), let latitude = Double(row["lat"] ?? "")
            else { continue }
            total += 1
            let metres = Geodesic.distanceMetres(
                from: Samples.position(longitude, latitude), to: set.regions[index].geometry)
            if metres > 0 {
                outside.append((row["name"] ?? "", set.regions[index].title, metres / 1000))
            }
        }
        outside.sort { $0.kilometres > $1.kilometres }
        print("measured: \(outside.count) of \(total) places outside their department")
        for place in outside {
            print("measured: \(place.name)|\(place.department)|\(place.kilometres)")
        }
        #expect(total > 500)
        #expect(Double(outside.count) < 0.05 * Double(total))
        #expect(outside.allSatisfy { $0.kilometres < 20 })
    }

    /// The rows of a table with commas, by the names of its columns.
    private struct DelimitedRows {
        let rows: [[String: String]]

        init(_ file: URL) throws {
            let text = try String(contentsOf: file, encoding: .utf8)
            var lines: [[String]] = [[]]
            var field = ""
            var isQuoted = false
            for character in text {
                switch character {
                case "\"": isQuoted.toggle()
                case "," where !isQuoted:
                    lines[lines.count - 1].append(field)
                    field = ""
                case "\n" where !isQuoted, "\r\n" where !isQuoted:
                    lines[lines.count - 1].append(field)
                    field = ""
                    lines.append([])
                default: field.append(character)
                }
            }
            let header = lines[0]
            rows = lines.dropFirst().filter { $0.count == header.count }.map { line in
                Dictionary(uniqueKeysWithValues: zip(header, line))
            }
        }
    }
}

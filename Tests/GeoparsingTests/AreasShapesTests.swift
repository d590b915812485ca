import Gazetteers
import Geodesy
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial
import Testing
import Topology

@testable import Geoparsing

@Suite struct AreasShapesTests {
    private static let centres: [(Double, Double)] = [
        (-67.1, -17.97), (0, 0), (179.9, -16.8), (-179.99, 66), (25, 71), (13, 89.9), (0, 90),
        (-120, -90), (77, -89.5), (180, 0), (-180, 52),
    ]

    @Test(arguments: centres, [0.5, 20, 300, 2000])
    func `the sides of a circle lie at its radius within a thousandth`(
        centre: (Double, Double), kilometres: Double
    ) throws {
        let centre = try Coordinate(longitude: centre.0, latitude: centre.1)
        let ring = GeodesicShapes.circle(around: centre, metres: kilometres * 1000)
        for (start, end) in zip(ring, ring.dropFirst()) {
            let side = StraightSegment(from: start, to: end)
            for share in [0, 0.25, 0.5, 0.75] {
                let metres = Geodesic.distanceMetres(from: centre, to: side.position(at: share))
                // A side over a pole is straight on the map only.
                let isPolar = max(start.latitude.magnitude, end.latitude.magnitude) > 89
                #expect(isPolar || abs(metres / kilometres / 1000 - 1) < 0.0015)
            }
        }
        #expect(ring.count <= 73 || centre.latitude.magnitude > 45 || kilometres > 1000)
    }

    @Test(arguments: centres, [20.0, 300, 1500])
    func `areas over the antimeridian and around the poles are valid and as large as they are`(
        centre: (Double, Double), kilometres: Double
    ) throws {
        let centre = try Coordinate(longitude: centre.0, latitude: centre.1)
        let ring = GeodesicShapes.circle(around: centre, metres: kilometres * 1000)
        let frame = MapFrame(around: ring, anchor: centre)
        let pole = centre.latitude < 0 ? -90.0 : 90
        let shape = try frame.read(try #require(frame.polygon(ring, pole: pole)))
        #expect(try shape.isValid())
        let areas = try PreparedAreas([shape])
        #expect(try areas.covers(centre, area: 0))
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let azimuth = Double.random(in: 0..<360, using: &random)
            let share = Double.random(in: 0...2, using: &random)
            guard abs(share - 1) > 0.01 else { continue }
            let position = Geodesic.position(
                from: centre, azimuthDegrees: azimuth, distanceMetres: share * kilometres * 1000)
            #expect(
                try areas.covers(position, area: 0) == (share < 1),
                "azimuth \(azimuth), share \(share)")
        }
    }

    @Test func `a sector holds what lies in its direction and at its distance`() throws {
        for centre in Self.centres where abs(centre.1) < 80 {
            let centre = try Coordinate(longitude: centre.0, latitude: centre.1)
            let ring = GeodesicShapes.sector(
                around: centre, metres: 75_000...125_000, azimuths: 112.5...157.5)
            let frame = MapFrame(around: ring, anchor: centre)
            let shape = try frame.read(try #require(frame.polygon(ring, pole: 90)))
            #expect(try shape.isValid())
            let areas = try PreparedAreas([shape])
            for azimuth in stride(from: 0.0, to: 360, by: 10) {
                for kilometres in [50.0, 80, 100, 120, 150] {
                    let position = Geodesic.position(
                        from: centre, azimuthDegrees: azimuth, distanceMetres: kilometres * 1000)
                    #expect(
                        try areas.covers(position, area: 0)
                            == ((112.5...157.5).contains(azimuth)
                                && (75...125).contains(kilometres)))
                }
            }
        }
    }

    @Test func `a corridor holds what lies near the geodesic`() throws {
        for (start, end) in [
            ((-68.13, -16.5), (-67.11, -17.97)), ((178.0, -17), (-178.0, -16)),
            ((10.0, 60), (40.0, 62)),
        ] {
            let start = try Coordinate(longitude: start.0, latitude: start.1)
            let end = try Coordinate(longitude: end.0, latitude: end.1)
            let ring = GeodesicShapes.capsule(from: start, to: end, metres: 20_000)
            let line = Geodesic.inverse(from: start, to: end)
            let frame = MapFrame(around: ring, anchor: start)
            let shape = try frame.read(try #require(frame.polygon(ring, pole: 90)))
            #expect(try shape.isValid())
            let areas = try PreparedAreas([shape])
            for step in 0...40 {
                let on = Geodesic.position(
                    from: start, azimuthDegrees: line.initialAzimuthDegrees,
                    distanceMetres: line.distanceMetres * Double(step) / 40)
                let onwards = Geodesic.inverse(from: on, to: end)
                let azimuth = step == 40 ? line.finalAzimuthDegrees : onwards.initialAzimuthDegrees
                for (aside, isInside) in [(19_500.0, true), (-19_500, true), (20_500, false)] {
                    let position = Geodesic.position(
                        from: on, azimuthDegrees: azimuth + 90, distanceMetres: aside)
                    #expect(try areas.covers(position, area: 0) == isInside, "step \(step)")
                }
            }
        }
    }

    @Test func `areas told over the antimeridian and at the poles are valid`() throws {
        for text in [
            "A ship lay 300 km east of Suva.", "A ship lay 300 km from Suva.",
            "A ship lay near Suva.", "Storms hit eastern Fiji.", "Storms hit eastern Russia.",
            "A ship lay 900 miles north of Longyearbyen.",
            "A ship lay 900 miles from Longyearbyen.",
        ] {
            let places = try AreasText.places(in: text, focus: nil, language: .english)
            let place = try #require(places.first, "\(text)")
            let extent = try #require(place.extent, "\(text): \(place.outcome)")
            #expect(try extent.geometry.isValid(), "\(text)")
            #expect(
                try PreparedAreas([extent.geometry]).covers(extent.representative, area: 0),
                "\(text)")
            let isCut = extent.geometry.polygons.allSatisfy { polygon in
                zip(polygon.exterior, polygon.exterior.dropFirst()).allSatisfy {
                    ($0.longitude - $1.longitude).magnitude <= 180
                        || $0.latitude.magnitude == 90
                }
            }
            #expect(isCut, "\(text)")
        }
    }

    @Test func `the east of a country goes on over the antimeridian, its west does not`() throws {
        for (text, isEast) in [("Eastern Russia.", true), ("Storms hit western Russia.", false)] {
            let place = try #require(
                AreasText.places(in: text, focus: nil, language: .english).first)
            let longitudes = try #require(place.extent).geometry.positions.map(\.longitude)
            #expect(longitudes.contains { $0 < -170 } == isEast, "\(text)")
            #expect(longitudes.contains { $0 > 170 } == isEast, "\(text)")
            #expect(longitudes.contains { (30...90).contains($0) } == !isEast, "\(text)")
        }
    }

    @Test(arguments: 0..<30)
    func `any words give areas that are in order, apart and valid`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = [
            "20", "km", "miles", "south", "of", "Oruro", "La Paz", "near", "between", "and", "the",
            "road", "from", "to", "northern", "highlands", "outside", "a", "hundred", "half", "-",
            "Bolivia", "within", "part", "kilometre", "12", "on", "Yungas", ",", ".", "\n\n",
            "99999999", "de", "al", "norte", "carretera", "a", "entre", "y", "afueras", "las",
            "Peru", "highway", "radius", "1e9", "0", "0.001", "’", "s", "1,000,000",
        ]
        var text = ""
        for _ in 0..<60 { text += (words.randomElement(using: &random) ?? "") + " " }
        for language in Language.allCases {
            var last = 0
            for place in try AreasText.places(in: text, language: language) {
                #expect(place.range.lowerBound >= last, "seed \(seed)")
                last = place.range.upperBound
                guard let extent = place.extent else { continue }
                #expect(try extent.geometry.isValid(), "seed \(seed): \(place.text)")
                #expect(extent.uncertaintyKilometres < 25_000, "seed \(seed)")
            }
            #expect(last <= text.utf8.count)
        }
    }

    @Test func `words that mean the same give the same area, told by their own mentions`() throws {
        let text = String(
            repeating: "It is 20 km south of Oruro. Near the road to Potosí. ", count: 300)
        let places = try AreasText.places(in: text, language: .english)
        #expect(places.count == 600)
        #expect(Set(places.compactMap(\.extent?.geometry)).count == 2)
        #expect(places.flatMap(\.anchors).compactMap(\.mention) == Array(0..<600))
    }

    @Test func `areas beyond the limit stay open and say why`() throws {
        let gazetteer = try PackageGazetteer.read()
        let parsed = try AreasText.parsed(
            "It is 20 km from Oruro, 30 km from Oruro, 20 km from Oruro, 40 km from Oruro.",
            focus: "BO", language: .english)
        let finder = RelativePlaceFinder(
            report: parsed.report, resolutions: parsed.resolutions, focus: parsed.focus,
            gazetteer: gazetteer, shapes: PlaceShapes())
        let reasons = finder.places(atMost: 2).map { place -> RelativePlace.Reason? in
            if case .unresolved(let reason) = place.outcome { return reason }
            return nil
        }
        #expect(reasons == [nil, nil, nil, .tooMany])
    }

    @Test func `without outlines areas are circles and roads are straight`() throws {
        let places = try AreasText.places(
            in: "In the Chapare and on the road from Oruro to La Paz, and in southern Peru.",
            language: .english, shapes: PlaceShapes())
        #expect(places.map(\.kind) == [.area, .corridor, .part])
        let circle = try #require(places[0].extent)
        #expect(abs(circle.uncertaintyKilometres - 78) < 0.1)
        #expect(places[1].extent != nil)
        guard case .unresolved(let reason) = places[2].outcome else {
            Issue.record("a country has a circle")
            return
        }
        #expect(reason == .noOutline)
    }

    @Test func `records and features tell the areas`() throws {
        let parsed = try AreasText.parsed(
            "¡Ñ! The mine is 20 km south of Oruro. In the highlands it rained.", focus: "BO",
            language: .english)
        guard case .object(let record) = parsed.record(),
            case .list(let list) = record["relative_places"], list.count == 2,
            case .object(let first) = list[0], case .object(let second) = list[1],
            case .object(let geometry) = first["geometry"]
        else {
            Issue.record("no areas")
            return
        }
        #expect(first["start"] == .integer(16))
        #expect(first["end"] == .integer(36))
        #expect(first["text"] == .text("20 km south of Oruro"))
        #expect(first["kind"] == .text("sector"))
        #expect(first["anchors"] == .list([.integer(0)]))
        #expect(first["anchor_ids"] == .list([.text("bo-mun-040101")]))
        #expect(first["geo_prec"] == .text("area"))
        #expect(geometry["type"] == .text("Polygon"))
        #expect(second["anchor_ids"] == .list([.text("bo-western-highlands")]))
        let features = parsed.areaFeatures()
        #expect(features.map(\.id) == ["r.txt#16-area", "r.txt#41-area"])
        #expect(features[0].properties["anchors"] == .list([.text("Oruro")]))
        #expect(features[0].geometry?.kindName == "Polygon")
    }
}

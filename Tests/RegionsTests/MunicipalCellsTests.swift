import Geodesy
import SimpleFeatures
import Testing
import Topology

@testable import Regions

@Suite struct MunicipalCellsTests {
    static func seat(
        _ id: String, _ longitude: Double, _ latitude: Double, in department: String,
        class className: String
    ) -> MunicipalCells.Seat {
        MunicipalCells.Seat(
            id: id, position: Samples.position(longitude, latitude), departmentName: department,
            className: className)
    }

    static var departments: [MunicipalCells.Department] {
        [
            MunicipalCells.Department(name: "A", geometry: Samples.area(-68, -20, -66, -18)),
            MunicipalCells.Department(name: "B", geometry: Samples.area(-66, -20, -64, -18)),
        ]
    }

    /// The area in the plane of degrees: a corner set on a straight edge changes nothing.
    static func planeArea(_ shape: Geometry) -> Double {
        func area(_ ring: [Coordinate]) -> Double {
            guard let origin = ring.first else { return 0 }
            return zip(ring, ring.dropFirst()).reduce(0) { sum, edge in
                let (x1, y1) = (
                    edge.0.longitude - origin.longitude, edge.0.latitude - origin.latitude
                )
                let (x2, y2) = (
                    edge.1.longitude - origin.longitude, edge.1.latitude - origin.latitude
                )
                return sum + x1 * y2 - x2 * y1
            }.magnitude / 2
        }
        return shape.polygons.reduce(0) { sum, polygon in
            sum + area(polygon.exterior) - polygon.interiors.reduce(0) { $0 + area($1) }
        }
    }

    @Test func `a department is shared half and half between two seats, and joined across`() throws
    {
        let cells = try MunicipalCells(
            seats: [
                Self.seat("a1", -67.5, -19, in: "A", class: "high"),
                Self.seat("a2", -66.5, -19, in: "A", class: "low"),
                Self.seat("b1", -65, -19, in: "B", class: "low"),
            ], departments: Self.departments)
        #expect(cells.areas.map(\.className) == ["high", "low"])
        #expect(cells.areas.map(\.seatIDs) == [["a1"], ["a2", "b1"]])
        #expect(cells.areas[0].geometry.envelope == Samples.area(-68, -20, -67, -18).envelope)
        #expect(cells.areas[1].geometry.envelope == Samples.area(-67, -20, -64, -18).envelope)
        #expect(cells.areas[1].geometry.polygons.count == 1)
        #expect(cells.notes.isEmpty)
    }

    @Test func `ground near a seat across the border stays with its own department`() throws {
        let cells = try MunicipalCells(
            seats: [
                Self.seat("a", -67.9, -19, in: "A", class: "west"),
                Self.seat("b", -65.9, -19, in: "B", class: "east"),
            ], departments: Self.departments)
        #expect(cells.areas[0].geometry.polygons == Self.departments[0].geometry.polygons)
        #expect(cells.areas[1].geometry.polygons == Self.departments[1].geometry.polygons)
    }

    @Test(arguments: UInt64(0)..<20)
    func `the areas of all classes are the departments, no more and no less`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        // A border between the departments that zigzags.
        let zigzag = (0...12).map { step in
            Samples.position(
                -66 + .random(in: -0.3...0.3, using: &random), -20 + Double(step) / 6)
        }
        let west = [Samples.position(-68, -18), Samples.position(-68, -20)] + zigzag
        let east =
            [Samples.position(-64, -20), Samples.position(-64, -18)] + zigzag.reversed()
        let departments = zip(["A", "B"], [west, east]).map { name, ring in
            MunicipalCells.Department(
                name: name, geometry: .polygon(Polygon(exterior: ring + ring.prefix(1))))
        }
        let seats = (0..<30).map { number in
            Self.seat(
                "seat-\(number)", .random(in: -68...(-64), using: &random),
                .random(in: -20...(-18), using: &random), in: number % 2 == 0 ? "A" : "B",
                class: ["high", "middle", "low"][number % 3])
        }
        let cells = try MunicipalCells(seats: seats, departments: departments)
        for area in cells.areas {
            #expect(try area.geometry.validityProblem() == nil, "seed \(seed)")
        }
        let all = try Geometry.union(of: cells.areas.map(\.geometry))
        let ground = try Geometry.union(of: departments.map(\.geometry))
        #expect(Self.planeArea(try ground.difference(from: all)) < 1e-12, "seed \(seed)")
        #expect(Self.planeArea(try all.difference(from: ground)) < 1e-12, "seed \(seed)")
        let sum = cells.areas.reduce(0) { $0 + Self.planeArea($1.geometry) }
        #expect((sum - Self.planeArea(ground)).magnitude < 1e-11, "seed \(seed)")
    }

    @Test func `a crumb goes to the neighbour along its longest border`() throws {
        // The department has a spike of 0.008° by 0.004° beyond the middle between the seats: 842 m
        // by 443 m, 37.3 ha.
        let spiked = Geometry.polygon(
            Polygon(exterior: [
                Samples.position(-68, -20), Samples.position(-67, -20),
                Samples.position(-67, -19.004), Samples.position(-66.992, -19.004),
                Samples.position(-66.992, -19), Samples.position(-67, -19),
                Samples.position(-67, -18), Samples.position(-68, -18),
                Samples.position(-68, -20),
            ]))
        let cells = try MunicipalCells(
            seats: [
                Self.seat("west", -67.5, -19, in: "A", class: "high"),
                Self.seat("east", -66.5, -19, in: "A", class: "low"),
            ],
            departments: [MunicipalCells.Department(name: "A", geometry: spiked)])
        #expect(cells.notes == ["37.3 ha of low went to high, their neighbour"])
        #expect(cells.areas[1].geometry.polygons.isEmpty)
        #expect(
            (Self.planeArea(cells.areas[0].geometry) - Self.planeArea(spiked)).magnitude < 1e-12)
    }

    @Test func `an island keeps its class, however small`() throws {
        let island = Samples.box(-60, -19, -59.995, -18.995)
        let cells = try MunicipalCells(
            seats: [
                Self.seat("a", -67.5, -19, in: "A", class: "high"),
                Self.seat("b", -60, -19, in: "A", class: "low"),
            ],
            departments: [
                MunicipalCells.Department(
                    name: "A", geometry: .multiPolygon([Samples.box(-68, -20, -66, -18), island]))
            ])
        #expect(cells.areas[1].geometry.envelope == Envelope(island.exterior))
        #expect(cells.notes.isEmpty)
    }

    @Test func `of seats at one position the first has the cell`() throws {
        let cells = try MunicipalCells(
            seats: [
                Self.seat("first", -67, -19, in: "A", class: "high"),
                Self.seat("second", -67, -19, in: "A", class: "low"),
            ], departments: Array(Self.departments.prefix(1)))
        #expect(cells.notes == ["seat second stands where first stands, which has the cell"])
        #expect(cells.areas.map { $0.geometry.polygons.count } == [1, 0])
    }

    @Test func `seats and departments must belong together`() {
        let lost = Self.seat("x", -67, -19, in: "C", class: "high")
        do throws(RegionError) {
            _ = try MunicipalCells(seats: [lost], departments: Self.departments)
            Issue.record("a seat without a department was taken")
        } catch {
            #expect(error.description == "seat x names the department 'C', expected A, B")
        }
        do throws(RegionError) {
            _ = try MunicipalCells(
                seats: [Self.seat("a", -67, -19, in: "A", class: "high")],
                departments: Self.departments)
            Issue.record("a department without a seat was taken")
        } catch {
            #expect(error.description == "the department 'B' has no seat, expected at least one")
        }
        #expect(throws: RegionError.self) {
            try MunicipalCells(
                seats: [], departments: Self.departments + Self.departments.prefix(1))
        }
    }

    @Test func `a department whose ring crosses itself is repaired, with a note`() throws {
        let bowTie = Geometry.polygon(
            Polygon(exterior: [
                Samples.position(0, 0), Samples.position(1, 1), Samples.position(1, 0),
                Samples.position(0, 1), Samples.position(0, 0),
            ]))
        let cells = try MunicipalCells(
            seats: [Self.seat("a", 0.5, 0.5, in: "A", class: "high")],
            departments: [MunicipalCells.Department(name: "A", geometry: bowTie)])
        #expect(cells.notes.count == 1)
        #expect(cells.notes.first?.hasPrefix("department 'A' repaired: self-intersection") == true)
        #expect(try cells.areas[0].geometry.isValid())
    }
}

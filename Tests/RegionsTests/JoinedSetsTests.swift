import SimpleFeatures
import Testing

@testable import Regions

/// Several sets as one.
@Suite struct JoinedSetsTests {
    static var other: RegionSet {
        RegionSet(
            name: "data/halves.kml",
            regions: [
                Region(name: "West", title: "The west", geometry: Samples.area(-69, -20, -60, -17)),
                Region(name: "south", geometry: Samples.area(-69, -14, -60, -10)),
            ], notes: ["a note"])
    }

    @Test func `regions keep the names of their sets, and shared names are told apart`() throws {
        let joined = RegionSet.joined([Samples.set, Self.other])
        #expect(joined.name == "sample + data/halves.kml")
        #expect(
            joined.regions.map(\.name)
                == ["sample/west", "east", "north-east", "halves/West", "south"])
        #expect(joined.regions.map(\.title).first == "sample/The West")
        #expect(
            joined.regions.map(\.setName)
                == ["sample", "sample", "sample", "data/halves.kml", "data/halves.kml"])
        #expect(joined.parts == [0..<3, 3..<5])
        #expect(joined.notes == ["a note"])
        #expect(try joined.index(named: "sample/west") == 0)
        #expect(try joined.index(named: "halves/west") == 3)
        #expect(try joined.index(named: "sample/east") == 1)
        #expect(try joined.index(named: "halves/south") == 4)
        #expect(try joined.index(named: "occidente") == 0)
        do throws(RegionError) {
            _ = try joined.index(named: "west")
            Issue.record("a shared name was found")
        } catch {
            #expect(
                error.description
                    == "no region 'west' in sample + data/halves.kml, expected sample/west or "
                    + "halves/West")
        }
    }

    @Test func `sets are in one piece, whatever the order of the file`() throws {
        let joined = RegionSet.joined([Samples.set, Self.other])
        let order = [3, 0, 4, 1, 2]
        let mixed = try RegionSet(
            layer: Layer(name: "m", features: order.map { joined.layer.features[$0] }))
        #expect(mixed.parts == [0..<2, 2..<5])
        #expect(mixed.regions.map(\.name).last == "north-east")
        // A column of that name with a value for each region is none of ours.
        let other = try RegionSet(
            layer: Layer(
                name: "o",
                features: (0..<20).map { index in
                    Feature(
                        geometry: Samples.area(Double(index), 0, Double(index) + 1, 1),
                        properties: ["name": .text("r\(index)"), "set": .text("s\(index)")])
                }))
        #expect(other.parts == [0..<20])
        #expect(other.name == "o")
    }

    @Test func `files of one name in different folders go by their paths`() throws {
        let sets = ["a/x.kml", "b/x.kml"].map { path in
            RegionSet(
                name: path,
                regions: [Region(name: "r", geometry: Samples.area(0, 0, 1, 1))])
        }
        let joined = RegionSet.joined(sets)
        #expect(joined.regions.map(\.name) == ["a/x.kml/r", "b/x.kml/r"])
        #expect(try joined.index(named: "b/x.kml/r") == 1)
    }

    @Test func `an event is filed in each set by itself, whatever rule files it in another`() throws
    {
        let joined = RegionSet.joined([Samples.set, Self.other])
        let event = Samples.event(at: (-66, -18), ["gazetteer_id": .text("town-oruro")])
        let alone = Samples.event(at: (-62, -18), ["gazetteer_id": .text("unknown")])
        let outside = Samples.event(at: (0, 0))
        let filing = try joined.file([event, alone, outside], parents: { _ in [] })
        #expect(
            filing.answers == [
                .filed([0, 3], by: .member(id: "town-oruro")), .filed([1, 3], by: .polygon),
                .unfiled(.outside),
            ])
        // On the border between west and east the first of them has it; the other set has it too.
        let border = try joined.file([Samples.event(at: (-65, -18))], parents: { _ in [] })
        #expect(border.answers == [.filed([0, 3], by: .border)])
    }

    @Test func `one set alone stays as it is`() {
        let one = RegionSet.joined([Samples.set])
        #expect(one.regions == Samples.set.regions)
        #expect(one.name == "sample")
        #expect(one.parts == [0..<3])
        #expect(RegionSet(name: "empty", regions: []).parts.isEmpty)
    }

    @Test func `sets that were joined, written and read are joined still`() throws {
        let joined = RegionSet.joined([Samples.set, Self.other])
        let again = try RegionSet(layer: joined.layer)
        #expect(again.regions.map(\.name) == joined.regions.map(\.name))
        #expect(again.regions.map(\.setName) == joined.regions.map(\.setName))
        #expect(again.regions.map(\.geometry) == joined.regions.map(\.geometry))
        #expect(again.parts == joined.parts)
        #expect(again.name == joined.name)
    }
}

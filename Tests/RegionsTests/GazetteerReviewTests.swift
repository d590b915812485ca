import Gazetteers
import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

@testable import Regions

/// What the review says of places and their names; areas have a suite of their own.
@Suite struct GazetteerReviewTests {
    @Test func `twins and strays are remarked on, and nothing else`() throws {
        let gazetteer = try Stacked.gazetteer([
            """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1
            dep-a\tA\tA/ADM1\t-67\t-19\tBO\tdep-a
            one\tSan Pedro\tP/PPL\t-67\t-19\tBO\tdep-a
            two\tSan Pedro\tP/PPL\t-67.01\t-19\tBO\tdep-a
            quarter\tSan Pedro\tP/PPLX\t-67\t-19\tBO\tdep-a
            near\tBorder\tP/PPL\t-65.95\t-19\tBO\tdep-a
            stray\tStray\tP/PPL\t-65\t-19\tBO\tdep-a
            abroad\tAbroad\tP/PPL\t0\t0\tGH\t
            """
        ])
        let units = RegionSet(
            name: "units",
            regions: [
                Region(
                    name: "a", title: "A", geometry: Samples.area(-68, -20, -66, -18),
                    memberIDs: ["dep-a"])
            ])
        let review = try GazetteerReview(of: gazetteer, units: units)
        // One degree of longitude at 19° S is 105.3 km (GeographicLib, GeodSolve 19S 65W 19S 66W).
        #expect(
            review.lines == [
                "twins: one and two are both 'San Pedro' (P/PPL), 1.1 km apart",
                "outside: stray 'Stray' lies 105.3 km outside A, which its row names",
            ])
        #expect(review.placeCount == 7)
        #expect(review.faultCount == 0)
        #expect(review.remarkCount == 2)
    }

    @Test func `twins of two spellings are shown with both`() throws {
        let gazetteer = try Stacked.gazetteer([
            """
            id\tname\tkind\tlongitude\tlatitude
            one\tRafaḩ\tP/PPL\t34.2\t31.3
            two\tRafah\tP/PPL\t34.2\t31.3
            """
        ])
        #expect(
            try GazetteerReview(of: gazetteer).lines == [
                "twins: one 'Rafaḩ' and two 'Rafah' are both P/PPL, 0.0 km apart"
            ])
    }

    // MARK: - Names

    static let names = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tpopulation\tnames
        bo\tBolivia\tA/PCLI\t-64\t-17\tBO\t\t\t
        dep-a\tA\tA/ADM1\t-67\t-19\tBO\tdep-a\t\t
        dep-b\tB\tA/ADM1\t-63\t-19\tBO\tdep-b\t\t
        sp-1\tSan Pedro\tP/PPL\t-67\t-19\tBO\tdep-a\t100\t
        sp-2\tSán Pedro\tP/PPL\t-67.5\t-19\tBO\tdep-a\t200\t
        sp-3\tSan Pedro\tP/PPL\t-63\t-19\tBO\tdep-b\t300\t
        kami\tKami\tP/PPL\t-67\t-18\tBO\tdep-a\t50\t
        mina\tMina\tP/PPL\t-67.5\t-18\tBO\tdep-a\t70\tKami|Vieja
        other\tOther\tP/PPL\t-66\t-18\tBO\tdep-a\t\tVieja
        far\tFar\tP/PPL\t0\t8\tGH\t\t\tLejos
        farther\tFarther\tP/PPL\t1\t8\tGH\t\t\tLejos
        """

    @Test func `names collide inside a unit, or a country without units, on one level`() throws {
        let review = try GazetteerReview(of: try Stacked.gazetteer([Self.names]))
        #expect(
            review.lines == [
                "same-name: 'Sán Pedro' is the name of 2 places (town) in A (dep-a): sp-2, sp-1",
                "alias: 'Kami' is the name of kami and an alias of mina 'Mina' (town) in A (dep-a)",
                "shared-alias: 'vieja' is an alias of 2 places (town) in A (dep-a): mina, other",
                "shared-alias: 'lejos' is an alias of 2 places (town) in GH: far, farther",
            ])
    }

    @Test func `names collide across stacked gazetteers, where no place shadows the other`() throws
    {
        let above = """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tpopulation\tnames
            mine\tMine\tP/PPL\t-66\t-19\tBO\tdep-b\t\tSan Pedro
            sp-1\tSan Pedro Nuevo\tP/PPL\t-67\t-19\tBO\tdep-a\t\t
            """
        let review = try GazetteerReview(of: try Stacked.gazetteer([above, Self.names]))
        #expect(
            review.groups.flatMap { $0.remarks.map(\.placeIDs) } == [
                ["kami", "mina"], ["sp-3", "mine"], ["mina", "other"], ["far", "farther"],
            ])
        // Eleven below and two above, one of which stands for one below.
        #expect(review.placeCount == 12)
    }

    @Test func `of many remarks the most important are kept and all counted`() throws {
        let rows = (0..<200).map { number in
            // Equal names in pairs, half a degree apart, the later ones of more inhabitants.
            "p\(number)\tName\(number / 2)\tP/PPL\t\(Double(number % 2) / 2)\t8\tGH\t\(number)"
        }
        let gazetteer = try Stacked.gazetteer([
            (["id\tname\tkind\tlongitude\tlatitude\tcountry\tpopulation"] + rows)
                .joined(separator: "\n")
        ])
        var limits = GazetteerReview.Limits()
        limits.remarks = 2
        let few = try GazetteerReview(of: gazetteer, limits: limits)
        #expect(few.groups.map(\.count) == [100])
        #expect(few.groups[0].remarks.map(\.placeIDs) == [["p199", "p198"], ["p197", "p196"]])
        let all = try GazetteerReview(of: gazetteer)
        #expect(all.groups[0].remarks.map(\.placeIDs[0]) == (0..<100).map { "p\(199 - 2 * $0)" })
    }

    @Test(arguments: 0..<100)
    func `twins and equal names are those that comparing all pairs finds`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let kinds = ["P/PPL", "P/PPLX", "S/MN"]
        let header = "id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1"
        // Two layers share a few ids, names and kinds in a few kilometres around the antimeridian.
        let tables = (0..<2).map { _ in
            ([header]
                + (0..<30).map { _ in
                    let east = Int.random(in: 17_998...18_001, using: &generator)
                    let longitude = Double(east > 18_000 ? east - 36_000 : east) / 100
                    return "p\(Int.random(in: 0..<80, using: &generator))\t"
                        + "N\(Int.random(in: 0..<6, using: &generator))\t"
                        + "\(kinds[Int.random(in: 0..<3, using: &generator)])\t\(longitude)\t"
                        + "\(Double(Int.random(in: -2...2, using: &generator)) / 100)\tFJ\t"
                }).joined(separator: "\n")
        }
        let gazetteer = try Stacked.gazetteer(tables)
        let places = gazetteer.places.filter { gazetteer.counts($0) }
        var twins: Set<Set<String>> = []
        for one in places {
            for other in places where one.index < other.index {
                guard one.name == other.name, one.kind == other.kind,
                    Geodesic.distanceMetres(from: one.position, to: other.position) <= 2_000
                else { continue }
                twins.insert([one.id, other.id])
            }
        }
        let twinned = twins.reduce(into: Set<String>()) { $0.formUnion($1) }
        let namesakes = Dictionary(grouping: places) { "\($0.name) \($0.kind.level)" }.values
            .filter { $0.count > 1 && !$0.allSatisfy { twinned.contains($0.id) } }
        let review = try GazetteerReview(of: gazetteer)
        func group(_ kind: GazetteerReview.Kind) -> GazetteerReview.Group? {
            review.groups.first { $0.kind == kind }
        }
        #expect(Set((group(.twins)?.remarks ?? []).map { Set($0.placeIDs) }) == twins)
        #expect(group(.twins)?.count ?? 0 == twins.count)
        #expect(group(.sameName)?.count ?? 0 == namesakes.count)
    }
}

/// Gazetteers compiled in memory, one above the other.
enum Stacked {
    /// - Parameter tables: Tab-separated tables, the uppermost first.
    static func gazetteer(_ tables: [String]) throws -> Gazetteer {
        Gazetteer(stacking: try tables.map { try CompiledGazetteer(bytes: bytes(of: $0)) })
    }

    static func bytes(of table: String) throws -> [UInt8] {
        let lines = LineReader(file: "p.tsv", bytes: Array((table + "\n").utf8))
        var bytes: [UInt8] = []
        try GazetteerCompiler(sources: [DelimitedTable(lines)]).write { bytes += $0 }
        return bytes
    }
}

extension GazetteerReview {
    /// The remarks as the command line shows them.
    var lines: [String] {
        groups.flatMap { group in
            group.remarks.map { "\(group.kind.rawValue): \($0.sentence)" }
        }
    }
}

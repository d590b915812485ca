import Gazetteers
import SimpleFeatures
import Testing

@testable import Regions

@Suite struct GazetteerReviewTests {
    static let table = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1
        dep-a\tA\tA/ADM1\t-67\t-19\tBO\tdep-a
        one\tSan Pedro\tP/PPL\t-67\t-19\tBO\tdep-a
        two\tSan Pedro\tP/PPL\t-67.01\t-19\tBO\tdep-a
        far\tSan Pedro\tP/PPL\t-67.1\t-19\tBO\tdep-a
        quarter\tSan Pedro\tP/PPLX\t-67\t-19\tBO\tdep-a
        near\tBorder\tP/PPL\t-65.95\t-19\tBO\tdep-a
        stray\tStray\tP/PPL\t-65\t-19\tBO\tdep-a
        abroad\tAbroad\tP/PPL\t0\t0\tGH\t

        """

    @Test func `twins and strays are remarked on, and nothing else`() throws {
        let gazetteer = try Gazetteer(
            tables: [Gazetteer.Table(file: "p.tsv", bytes: Array(Self.table.utf8))])
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
            review.remarks.map(\.sentence) == [
                "one and two are both 'San Pedro' (P/PPL), 1.1 km apart",
                "stray 'Stray' lies 105.3 km outside A, which its row names",
            ])
    }
}

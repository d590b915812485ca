import Gazetteers
import Testing

@Suite struct PlaceKindTests {
    @Test(arguments: [
        ("A/PCLI", PlaceKind.Level.country), ("A/PCLS", .country), ("A/ADM1", .admin1),
        ("A/ADM2", .admin2), ("A/ADM3", .admin3), ("P/PPL", .town), ("P/PPLA2", .town),
        ("P/PPLX", .neighbourhood), ("L/RGN", .region), ("L/CONT", .continent),
        ("T/PLAT", .region), ("T/MT", .site), ("H/LK", .site), ("S/AIRP", .site), ("R/RD", .site),
    ])
    func `a class and a code tell the level`(text: String, level: PlaceKind.Level) throws {
        #expect(try #require(PlaceKind(text)).level == level)
    }

    @Test(arguments: ["", "P", "PPL", "P/", "p/ppl", "P/PPL X", "P/Ñ", "PP/L", "P/PPLPPLPPLPP"])
    func `what is no class and code is refused`(text: String) {
        #expect(PlaceKind(text) == nil)
    }
}

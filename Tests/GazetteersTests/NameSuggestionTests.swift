import Gazetteers
import TestMaterial
import Testing

@Suite struct NameSuggestionTests {
    @Test(arguments: [
        ("Alto El", "El Alto", 1), ("Villatunari", "Villa Tunari", 1),
        ("Rio de Janiero", "Rio de Janeiro", 1),
        ("Boenos Aires", "Buenos Aires", 1), ("Vila Tunary", "Villa Tunari", 2),
        ("Tunari Villa", "Villa Tunari", 1), ("Dochabanba", "Cochabamba", 2),
        ("Mariopol", "Mariupol", 1),
    ])
    func `the first suggestion is the place that a person means`(
        text: String, name: String, edits: Int
    ) throws {
        let gazetteer = try PackageGazetteer.read()
        let first = try #require(gazetteer.suggestions(for: PlaceQuery(text)).first)
        #expect(first.place.name == name)
        #expect(first.edits == edits)
    }

    @Test func `a name too long to be compared has no suggestions`() throws {
        let gazetteer = try PackageGazetteer.read()
        let text = String(repeating: "a", count: 65)
        #expect(gazetteer.suggestions(for: PlaceQuery(text)).isEmpty)
    }
}

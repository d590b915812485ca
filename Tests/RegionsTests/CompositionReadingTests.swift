import Testing

@testable import Regions

/// The text of a composition, read.
@Suite struct CompositionReadingTests {
    static func read(_ text: String) throws(RegionError) -> Composition {
        try Composition(reading: Array(text.utf8), file: "dir/coca.regions")
    }

    @Test func `sections, their lines and what is done come out as they were written`() throws {
        let composition = try Self.read(
            """
            # regions of a study
            title: Where coca is grown
            country: bo

            [files]
            file: data/provinces.gpkg
            layer: adm2
            name: NAME_2

            [(coast)]
            add: files/*

            [tropics]
            title: The tropics
            aliases: trópico; coca country
            population: 250000 in 2012
            add: bolivia/chapare; La Paz, Bolivia
            subtract: within 10 km of the road Oruro-La Paz
            clip: coast

            [capitals]
            cells: Oruro; La Paz
            clip: departments/*
            """)
        #expect(composition.heading.name == "coca")
        #expect(composition.heading.title == "Where coca is grown")
        #expect(composition.heading.country == "BO")
        #expect(composition.sources.map(\.file) == ["data/provinces.gpkg"])
        #expect(composition.sources.map(\.layer) == ["adm2"])
        #expect(composition.sources.map(\.nameProperty) == ["NAME_2"])
        #expect(composition.sections.map(\.name) == ["coast", "tropics", "capitals"])
        #expect(
            composition.sections.map(\.kind)
                == [.area, .region, .cells(of: ["Oruro", "La Paz"], line: 22)])
        let tropics = composition.sections[1]
        #expect(tropics.aliases == ["trópico", "coca country"])
        #expect(tropics.population == 250_000)
        #expect(tropics.populationYear == 2012)
        #expect(tropics.steps.map(\.verb) == [.add, .subtract, .clip])
        #expect(tropics.steps.map(\.line) == [17, 18, 19])
        #expect(tropics.steps[0].areas == [.named("bolivia/chapare"), .named("La Paz, Bolivia")])
        #expect(
            tropics.steps[1].areas == [
                .within(metres: 10_000, of: .road("Oruro-La Paz", written: "road Oruro-La Paz"))
            ])
    }

    @Test func `Spanish keys and a file of Windows are read alike`() throws {
        let english = try Self.read("[a]\ntitle: T\nadd: X\nsubtract: within 5 km of Y\n")
        let spanish = try Self.read(
            "\u{FEFF}[a]\r\ntítulo: T\r\nsumar: X\r\nrestar: a 5 km de Y\r\n")
        #expect(english.sections == spanish.sections)
    }

    @Test(arguments: [
        ("within 20 km of Oruro", 20_000.0, ComposedArea.Middle.named("Oruro")),
        (
            "Within 500m of the road Oruro - La Paz", 500,
            .road("Oruro - La Paz", written: "road Oruro - La Paz")
        ),
        ("within 2.5 km of road Ruta 1", 2500, .road("Ruta 1", written: "road Ruta 1")),
        (
            "within 20 km of the route Oruro - Patacamaya - La Paz", 20_000,
            .route("Oruro - Patacamaya - La Paz")
        ),
        (
            "a menos de 20 km de la carretera Oruro-La Paz", 20_000,
            .road("Oruro-La Paz", written: "carretera Oruro-La Paz")
        ),
        ("a 20 km de la ruta Oruro – La Paz", 20_000, .route("Oruro – La Paz")),
        ("a 3 km de la ruta 1", 3000, .road("la ruta 1", written: "ruta 1")),
        ("within 1 mi of departments/la-paz", 1609.344, .named("departments/la-paz")),
        ("within 9 km of Isle of Man", 9000, .named("Isle of Man")),
    ])
    func `distances are read with what they are measured from`(
        text: String, metres: Double, middle: ComposedArea.Middle
    ) throws {
        #expect(try ComposedArea(parsing: text) == .within(metres: metres, of: middle))
    }

    @Test(arguments: [
        "La Paz", "Withington", "A Coruña", "a pueblo", "within", "Ruta 1", "departments/*",
    ])
    func `what tells no distance is a name`(text: String) throws {
        #expect(try ComposedArea(parsing: text) == .named(text))
    }

    @Test func `places of a way are parted by dashes between blanks, else by any dash`() {
        #expect(ComposedArea.Middle.stops(in: "Oruro-La Paz") == ["Oruro", "La Paz"])
        #expect(
            ComposedArea.Middle.stops(in: "Aix-en-Provence - Arles")
                == ["Aix-en-Provence", "Arles"])
        #expect(ComposedArea.Middle.stops(in: "Ruta 1") == ["Ruta 1"])
    }

    @Test(arguments: [
        ("", ": no region, expected a section '[name]' with a line 'add:'"),
        ("[(a)]\nadd: x", ": no region, expected a section '[name]' with a line 'add:'"),
        ("add: x", ":1: 'add:' stands above the first '[name]', expected it below one"),
        ("hello", ":1: found 'hello', expected '[name]' or 'key: text'"),
        ("[a", ":1: found '[a', expected a name in brackets, '[name]'"),
        ("[ ]", ":1: no name in the brackets, expected '[name]'"),
        ("[a/b]", ":1: found '/' in the name 'a/b', expected a name without it"),
        ("[a]\n\n[b]\nadd: x", ":1: [a] has no area, expected a line 'add:', 'cells:' or 'file:'"),
        ("[a]\nadd: x\n[A]", ":3: the name 'A' stands in line 1 already, expected another"),
        ("[a]\nadd:", ":2: nothing stands behind 'add:', expected a text"),
        ("[a]\nadd: x;; y", ":2: nothing stands between two ';' or at an end, expected a name"),
        ("[a]\nclip: x", ":2: nothing is there yet to clip, expected 'add:' before it"),
        ("[a]\ntitle: x\ntitle: y", ":3: 'title:' stands in line 2 already"),
        ("title: x\ntitle: y", ":2: 'title:' stands in line 1 already"),
        (
            "colour: x",
            ":1: found the key 'colour', expected one of 'set:', 'title:', 'country:'"
        ),
        (
            "[a]\nfile: x.kml\nadd: y",
            ":3: found the key 'add:' in [a], expected one of 'file:', 'layer:', 'name:'"
        ),
        (
            "[a]\nadd: x\nlayer: y",
            ":3: found the key 'layer:' in [a], expected one of 'title:', 'aliases:', "
                + "'population:', 'add:', 'subtract:', 'clip:', 'cells:'"
        ),
        (
            "[a]\npopulation: 1,000",
            ":2: found the population '1,000', expected digits, "
                + "as in '2012000 in 2024'"
        ),
        (
            "[a]\nadd: within 5 of x",
            ":2: length '5' has no unit: expected one of m, km, mi, nmi, as in '5km'"
        ),
        (
            "[a]\nadd: within 9000 km of x",
            ":2: found a distance of 9000 km, expected 1 m to 2,000 km"
        ),
        (
            "[a]\nadd: within 5 km",
            ":2: 'within 5 km' does not say of what, expected 'within 20 km of PLACE', "
                + "'of the road PLACE - PLACE' or 'of the route …'"
        ),
        ("[a]\ncells: x", ":2: found one place, expected two or more, with ';' between"),
        ("[a]\ncells: x; y", ":2: cells go on for ever, expected a line 'clip:' behind 'cells:'"),
        (
            "[a]\ntitle: t\ncells: x; y\nclip: z",
            ":2: [a] makes a region for each of its places, expected no title, aliases or population"
        ),
        (
            "[a]\nadd: x\ncells: y; z",
            ":3: 'cells:' in [a], expected it as the first line of a section whose name has no "
                + "parentheses"
        ),
    ])
    func `what is wrong is told with its line`(text: String, sentence: String) {
        do throws(RegionError) {
            _ = try Self.read(text)
            Issue.record("it was read")
        } catch { #expect(error.description == "dir/coca.regions" + sentence) }
    }

    @Test func `bytes that are no text, and too many of anything, are refused`() {
        #expect(throws: RegionError.self) {
            try Composition(reading: [0x5B, 0xFF, 0x5D], file: "x.regions")
        }
        #expect(throws: RegionError.self) {
            try Composition(
                reading: Array(repeating: 0x23, count: Composition.Limits.bytes + 1), file: "x")
        }
        #expect(throws: RegionError.self) {
            try Self.read((0...Composition.Limits.sections).map { "[s\($0)]\nadd: x\n" }.joined())
        }
        let names = Array(repeating: "x", count: Composition.Limits.names + 1)
        #expect(throws: RegionError.self) {
            try Self.read("[a]\nadd: " + names.joined(separator: ";"))
        }
    }
}

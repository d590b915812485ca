import Formats
import SimpleFeatures

/// Layers that several suites write.
enum Samples {
    /// One of each kind of shape, with the texts that break writers, across the antimeridian and
    /// without a place.
    static let hostile = Layer(
        name: "events <\"&'> ñ",
        features: [
            Feature(
                id: "0a1b", geometry: .point(at(-68.15, -16.5)),
                properties: [
                    "id": .text("0a1b"), "name": .text("Clash in El Alto,\n\"Río Seco\" <b>&amp;"),
                    "event_type": .text("clash"), "date_start": .text("2003-10-12"),
                    "date_end": .text("2003-10-13"), "date_prec": .text("day"),
                    "location": .text("El Alto"), "admin1": .text("La Paz"),
                    "region": .text("highlands"), "deaths_low": .integer(17),
                    "deaths_best": .integer(17), "deaths_high": .integer(25), "injured": .null,
                    "uncertainty_km": .real(2), "confidence": .real(0.75),
                    "actors": Value(["army", "neighbours' council"]), "reviewed": .boolean(true),
                    "source": .text("A ]]> B <script>alert(1)</script>"),
                    "quote": .text("first line\r\nsecond ]]> line\u{0}\u{B} \u{FFFE} é 💥"),
                ]),
            Feature(
                id: "0a1b", geometry: .lineString([at(-68.2, -17.1), at(-68.15, -16.5)]),
                properties: [
                    "id": .text("0a1b"), "name": .text("March"), "event_type": .text("march"),
                    "date_start": .text("2003-09-20"), "date_end": .text("2003-09-20"),
                    "region": .text("valleys"), "deaths_best": .integer(0),
                    "confidence": .integer(1),
                ]),
            Feature(
                id: "without a place", geometry: nil,
                properties: [
                    "id": .text("without a place"), "name": .text("Decree"),
                    "event_type": .text("decree"), "date_start": .text("2000-01-01"),
                    "date_end": .text("2000-01-31"), "date_prec": .text("month"),
                    "region": .null,
                ]),
            Feature(
                id: "area",
                geometry: .polygon(
                    Polygon(
                        exterior: square(-66, -18, -64, -16).reversed(),
                        interiors: [square(-65.5, -17.5, -65, -17)])),
                properties: [
                    "id": .text("area"), "name": .text("Chapare"), "region": .text("<&\"]]>\n"),
                    "date_start": .text("2000-04-08"), "date_end": .text("2000-04-08"),
                ]),
            Feature(
                id: "180",
                geometry: .polygon(
                    Polygon(
                        exterior: square(170, -20, -170, -10),
                        interiors: [square(175, -18, -175, -12)])),
                properties: [
                    "id": .text("180"), "name": .text("Over 180°"), "event_type": .text("vuelo"),
                    "date_start": .text("1999-12-31"), "date_end": .text("2000-01-01"),
                ]),
            Feature(
                id: "180-line", geometry: .lineString([at(178, 0), at(-178, 4), at(178, 8)]),
                properties: [
                    "id": .text("180-line"), "region": .text("highlands"),
                    "date_start": .text("1999-12-31"), "date_end": .text("2000-01-01"),
                ]),
            Feature(
                id: "many", geometry: .multiPoint([at(-68, -16), at(-67, -17)]),
                properties: [
                    "id": .text("many"), "name": .text("'quoted' \\ back"),
                    "date_start": .text("2001-01-01"), "date_end": .text("2001-01-02"),
                ]),
            Feature(
                id: "set",
                geometry: .collection([
                    .point(at(-68, -16)), .lineString([at(-68, -16), at(-67, -17)]),
                ]),
                properties: [
                    "id": .text("set"), "name": .text("Set"),
                    "date_start": .text("2001-01-01"), "date_end": .text("2001-01-02"),
                ]),
        ])

    /// Two events as the program exports them, for the files that people compare by eye.
    static let small = Layer(
        name: "events",
        features: [
            Feature(
                id: "c0ffee", geometry: .point(at(-68.1933, -16.5047)),
                properties: [
                    "id": .text("c0ffee"), "name": .text("Clash in El Alto"),
                    "event_type": .text("clash"), "date_start": .text("2003-10-12"),
                    "date_end": .text("2003-10-12"), "location": .text("El Alto"),
                    "region": .text("highlands"), "deaths_low": .integer(20),
                    "deaths_best": .integer(26), "deaths_high": .integer(26),
                    "actors": Value(["army", "residents"]), "report": .text("alto.txt"),
                    "source": .text("a <report>"), "quote": .text("twenty or more & \"counting\""),
                    "confidence": .real(1),
                ]),
            Feature(
                id: "decade", geometry: nil,
                properties: [
                    "id": .text("decade"), "name": .text("Decree"), "event_type": .text("decree"),
                    "date_start": .null, "date_end": .null, "region": .null,
                ]),
        ])
}

import Gazetteers
import Testing

@Suite struct PlaceSourceKindTests {
    static let countryRow = "AD\tAND\t020" + String(repeating: "\t", count: 14) + "3041565\tES,FR\t"

    @Test(
        arguments: [
            ("allCountries.txt", GeoNamesDumpTests.line(), .geoNamesDump),
            ("dump/renamed.tsv.gz", GeoNamesDumpTests.line(), .geoNamesDump),
            ("BO.txt", GeoNamesDumpTests.line() + "\r\nmore", .geoNamesDump),
            // The alternate names of one country have the name of its dump.
            ("BO.txt", "1\t2\ten\tA\t\t\t\t\t\t", .alternateNames),
            ("alternateNames.txt", "1\t2\ten\tA\t\t\t\t", .alternateNames),
            ("admin1CodesASCII.txt", "BO.04\tLa Paz\tLa Paz\t104", .adminCodes(.admin1)),
            ("admin2Codes.txt", "BO.04.0401\tMurillo\tMurillo\t106", .adminCodes(.admin2)),
            ("admin2Codes.txt", "BO.04.04.1\tMurillo\tMurillo\t106", .adminCodes(.admin2)),
            ("countryInfo.txt", "# ====", .countryInfo),
            ("countries.txt", countryRow, .countryInfo),
            ("minas.csv", "name,lon,lat", .delimited(.comma)),
            ("minas.CSV", "name;lon;lat", .delimited(.semicolon)),
            ("minas.csv", "name", .delimited(.comma)),
            ("minas.tsv", "anything", .delimited(.tab)),
            ("minas.txt", "\u{FEFF}\"Name\"\tLon\tLat", .delimited(.tab)),
            ("minas", "toponym;x;y", .delimited(.semicolon)),
            ("world.gaz", "", .compiled),
            ("minas.geojson", "", .geoJSON),
            ("minas.json.gz", "[", .geoJSON),
            ("minas", "  {\"type\": \"FeatureCollection\"", .geoJSON),
            ("notes.txt", "La Paz is the seat of government", nil),
            ("notes.txt", "", nil),
            ("photo.jpg", "\u{1}\u{2}\t\u{3}", nil),
            ("lexicon.txt", "name\tlanguage\tcount", nil),
        ] as [(String, String, PlaceSourceKind?)])
    func `a file is known by its first line and its name`(
        name: String, line: String, kind: PlaceSourceKind?
    ) {
        #expect(PlaceSourceKind.of(fileName: name, firstLine: Array(line.utf8)) == kind)
    }

    @Test func `a refusal says what is accepted`() {
        #expect(
            PlaceSourceKind.refusal(of: "photo.jpg").description
                == "photo.jpg: not a source of places, expected a table with a header (name, "
                + "longitude, latitude; .csv or .tsv), a GeoNames dump (allCountries.txt, XX.txt, "
                + "cities500.txt, alternateNamesV2.txt, admin1CodesASCII.txt, admin2Codes.txt, "
                + "countryInfo.txt), GeoJSON (.geojson) or a compiled gazetteer (.gaz)")
    }
}

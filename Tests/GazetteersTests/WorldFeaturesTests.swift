import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

/// Regions, waters and islands of the package's own tables, and the forms names are written in.
@Suite struct WorldFeaturesTests {
    private static func places(named name: String) throws -> [Place] {
        let gazetteer = try PackageGazetteer.read()
        return gazetteer.bearers(of: name).map { gazetteer.places[$0.place] }
    }

    @Test(arguments: [
        ("Middle East", "L/RGN"), ("Oriente Medio", "L/RGN"), ("West Africa", "L/RGN"),
        ("Sub-Saharan Africa", "L/RGN"), ("Caribbean", "L/RGN"), ("Caribe", "L/RGN"),
        ("Balkans", "L/RGN"), ("Horn of Africa", "L/RGN"), ("Baltic States", "L/RGN"),
        ("Europa del Este", "L/RGN"), ("Soviet Union", "A/PCLH"), ("URSS", "A/PCLH"),
        ("Mediterranean", "H/SEA"), ("Mar Negro", "H/SEA"), ("Pacific Ocean", "H/OCN"),
        ("Persian Gulf", "H/GULF"), ("Strait of Gibraltar", "H/STRT"), ("Danube", "H/STM"),
        ("Danubio", "H/STM"), ("Lake Victoria", "H/LK"), ("Sumatra", "T/ISL"),
        ("Galapagos Islands", "T/ISLS"), ("Kamchatka Peninsula", "T/PEN"), ("Urals", "T/MTS"),
    ])
    func `a large thing has a row of its kind`(name: String, kind: String) throws {
        #expect(try Self.places(named: name).map(\.kind.description).contains(kind))
    }

    @Test(arguments: [
        ("Calif.", "us-ca"), ("N.Y.", "us-ny"), ("D.C.", "us-dc"),
        ("B.C.", "ca-bc"), ("P.E.I.", "ca-pe"), ("NSW", "au-nsw"), ("the States", "us"),
        ("Persia", "ir"), ("Siam", "th"), ("Upper Volta", "bf"), ("Carolina del Norte", "us-nc"),
        ("Baviera", "de-by"),
    ])
    func `a unit is found by the form a text prints`(form: String, id: String) throws {
        #expect(try Self.places(named: form).map(\.id).contains(id))
    }

    @Test(arguments: ["IN", "OR", "ME", "LA"])
    func `letters that are a word name no state`(letters: String) throws {
        #expect(try Self.places(named: letters).allSatisfy { $0.kind.description != "A/ADM1" })
    }

    @Test func `South Africa is the state alone`() throws {
        #expect(try Self.places(named: "South Africa").map(\.id) == ["za"])
    }

    /// The Danube's row must lie on the river: CLDR and GeoNames know no such point, so its towns
    /// (GeoNames) give the frame, Vienna to the west and Tulcea, at the mouth, to the east.
    @Test func `a river stands between its source and its mouth`() throws {
        let river = try #require(
            try Self.places(named: "Danube").first { $0.kind.description == "H/STM" })
        let vienna = try #require(
            try Self.places(named: "Vienna").first { $0.country == "AT" })
        let tulcea = try #require(
            try Self.places(named: "Tulcea").first { $0.kind.isPopulated })
        #expect(river.position.longitude > vienna.position.longitude)
        #expect(river.position.longitude < tulcea.position.longitude)
    }

    @Test func `a region of countries stands in one of them or at one of their towns`() throws {
        let gazetteer = try PackageGazetteer.read()
        let region = try #require(gazetteer.place(withID: "reg-eastern-europe"))
        // Beyond the Urals (60 degrees east) the middle of the area would lie.
        #expect(region.position.longitude < 60)
        #expect(region.status == "definition")
    }
}

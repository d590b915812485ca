import FileMapping
import FileWriting
import Formats
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct ProfileTests {
    private static let clash = Feature(
        id: "c0ffee", geometry: .point(at(-68.1933, -16.5047)),
        properties: [
            "id": .text("c0ffee"), "name": .text("Clash"), "event_type": .text("clash"),
            "sub_event_type": .text("Armed clash"), "date_start": .text("2003-10-12"),
            "date_end": .text("2003-10-12"), "date_prec": .text("day"),
            "location": .text("El Alto"), "admin1": .text("La Paz"), "admin2": .text("Murillo"),
            "country": .text("Bolivia"), "longitude": .real(-68.1933), "latitude": .real(-16.5047),
            "geo_prec": .text("town"), "deaths_low": .integer(20), "deaths_best": .integer(26),
            "deaths_high": .integer(30), "actors": Value(["army", "residents"]),
            "source": .text("a; b"), "sources": .integer(2), "quote": .text("twenty or more"),
        ])
    private static let decree = Feature(
        id: "d", geometry: nil,
        properties: [
            "id": .text("d"), "event_type": .text("decree"), "date_start": .text("2000-04-01"),
            "date_end": .text("2000-04-30"), "date_prec": .text("month"),
            "geo_prec": .text("unknown"),
        ])
    private static let march = Feature(
        id: "m", geometry: .lineString([at(-68.2, -17.1), at(-68.15, -16.5)]),
        properties: [
            "id": .text("m"), "event_type": .text("march"), "date_start": .text("2003-09-20"),
            "date_end": .text("2003-09-27"), "date_prec": .text("week"),
            "geo_prec": .text("area"), "uncertainty_km": .real(10),
            "actors": Value(["one", "two", "three"]),
        ])

    /// Features by way of a transform.
    private func changed(_ features: [Feature], by transform: any BatchTransform) throws
        -> [Feature]
    {
        var transform = transform
        var source = FeatureBatch()
        for feature in features { try source.append(feature) }
        var target = FeatureBatch()
        try transform.transform(source, into: &target)
        return (0..<target.count).map { target.feature(at: $0) }
    }

    @Test(arguments: EventProfile.allCases)
    func `an export has the profile's columns, in their order, and is known by them`(
        profile: EventProfile
    ) throws {
        let written = try changed([Self.clash, Self.decree], by: ProfileExport(profile))
        for feature in written {
            #expect(feature.properties.all.map(\.name) == profile.columnNames)
        }
        #expect(EventProfile(columnNames: profile.columnNames) == profile)
        #expect(EventProfile(columnNames: profile.columnNames.map { $0.uppercased() }) == profile)
        #expect(EventProfile(columnNames: Self.clash.properties.all.map(\.name)) == nil)
        #expect(profile.columnNames.count == (profile == .acled ? 31 : 49))
    }

    @Test func `ACLED gets its words and codes, and nothing is made up`() throws {
        let export = ProfileExport(.acled)
        let written = try changed([Self.clash, Self.decree, Self.march], by: export)
        let filled = written.map { feature in
            Properties(feature.properties.all.filter { !$0.value.isNull })
        }
        #expect(
            filled[0] == [
                "event_id_cnty": .text("c0ffee"), "event_date": .text("2003-10-12"),
                "year": .integer(2003), "time_precision": .integer(1),
                "disorder_type": .text("Political violence"), "event_type": .text("Battles"),
                "sub_event_type": .text("Armed clash"), "actor1": .text("army"),
                "actor2": .text("residents"), "country": .text("Bolivia"),
                "admin1": .text("La Paz"), "admin2": .text("Murillo"),
                "location": .text("El Alto"), "latitude": .real(-16.5047),
                "longitude": .real(-68.1933), "geo_precision": .integer(1),
                "source": .text("a; b"), "notes": .text("twenty or more"),
                "fatalities": .integer(26),
            ])
        #expect(
            filled[1] == [
                "event_id_cnty": .text("d"), "event_date": .text("2000-04-01"),
                "year": .integer(2000), "time_precision": .integer(3),
            ])
        #expect(written[2].geometry == .point(at(-68.15, -16.5)))
        #expect(filled[2]["sub_event_type"] == .text("Peaceful protest"))
        #expect(filled[2]["geo_precision"] == .integer(2))
        #expect(
            export.notes == [
                "ACLED has no columns for name, deaths_high, sources",
                "1 event has a type that ACLED does not have",
                "1 event has more actors than the two of ACLED",
                "2 events go on after their first day, which ACLED does not hold",
                "1 shape became the point that stands for it",
            ])
    }

    @Test func `UCDP gets its codes, and nothing is made up`() throws {
        let export = ProfileExport(.ucdp)
        let written = try changed([Self.clash, Self.march], by: export)
        let filled = written.map { feature in
            Properties(feature.properties.all.filter { !$0.value.isNull })
        }
        #expect(
            filled[0] == [
                "id": .text("c0ffee"), "year": .integer(2003), "side_a": .text("army"),
                "side_b": .text("residents"), "number_of_sources": .integer(2),
                "source_article": .text("a; b"), "where_prec": .integer(1),
                "where_coordinates": .text("El Alto"), "adm_1": .text("La Paz"),
                "adm_2": .text("Murillo"), "latitude": .real(-16.5047),
                "longitude": .real(-68.1933), "geom_wkt": .text("POINT (-68.1933 -16.5047)"),
                "country": .text("Bolivia"), "date_prec": .integer(1),
                "date_start": .text("2003-10-12"), "date_end": .text("2003-10-12"),
                "best": .integer(26), "high": .integer(30), "low": .integer(20),
            ])
        #expect(filled[1]["where_prec"] == .integer(2))
        #expect(filled[1]["date_prec"] == .integer(3))
        #expect(filled[1]["date_end"] == .text("2003-09-27"))
        #expect(
            export.notes.first
                == "UCDP GED has no columns for name, event_type, sub_event_type, quote,"
                + " uncertainty_km")
    }

    @Test(arguments: EventProfile.allCases)
    func `what was written with a profile is read with the same values`(
        profile: EventProfile
    ) throws {
        let written = try changed([Self.clash], by: ProfileExport(profile))
        let table = try Tables.write(written)
        let header = Tables.text(table.table).prefix { $0 != "\n" }
        #expect(header == profile.columnNames.joined(separator: ","))
        let rows = try Tables.read(
            table.table, options: CSVReader.Options(columnTypes: table.types)
        ).features
        let read = try #require(try changed(rows, by: ProfileImport(profile)).first)
        #expect(read.id == "c0ffee")
        #expect(read.geometry == Self.clash.geometry)
        var names = [
            "id", "date_start", "date_end", "date_prec", "location", "admin1", "admin2", "country",
            "longitude", "latitude", "geo_prec", "deaths_best", "source",
        ]
        names +=
            profile == .acled
            ? ["event_type", "sub_event_type"] : ["deaths_low", "deaths_high", "sources"]
        for name in names {
            #expect(read.properties[name] == Self.clash.properties[name], "\(name)")
        }
        #expect(read.properties["actors"] == Value(["army", "residents"]))
        // And by way of the profile once more nothing changes.
        let again = try changed([read], by: ProfileExport(profile))
        #expect(again == written)
    }

    @Test func `a table as ACLED publishes it becomes events`() throws {
        let reading = ProfileImport(.acled)
        let rows = try Tables.read(
            """
            event_id_cnty;event_date;year;time_precision;event_type;sub_event_type;actor1;actor2;\
            iso;location;latitude;longitude;geo_precision;fatalities;notes
            BOL1;13 October 2003;2003;1;Protests;Peaceful protest;Protesters;;68;El Alto;-16.5;\
            -68.15;1;2;A march.
            BOL2;2003-10-14;2003;2;Riots;Mob violence;Rioters;Police;68;La Paz;-16.5;-68.1;2;;
            BOL3;Tuesday;2003;3;Strikes;;;;68;Oruro;-17.9;-67.1;3;0;

            """
        ).features
        let read = try changed(rows, by: reading)
        #expect(read.map(\.id) == ["BOL1", "BOL2", "BOL3"])
        #expect(read.map { $0.properties["event_type"].text } == ["protest", "riot", "other"])
        #expect(
            read.map { $0.properties["date_start"] }
                == [.text("2003-10-13"), .text("2003-10-14"), .null])
        #expect(read.map { $0.properties["date_prec"].text } == ["day", "week", "month"])
        #expect(read.map { $0.properties["geo_prec"].text } == ["town", "area", "admin1"])
        #expect(read.map { $0.properties["deaths_best"] } == [.integer(2), .null, .integer(0)])
        #expect(read[1].properties["actors"] == Value(["Rioters", "Police"]))
        #expect(read[0].properties["iso"] == .integer(68))
        #expect(read[0].properties["notes"] == .text("A march."))
        #expect(read[0].geometry == .point(at(-68.15, -16.5)))
        #expect(
            reading.notes == [
                "read as a table of ACLED, with its columns as those of an event",
                "took 1 event of types that are not known for 'other' (the first 'Strikes')",
                "took 1 date that cannot be read for null (the first 'Tuesday')",
            ])
    }

    @Test func `a table as UCDP publishes it becomes events`() throws {
        let rows = try Tables.read(
            """
            id,type_of_violence,side_a,side_b,number_of_sources,where_prec,where_coordinates,adm_1,\
            latitude,longitude,date_prec,date_start,date_end,best,high,low,priogrid_gid
            412,1,Government,Group,-1,4,La Paz,La Paz,-16.5,-68.15,4,2003-10-01 00:00:00.000,\
            2003-10-31 00:00:00.000,5,9,4,105
            413,3,Government,Civilians,2,6,Bolivia,,-17,-65,5,2003-01-01 00:00:00.000,\
            2003-12-31 00:00:00.000,1,1,1,106

            """
        ).features
        let read = try changed(rows, by: ProfileImport(.ucdp))
        #expect(
            read[0].properties == [
                "id": .text("412"), "event_type": .text("clash"),
                "date_start": .text("2003-10-01"), "date_end": .text("2003-10-31"),
                "date_prec": .text("month"), "location": .text("La Paz"),
                "admin1": .text("La Paz"), "admin2": .null, "country": .null,
                "longitude": .real(-68.15), "latitude": .real(-16.5),
                "geo_prec": .text("admin1"), "deaths_low": .integer(4),
                "deaths_best": .integer(5), "deaths_high": .integer(9),
                "actors": Value(["Government", "Group"]), "source": .null, "sources": .null,
                "priogrid_gid": .integer(105),
            ])
        #expect(read[1].properties["event_type"] == .text("attack"))
        #expect(read[1].properties["geo_prec"] == .text("country"))
        #expect(read[1].properties["date_prec"] == .text("year"))
        #expect(read[1].properties["sources"] == .integer(2))
    }

    @Test func `the columns are known before the features`() {
        let schema = Schema(fields: [
            Schema.Field(name: "EVENT_DATE", type: .text),
            Schema.Field(name: "iso", type: .integer),
        ])
        let names = ProfileImport(.acled).columns(of: schema).fields.map(\.name)
        #expect(names.first == "id" && names.last == "iso" && !names.contains("EVENT_DATE"))
        #expect(
            ProfileExport(.ucdp).columns(of: schema).fields.map(\.name)
                == EventProfile.ucdp.columnNames)
    }
}

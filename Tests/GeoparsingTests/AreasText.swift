import Compression
import Formats
import Foundation
import Gazetteers
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial

/// A short text with the areas that it tells, as the program finds them with the package's outlines.
enum AreasText {
    private static let loaded = Result { () throws -> (Geoparser, PlaceShapes) in
        let gazetteer = try PackageGazetteer.read()
        let outlines = try Outlines()
        return (
            Geoparser(gazetteer: gazetteer),
            PlaceShapes(gazetteer: gazetteer, outline: outlines.outline)
        )
    }

    static func parsed(
        _ text: String, focus country: String? = nil, language: Language? = nil,
        shapes: PlaceShapes? = nil
    ) throws -> Geoparser.Parsed {
        let (geoparser, outlines) = try loaded.get()
        let report = try Report(
            id: "r.txt", bytes: Array(text.utf8), metadata: Report.Metadata(language: language))
        return geoparser.parse(
            report, collection: country.map { Focus(country: $0) } ?? Focus(),
            shapes: shapes ?? outlines)
    }

    static func places(
        in text: String, focus country: String? = "BO", language: Language? = nil,
        shapes: PlaceShapes? = nil
    ) throws -> [RelativePlace] {
        try parsed(text, focus: country, language: language, shapes: shapes).relativePlaces
    }

    /// An area as "kind: words = places it is told by".
    static func line(_ place: RelativePlace) -> String {
        let anchors = place.anchors.map { "\($0.place.name) (\($0.place.kind.word))" }
        return "\(place.kind): \(place.text) = \(anchors.joined(separator: ", "))"
    }
}

/// The outlines of the package's data folder.
private struct Outlines: Sendable {
    private let lines: [String: [UInt8]]
    private let parsed: [String: Geometry]

    /// The regions of the built-in sets that regions of the gazetteer are outlined by.
    private static let regions = [
        "bo-chapare": "bolivia#chapare", "bo-yungas": "bolivia#yungas",
        "bo-altiplano": "bolivia#highlands", "bo-western-highlands": "bolivia#highlands",
        "bo-lowlands": "bolivia#lowlands", "bo-valleys": "bolivia#valleys",
        "bo-medialuna": "medialuna#medialuna",
    ]

    init() throws {
        var lines: [String: [UInt8]] = [:]
        for name in [
            "areas/countries.geojson.zst", "areas/admin1.geojson.zst", "areas/highways.geojson",
            "regions/bolivia.geojson", "regions/medialuna.geojson",
        ] {
            var data = try Data(contentsOf: PackageGazetteer.folder.appendingPathComponent(name))
            if name.hasSuffix(".zst") {
                data = Data(try Zstandard.unpacked(Array(data), atMost: 100_000_000))
            }
            let layer = name.split(separator: "/")[1].split(separator: ".")[0]
            for line in data.split(separator: 10) {
                let head = String(decoding: line.prefix(120), as: UTF8.self)
                guard head.hasPrefix("{\"type\":\"Feature\",\"id\":\"") else { continue }
                let id = head.dropFirst(24).prefix { $0 != "\"" }
                let end = line.last == UInt8(ascii: ",") ? 1 : 0
                lines["\(layer)#\(id)"] = Array(line.dropLast(end))
            }
        }
        self.lines = lines
        // What nearly every phrase asks for is read once.
        parsed = Dictionary(
            uniqueKeysWithValues: lines.keys.filter {
                $0 == "countries#bo" || $0.hasPrefix("highways") || $0.hasPrefix("bolivia")
                    || $0.hasPrefix("admin1#bo-dep")
            }.compactMap { key in
                lines[key].flatMap(Outlines.geometry).map { (key, $0) }
            })
    }

    private static func geometry(_ line: [UInt8]) -> Geometry? {
        (try? GeoJSON.read(line, file: "line"))?.layer.features.first?.geometry
    }

    @Sendable func outline(of place: Place) -> Geometry? {
        guard let area = place.area ?? Outlines.regions[place.id] else { return nil }
        return parsed[area] ?? lines[area].flatMap(Outlines.geometry)
    }
}

/// What a file of places is, guessed from its name and its first line.
public enum PlaceSourceKind: Hashable, Sendable {
    /// `allCountries.txt`, `XX.txt`, `cities500.txt`: ``GeoNamesDump``.
    case geoNamesDump
    /// `alternateNamesV2.txt`: ``GeoNamesAlternateNames``.
    case alternateNames
    /// `admin1CodesASCII.txt` or `admin2Codes.txt`: ``GeoNamesAdminCodes``.
    case adminCodes(GeoNamesAdminCodes.Level)
    /// `countryInfo.txt`: ``GeoNamesCountryInfo``.
    case countryInfo
    /// A table with a header: ``DelimitedTable``.
    case delimited(DelimitedTable.Separator)
    /// A compiled gazetteer.
    case compiled
    /// Features: ``FeaturePlaces``.
    case geoJSON

    /// What is accepted, for the error about a file that is none of it.
    public static let accepted =
        "a table with a header (name, longitude, latitude; .csv or .tsv), a GeoNames dump "
        + "(allCountries.txt, XX.txt, cities500.txt, alternateNamesV2.txt, admin1CodesASCII.txt, "
        + "admin2Codes.txt, countryInfo.txt), GeoJSON (.geojson) or a compiled gazetteer (.gaz)"

    /// Guesses what a file is.
    ///
    /// The first line counts more than the name: GeoNames calls the dump and the alternate names of
    /// a country alike, and a dump may have been renamed.
    ///
    /// - Parameters:
    ///   - fileName: The name, with or without folders and `.gz`.
    ///   - firstLine: The head of the file, its first line at least; what follows that is not read.
    /// - Returns: `nil` when the file is nothing that is accepted; ``refusal(of:)`` is the error.
    public static func of(fileName: String, firstLine: [UInt8]) -> PlaceSourceKind? {
        var name = (fileName.split(separator: "/").last ?? "").lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        if name.hasSuffix(".gaz") { return .compiled }
        let mark = firstLine.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = firstLine[mark...].prefix { $0 != 10 }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        if name.hasSuffix(".geojson") || name.hasSuffix(".geojsonl") || name.hasSuffix(".json")
            || line.first(where: { $0 != 32 && $0 != 9 }) == UInt8(ascii: "{")
        {
            return .geoJSON
        }
        return ofGeoNames(line, name) ?? ofTable(line, name)
    }

    /// The error for a file that is nothing that is accepted.
    public static func refusal(of file: String) -> GazetteerError {
        GazetteerError(file: file, reason: "not a source of places, expected \(accepted)")
    }

    private static func ofGeoNames(_ line: ArraySlice<UInt8>, _ name: String) -> PlaceSourceKind? {
        let fields = line.split(separator: 9, omittingEmptySubsequences: false).map {
            FieldText($0)
        }
        switch fields.count {
        case 19 where fields[0].isDigits: return .geoNamesDump
        case 17...19 where fields[0].isCountryCode && fields[16].isDigits: return .countryInfo
        case 8...10 where fields[0].isDigits && fields[1].isDigits: return .alternateNames
        case 4 where fields[3].isDigits:
            let parts = fields[0].bytes.split(separator: UInt8(ascii: "."), maxSplits: 2)
            guard let country = parts.first, FieldText(country).isCountryCode else { return nil }
            return parts.count == 2
                ? .adminCodes(.admin1) : parts.count == 3 ? .adminCodes(.admin2) : nil
        default:
            // Its first lines are comments.
            return name == "countryinfo.txt" && line.first == UInt8(ascii: "#") ? .countryInfo : nil
        }
    }

    private static func ofTable(_ line: ArraySlice<UInt8>, _ name: String) -> PlaceSourceKind? {
        let separator = DelimitedTable.Separator(of: line)
        if name.hasSuffix(".tsv") || name.hasSuffix(".tab") { return .delimited(.tab) }
        if name.hasSuffix(".csv") { return .delimited(separator ?? .comma) }
        guard let separator else { return nil }
        let words = line.split(separator: separator.rawValue).map {
            String(decoding: $0.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self).lowercased()
        }
        let needed: [PlaceColumn] = [.name, .longitude, .latitude]
        let hasAll = needed.allSatisfy { column in
            column.headings.contains { words.contains($0) }
        }
        return hasAll ? .delimited(separator) : nil
    }
}

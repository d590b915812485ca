import Orthography
import SimpleFeatures

/// The texts that a table or a layer gives of one place, turned into a row with every check.
struct PlaceFields {
    private var texts = [String](repeating: "", count: PlaceColumn.allCases.count)
    /// The other names.
    var names: [String] = []

    /// The text of a column, empty for none.
    subscript(column: PlaceColumn) -> String {
        get { texts[column.rawValue] }
        set { texts[column.rawValue] = newValue }
    }

    /// Sets the other names from a list that `|` separates.
    mutating func setNames(_ list: String) {
        names = list.split(separator: "|")
            .map { FieldText(ArraySlice($0.utf8)).trimmed.string }
            .filter { !$0.isEmpty }
    }

    /// The row that the texts make.
    ///
    /// - Parameters:
    ///   - position: Where the place is; `nil` to read it from the columns.
    ///   - hasID: Whether the source has a column of identifiers; without one they are made.
    ///   - stem: The first part of identifiers that are made.
    ///   - failure: Makes an error at the place from a reason.
    /// - Throws: `failure` for a field that cannot be read.
    func row(
        at position: Coordinate? = nil, hasID: Bool, stem: String,
        failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> PlaceRow {
        let name = self[.name]
        guard !name.isEmpty else { throw failure("no name") }
        let kind = try kind(failure)
        let place: Coordinate
        if let position { place = position } else { place = try self.position(failure) }
        var row = PlaceRow(id: self[.id], name: name, kind: kind, position: place)
        if row.id.isEmpty {
            guard !hasID else { throw failure("place \(FieldText.quoted(name)) has no id") }
            row.id = MadeID.text(stem: stem, name: name, kind: kind, position: place)
        }
        let country = FieldText(ArraySlice(self[.country].uppercased().utf8))
        guard country.isEmpty || country.isCountryCode else {
            throw failure(
                "country is \(FieldText.quoted(self[.country])), expected the two letters of "
                    + "ISO 3166-1")
        }
        row.country = country.string
        row.admin1 = self[.admin1]
        row.admin2 = self[.admin2]
        row.parent = self[.parent]
        if let count = try size(.population, "population", failure) {
            guard let whole = Int(exactly: count) else {
                throw failure(
                    "population is \(FieldText.quoted(self[.population])), expected a whole number")
            }
            row.population = whole
        }
        row.radiusKilometres = try size(.radius, "precision_km", failure)
        row.names = names
        row.source = self[.source]
        row.status = self[.status]
        row.area = self[.area]
        return row
    }

    private func kind(_ failure: (String) -> GazetteerError) throws(GazetteerError) -> PlaceKind {
        let text = self[.kind]
        let letter = self[.featureClass]
        var whole = text
        if text.isEmpty, letter.isEmpty {
            whole = "P/PPL"
        } else if !letter.isEmpty, !text.contains("/") {
            whole = text.isEmpty && letter == "P" ? "P/PPL" : "\(letter)/\(text)"
        } else if text.hasPrefix("PPL") || text == "STLMT" {
            whole = "P/" + text
        } else if text.hasPrefix("ADM") || text.hasPrefix("PCL") {
            whole = "A/" + text
        }
        guard let kind = PlaceKind(whole) else {
            throw failure(
                "kind is \(FieldText.quoted(text)), expected a GeoNames class and code, as P/PPL")
        }
        return kind
    }

    private func position(
        _ failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> Coordinate {
        let longitude = try number(.longitude, "longitude", failure)
        let latitude = try number(.latitude, "latitude", failure)
        guard let longitude, let latitude else {
            let lacking = longitude == nil ? "longitude" : "latitude"
            throw failure("place \(FieldText.quoted(self[.name])) has no \(lacking)")
        }
        do throws(CoordinateError) {
            return try Coordinate(longitude: longitude, latitude: latitude)
        } catch {
            throw failure("place \(FieldText.quoted(self[.name])): \(error.description)")
        }
    }

    private func size(
        _ column: PlaceColumn, _ name: String, _ failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> Double? {
        guard let size = try number(column, name, failure) else { return nil }
        guard size >= 0 else {
            throw failure("\(name) is negative: \(FieldText.quoted(self[column]))")
        }
        return size
    }

    private func number(
        _ column: PlaceColumn, _ name: String, _ failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> Double? {
        if self[column].isEmpty { return nil }
        let field = FieldText(ArraySlice(self[column].utf8))
        guard let number = field.real else { throw failure(field.complaint(asNumber: name)) }
        return number
    }
}

/// Identifiers for places whose source gives none: `minas-huanuni-5d1f0c77`.
///
/// The stem of the file, the name in plain small letters, and eight digits from a hash of name,
/// kind and position. So a place keeps its identifier when rows are sorted, added or taken away,
/// and gets another one when it is renamed or moved; rows that agree in all three are one place.
///
/// - SeeAlso: Fowler, Noll, Vo, "FNV hash", the 64-bit FNV-1a variant.
enum MadeID {
    static func text(
        stem: String, name: String, kind: PlaceKind, position: Coordinate
    ) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        mix(name.utf8)
        mix([0])
        mix(kind.description.utf8)
        for degrees in [position.longitude, position.latitude] {
            // Adding zero makes one of the two zeros of floating point.
            let bits = (degrees + 0).bitPattern
            mix((0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) })
        }
        let digits = String(UInt32(truncatingIfNeeded: hash ^ (hash >> 32)), radix: 16)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        return [slug(stem), slug(name), padded].filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// The name of a file without its folders and its endings.
    static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    /// Small Latin letters and digits, at most 40, everything else as single hyphens between.
    private static func slug(_ text: String) -> String {
        var slug: [UInt8] = []
        for byte in Folding.folded(text).utf8 where slug.count < 40 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                slug.append(byte)
            default: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(45) }
            }
        }
        if slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug, as: UTF8.self)
    }
}

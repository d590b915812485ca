import Orthography
import SimpleFeatures

/// The places of a GeoNames dump: `allCountries.txt`, `XX.txt`, `cities500.txt`.
///
/// A row becomes the place `gn-<geonameid>`, its kind the feature class and code, its other names
/// the plain one where it differs by more than accents, then the alternate ones. Units are named
/// by their codes, as the dump does: admin-1 `gn-adm1-BO.04`, admin-2 `gn-adm2-BO.04.0401` ("00"
/// and no code are none), a country by its code in small letters. The rows of units and countries
/// bear these as second ids (`id:gn-adm1-BO.04`; `id:bo` and `code:BO`), historical ones
/// (`A/ADM1H`, `A/PCLH`) do not. The parent is the smallest unit that is coded. A population of 0
/// is one that is not known.
///
/// A row without a feature code is `P/PPL`, `A/ADMD` or `L/AREA` in these classes, else its class
/// with `UNKN`; one without a class is `S/UNKN`.
///
/// - SeeAlso: GeoNames, gazetteer readme.txt, "The main 'geoname' table"; GeoNames, "Feature
///   codes", geonames.org/export/codes.html.
public struct GeoNamesDump: PlaceSource {
    /// Which alternate names are kept.
    public enum Scripts: Sendable {
        case all
        /// Names without a letter of another script.
        case latin
    }

    /// The columns that are read, by their places.
    private enum Column {
        static let id = 0
        static let name = 1
        static let plainName = 2
        static let alternateNames = 3
        static let latitude = 4
        static let longitude = 5
        static let featureClass = 6
        static let featureCode = 7
        static let country = 8
        static let admin1 = 10
        static let admin2 = 11
        static let population = 14
    }

    private var rows: FixedColumns
    private let scripts: Scripts
    private var kinds: [KindKey: Kind] = [:]
    private var country = Country(bytes: [], code: "", id: "")
    private var builder = IDBuilder()
    private var comparison = FoldedComparison()
    private var unnamedCount = 0

    /// A kind, with what its rows are to others.
    private struct Kind {
        let kind: PlaceKind
        let role: Role
    }

    private enum Role {
        case country, admin1, admin2, other

        init(of kind: PlaceKind) {
            switch kind.description {
            case "A/PCLI", "A/PCLD", "A/PCLF", "A/PCLS", "A/PCLIX", "A/PCL": self = .country
            case "A/ADM1": self = .admin1
            case "A/ADM2": self = .admin2
            default: self = .other
            }
        }
    }

    /// The country of the row before, which most rows share.
    private struct Country {
        let bytes: ArraySlice<UInt8>
        let code: String
        let id: String
    }

    /// Reads a dump.
    ///
    /// - Parameters:
    ///   - lines: The lines of the file: 19 columns, no header.
    ///   - scripts: Which alternate names are kept.
    public init(_ lines: LineReader, scripts: Scripts = .all) {
        rows = FixedColumns(lines, expecting: 19...19)
        self.scripts = scripts
    }

    public var file: String { rows.file }

    /// What was left out so far, one sentence each.
    public var notes: [String] { AlternateNames.notes(leavingOut: unnamedCount) }

    public mutating func next() throws(GazetteerError) -> PlaceRecord? {
        guard try rows.advance() else { return nil }
        let id = try rows.placeID(Column.id)
        let name = rows.field(Column.name).trimmed
        guard !name.isEmpty else { throw rows.failure("place '\(id)' has no name") }
        let kind = try kind()
        var row = PlaceRow(
            id: id, name: name.string, kind: kind.kind, position: try position(of: id))
        row.line = rows.line
        row.population = try population()
        try addUnits(to: &row, kind.role)
        addNames(to: &row, mainName: name)
        return .place(row)
    }

    private mutating func kind() throws(GazetteerError) -> Kind {
        let letter = rows.field(Column.featureClass)
        let code = rows.field(Column.featureCode)
        let key = KindKey(letter.bytes, code.bytes)
        if let key, let known = kinds[key] { return known }
        guard let kind = PlaceKind(GeoNamesDump.kind(class: letter.string, code: code.string)),
            let key, letter.bytes.count <= 1
        else {
            throw rows.failure(
                "feature class and code are \(FieldText.quoted(letter.string)) and "
                    + "\(FieldText.quoted(code.string)), expected those of GeoNames, as 'P', 'PPL'")
        }
        let known = Kind(kind: kind, role: Role(of: kind))
        // A hostile file may name a code a row; GeoNames has some hundreds.
        if kinds.count < 4096 { kinds[key] = known }
        return known
    }

    private static func kind(class letter: String, code: String) -> String {
        switch (letter, code) {
        case ("", ""): return "S/UNKN"
        case ("P", ""): return "P/PPL"
        case ("A", ""): return "A/ADMD"
        case ("L", ""): return "L/AREA"
        case (_, ""): return letter + "/UNKN"
        default: return letter + "/" + code
        }
    }

    private func position(of id: String) throws(GazetteerError) -> Coordinate {
        let latitude = rows.field(Column.latitude)
        let longitude = rows.field(Column.longitude)
        guard let north = latitude.real else {
            throw rows.failure(latitude.complaint(asNumber: "latitude"))
        }
        guard let east = longitude.real else {
            throw rows.failure(longitude.complaint(asNumber: "longitude"))
        }
        do throws(CoordinateError) {
            return try Coordinate(longitude: east, latitude: north)
        } catch { throw rows.failure("place '\(id)': \(error.description)") }
    }

    private func population() throws(GazetteerError) -> Int? {
        let field = rows.field(Column.population)
        if field.isEmpty { return nil }
        guard field.isDigits, let count = Int(field.string) else {
            throw rows.failure(
                "population is \(FieldText.quoted(field.string)), expected a whole number")
        }
        return count == 0 ? nil : count
    }

    /// Sets country, units and parent, and the second ids of what is a unit itself.
    private mutating func addUnits(
        to row: inout PlaceRow, _ role: Role
    ) throws(GazetteerError) {
        let field = rows.field(Column.country)
        guard !field.isEmpty else { return }
        if !country.bytes.elementsEqual(field.bytes) {
            guard field.isCountryCode else {
                throw rows.failure(
                    "country code is \(FieldText.quoted(field.string)), expected two capitals")
            }
            let code = field.string
            country = Country(
                bytes: ArraySlice(Array(field.bytes)), code: code, id: code.lowercased())
        }
        row.country = country.code
        let first = rows.field(Column.admin1)
        let admin1 =
            role == .country || !GeoNamesDump.isUnit(first)
            ? "" : builder.id(.admin1, field, first)
        switch role {
        case .country:
            row.names = ["id:" + country.id, "code:" + country.code]
            return
        case .admin1:
            if !admin1.isEmpty { row.names = ["id:" + admin1] }
            row.parent = country.id
            return
        case .admin2, .other: break
        }
        row.admin1 = admin1
        row.parent = admin1.isEmpty ? country.id : admin1
        let second = rows.field(Column.admin2)
        guard GeoNamesDump.isUnit(second) else { return }
        let admin2 = builder.id(.admin2, field, first, second)
        if role == .admin2 {
            row.names = ["id:" + admin2]
        } else {
            row.admin2 = admin2
            row.parent = admin2
        }
    }

    private static func isUnit(_ code: FieldText) -> Bool {
        !code.isEmpty && !code.bytes.elementsEqual([48, 48])
    }

    private mutating func addNames(to row: inout PlaceRow, mainName: FieldText) {
        let plain = rows.field(Column.plainName).trimmed
        var isPlainNew = false
        if !plain.isEmpty, !plain.bytes.elementsEqual(mainName.bytes),
            !comparison.areEqual(plain.bytes, mainName.bytes)
        {
            isPlainNew = true
            add(plain, to: &row)
        }
        let list = rows.field(Column.alternateNames).bytes
        var start = list.startIndex
        while start < list.endIndex {
            let end = list[start...].firstIndex(of: UInt8(ascii: ",")) ?? list.endIndex
            let field = FieldText(list[start..<end]).trimmed
            start = end + 1
            if field.isEmpty || field.bytes.elementsEqual(mainName.bytes) { continue }
            if isPlainNew, field.bytes.elementsEqual(plain.bytes) { continue }
            add(field, to: &row)
        }
    }

    private mutating func add(_ name: FieldText, to row: inout PlaceRow) {
        if AlternateNames.isReserved(name) {
            unnamedCount += 1
            return
        }
        let text = name.string
        if scripts == .all || FieldText.isLatin(text) { row.names.append(text) }
    }
}

/// Makes the ids by which rows of GeoNames name the unit that they lie in.
struct IDBuilder {
    enum Level: String {
        case admin1 = "gn-adm1-"
        case admin2 = "gn-adm2-"
    }

    private var bytes: [UInt8] = []

    /// The id of a unit: `gn-adm2-BO.04.0401`, the codes joined as in admin2Codes.txt.
    mutating func id(
        _ level: Level, _ first: FieldText, _ second: FieldText? = nil, _ third: FieldText? = nil
    ) -> String {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: level.rawValue.utf8)
        bytes.append(contentsOf: first.bytes)
        append(second)
        append(third)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func append(_ code: FieldText?) {
        guard let code else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: code.bytes)
    }
}

/// Compares names without case and accents, in buffers that are used again.
private struct FoldedComparison {
    private var one: [UInt8] = []
    private var other: [UInt8] = []

    mutating func areEqual(_ name: ArraySlice<UInt8>, _ otherName: ArraySlice<UInt8>) -> Bool {
        FoldedComparison.fold(name, into: &one)
        FoldedComparison.fold(otherName, into: &other)
        return one == other
    }

    private static func fold(_ name: ArraySlice<UInt8>, into folded: inout [UInt8]) {
        folded.removeAll(keepingCapacity: true)
        var at = name.startIndex
        while at < name.endIndex {
            let byte = name[at]
            if byte < 0x80 {
                folded.append(byte >= 65 && byte <= 90 ? byte + 32 : byte)
                at += 1
                continue
            }
            // Lines are valid UTF-8 (``LineReader``), so the first byte tells the length.
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            var value = UInt32(byte) & (0x7F >> UInt32(length))
            for next in name[(at + 1)..<(at + length)] { value = value << 6 | UInt32(next & 0x3F) }
            at += length
            if let scalar = Unicode.Scalar(value) { Folding.append(scalar, to: &folded) }
        }
    }
}

/// Names of GeoNames that would be read as something else in a ``PlaceRow``.
enum AlternateNames {
    /// Whether a name begins as our codes and second ids do, which a dump must not set.
    static func isReserved(_ name: FieldText) -> Bool {
        switch name.bytes.first {
        case UInt8(ascii: "i"): return name.bytes.starts(with: "id:".utf8)
        case UInt8(ascii: "c"): return name.bytes.starts(with: "code:".utf8)
        default: return false
        }
    }

    static func notes(leavingOut count: Int) -> [String] {
        guard count > 0 else { return [] }
        return ["names left out that are empty or begin with 'id:' or 'code:': \(count)"]
    }
}

/// A feature class and code as one number, to find the kind again without making a text.
private struct KindKey: Hashable {
    private let low: UInt64
    private let high: UInt64

    /// `nil` for more bytes than a kind can have.
    init?(_ letter: ArraySlice<UInt8>, _ code: ArraySlice<UInt8>) {
        guard letter.count <= 1, code.count <= 12 else { return nil }
        var low: UInt64 = UInt64(letter.first ?? 0)
        // The count tells "P" and "PL" from no class and "PPL".
        var high = UInt64(code.count)
        for (offset, byte) in code.enumerated() {
            if offset < 7 {
                low = low << 8 | UInt64(byte)
            } else {
                high = high << 8 | UInt64(byte)
            }
        }
        self.low = low
        self.high = high
    }
}

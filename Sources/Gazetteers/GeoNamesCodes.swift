/// The names of admin-1 or admin-2 units in `admin1CodesASCII.txt` or `admin2Codes.txt`.
///
/// A row tells of a place of the dump that it is the unit of a code (`id:gn-adm1-BO.04`), then the
/// unit's name and its plain one.
///
/// - SeeAlso: GeoNames, gazetteer readme.txt, "Files".
public struct GeoNamesAdminCodes: PlaceSource {
    /// Which of the two files it is.
    public enum Level: Hashable, Sendable {
        case admin1, admin2
    }

    private var rows: FixedColumns
    private let level: Level
    private var builder = IDBuilder()
    private var pending = PendingNames()

    /// Reads units.
    ///
    /// - Parameters:
    ///   - lines: The lines of the file: code, name, plain name, geonameid.
    ///   - level: Which units the file lists.
    public init(_ lines: LineReader, level: Level) {
        rows = FixedColumns(lines, expecting: 4...4)
        self.level = level
    }

    public var file: String { rows.file }

    /// What was left out so far, one sentence each.
    public var notes: [String] { AlternateNames.notes(leavingOut: pending.leftOutCount) }

    public mutating func next() throws(GazetteerError) -> PlaceRecord? {
        if let record = pending.next() { return record }
        guard try rows.advance() else { return nil }
        let code = rows.field(0)
        let parts = code.bytes.split(
            separator: UInt8(ascii: "."), maxSplits: level == .admin1 ? 1 : 2,
            omittingEmptySubsequences: false)
        guard parts.count == (level == .admin1 ? 2 : 3), FieldText(parts[0]).isCountryCode,
            parts.last?.isEmpty == false
        else {
            let expected = level == .admin1 ? "as BO.04" : "as BO.04.0401"
            throw rows.failure("code is \(FieldText.quoted(code.string)), expected one \(expected)")
        }
        let unit = builder.id(level == .admin1 ? .admin1 : .admin2, code)
        pending.tell("id:" + unit, of: try rows.placeID(3))
        let name = rows.field(1).trimmed
        pending.tell(name: name)
        let plain = rows.field(2).trimmed
        if !plain.isEmpty, !plain.bytes.elementsEqual(name.bytes) { pending.tell(name: plain) }
        return pending.next()
    }
}

/// The countries of `countryInfo.txt` of GeoNames.
///
/// A row tells of a place of the dump that it is a country: its id (`id:bo`), its codes in ISO
/// 3166-1 (`code:BO`, `code:BOL`, `code:068`) and its name in English.
///
/// - SeeAlso: GeoNames, gazetteer readme.txt, "Files"; the file's own comment lines.
public struct GeoNamesCountryInfo: PlaceSource {
    private var rows: FixedColumns
    private var pending = PendingNames()

    /// Reads countries.
    ///
    /// - Parameter lines: The lines of the file: 19 columns, of which the last two may lack; lines
    ///   that begin with `#` are comments.
    public init(_ lines: LineReader) {
        rows = FixedColumns(lines, expecting: 17...19, comment: UInt8(ascii: "#"))
    }

    public var file: String { rows.file }

    /// What was left out so far, one sentence each.
    public var notes: [String] { AlternateNames.notes(leavingOut: pending.leftOutCount) }

    public mutating func next() throws(GazetteerError) -> PlaceRecord? {
        if let record = pending.next() { return record }
        guard try rows.advance() else { return nil }
        let code = rows.field(0)
        guard code.isCountryCode else {
            throw rows.failure(
                "ISO code is \(FieldText.quoted(code.string)), expected two capitals")
        }
        pending.tell("id:" + code.string.lowercased(), of: try rows.placeID(16))
        for column in 0...2 where !rows.field(column).isEmpty {
            pending.tell("code:" + rows.field(column).string)
        }
        pending.tell(name: rows.field(4).trimmed)
        return pending.next()
    }
}

/// What one row tells of one place, handed on record by record.
private struct PendingNames {
    private var id = ""
    private var names: [String] = []
    private var at = 0
    private(set) var leftOutCount = 0

    /// Begins with the first record of a row.
    mutating func tell(_ text: String, of id: String) {
        self.id = id
        names = [text]
        at = 0
    }

    mutating func tell(_ text: String) { names.append(text) }

    mutating func tell(name: FieldText) {
        if name.isEmpty || AlternateNames.isReserved(name) {
            leftOutCount += 1
        } else {
            names.append(name.string)
        }
    }

    mutating func next() -> PlaceRecord? {
        guard at < names.count else { return nil }
        at += 1
        return .name(names[at - 1], ofID: id)
    }
}

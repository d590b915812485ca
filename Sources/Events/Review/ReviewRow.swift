public import SimpleFeatures

/// A row of a review sheet, as it was read: one event, what the program read, and what a person
/// wrote beside it.
public struct ReviewRow: Hashable, Sendable {
    /// Where it stands, for messages: "sheet.csv:12".
    public let place: String
    /// The texts of its cells by the names of their columns, in small letters and without white space
    /// at the ends; empty ones tell that there is such a column.
    let cells: [String: String]
    /// Its point, where the sheet has points.
    public let position: Coordinate?

    /// - Parameters:
    ///   - place: The file and the line, for messages.
    ///   - cells: The texts of all cells, the empty ones too, by the names of their columns.
    ///   - position: The point, where the sheet has points and says where they were.
    public init(place: String, cells: [String: String], position: Coordinate? = nil) {
        self.place = place
        self.position = position
        self.cells = Dictionary(
            cells.map { ($0.lowercased(), ReviewText.trimmed($1)) },
            uniquingKeysWith: { one, other in one.isEmpty ? other : one })
    }

    /// The text of a cell; `nil` where it is empty.
    public subscript(column: String) -> String? {
        cells[column].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The identifier of the event, without the apostrophe that keeps spreadsheets from taking it
    /// for a number.
    public var id: String { ReviewRow.identifier(self["id"] ?? "") }

    static func identifier(_ text: some StringProtocol) -> String {
        ReviewText.trimmed(text.drop { $0 == "'" || $0.isWhitespace })
    }

    /// Whether a person said something of the event that is to be followed.
    var isMarked: Bool {
        self["verdict"] != nil || Correction.cellNames.contains { self[$0] != nil }
            || movedPosition != nil
    }

    /// Where the point of the row was moved to by hand; `nil` where it stands as it was written.
    ///
    /// Positions that differ by less than a metre or so are taken for the same.
    var movedPosition: Coordinate? {
        guard let position else { return nil }
        guard let written = self["position"] else { return position }
        // What cannot be read any more tells nothing of a move.
        guard let read = LabelledPosition(written)?.position else { return nil }
        let isSame =
            (position.longitude - read.longitude).magnitude < 1e-5
            && (position.latitude - read.latitude).magnitude < 1e-5
        return isSame ? nil : position
    }
}

/// A position as a cell tells it: "lon -68.13359 lat -16.49582".
///
/// The labels keep the order from being mistaken and spreadsheets from taking the cell for a
/// number.
struct LabelledPosition: CustomStringConvertible {
    let longitude: Double
    let latitude: Double

    init(_ position: Coordinate) {
        longitude = position.longitude
        latitude = position.latitude
    }

    /// Reads two labelled numbers in either order, with a point or a comma for decimals; `nil` for
    /// anything else.
    init?(_ text: String) {
        let separators: Set<Character> = [" ", ":", "=", ";", "\t"]
        let words = text.lowercased().split { separators.contains($0) }
        guard words.count == 4 else { return nil }
        var numbers: [Substring: Double] = [:]
        for index in [0, 2] {
            // A comma behind a number divides it from the next label.
            var written = words[index + 1]
            if written.last == "," { written.removeLast() }
            guard let number = Double(written.replacing(",", with: ".")), number.isFinite else {
                return nil
            }
            numbers[words[index]] = number
        }
        guard let longitude = numbers["lon"], let latitude = numbers["lat"] else { return nil }
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The position; `nil` where there is none of such numbers.
    var position: Coordinate? {
        // The one reason why there is none is that a number is out of range.
        try? Coordinate(longitude: longitude, latitude: latitude)
    }

    var description: String { "lon \(longitude) lat \(latitude)" }
}

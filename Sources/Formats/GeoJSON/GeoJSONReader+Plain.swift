import SimpleFeatures

/// A column as the quick path meets it again in feature after feature.
struct PlainColumn {
    /// The place of the column among the batch's.
    let column: Int
    /// Where the name stands in the file, without quotation marks.
    let name: Range<Int>
}

/// The quick path for features as programs write them.
///
/// A plain feature has the members `type`, `id`, `geometry` and `properties`, each at most once, and
/// names without escapes. Every other feature, whether it only needs more care or is wrong, is left
/// to the careful path, which makes the notes and the errors.
extension GeoJSONReader {
    /// Reads a feature that is plain.
    ///
    /// - Returns: `false` when it is not, with the batch's feature left open and the scanner
    ///   anywhere.
    /// - Throws: ``FormatError`` for a fault within a geometry or a nested value.
    mutating func readPlainFeature(
        into batch: inout FeatureBatch
    ) throws(FormatError) -> Bool {
        let start = scanner.offset
        var text = PlainText(scanner.bytes, at: start)
        var identifier: BatchText?
        var shape = FeatureBatch.Shape.none
        var seen: UInt8 = 0
        // The deepest brackets that are read here: those of a feature, its geometry and a position.
        guard text.skip("{"), scanner.hasRoom(forLevels: 3) else { return false }
        repeat {
            guard let name = text.name(), let member = PlainMember(name, in: text),
                seen & member.rawValue == 0
            else { return false }
            seen |= member.rawValue
            switch member {
            case .type: guard text.skip("\"Feature\"") else { return false }
            case .identifier:
                guard let id = text.identifier() else { return false }
                identifier = id
            case .geometry:
                if text.skip("null") { break }
                if let position = plainPoint(&text) {
                    shape = .point(position)
                    break
                }
                scanner.resume(at: text.place)
                scanner.go(deeperBy: 1)
                switch try readGeometry() {
                case nil: break
                case .point(let position): shape = .point(position)
                case .some(let geometry): shape = .other(geometry)
                }
                scanner.go(deeperBy: -1)
                text.place = scanner.offset
            case .properties:
                if text.skip("null") { break }
                guard try readPlainProperties(&text, into: &batch) else { return false }
            }
            text.skipWhiteSpace()
        } while text.skip(",")
        guard text.skip("}"), seen & PlainMember.needed == PlainMember.needed else { return false }
        scanner.resume(at: text.place)
        batch.endFeature(identifier: identifier, shape: shape)
        return true
    }

    /// Reads `{"type":"Point","coordinates":[x,y]}` with both numbers in range.
    ///
    /// - Returns: `nil`, with the text where it was, for anything else.
    @inline(__always)
    private mutating func plainPoint(_ text: inout PlainText) -> Coordinate? {
        var ahead = text
        guard ahead.skip("{"), ahead.skipName("\"type\""), ahead.skip("\"Point\""),
            ahead.skipAfterSpace(","), ahead.skipName("\"coordinates\""), ahead.skip("["),
            let longitude = ahead.degrees(), ahead.skipAfterSpace(","),
            let latitude = ahead.degrees(), ahead.skipAfterSpace("]"), ahead.skipAfterSpace("}"),
            longitude.magnitude <= 180, latitude.magnitude <= 90,
            positionCount < scanner.limits.positions
        else { return nil }
        positionCount += 1
        text = ahead
        return Coordinate(uncheckedLongitude: longitude, latitude: latitude)
    }

    /// Reads an object whose names have no escapes and all differ.
    private mutating func readPlainProperties(
        _ text: inout PlainText, into batch: inout FeatureBatch
    ) throws(FormatError) -> Bool {
        guard text.skip("{") else { return false }
        text.skipWhiteSpace()
        if text.skip("}") { return true }
        var count = 0
        repeat {
            guard let name = text.name() else { return false }
            let column: Int
            if count < usualColumns.count, text.isSame(name, as: usualColumns[count].name) {
                column = usualColumns[count].column
            } else {
                guard let place = batch.column(named: text.string(in: name)) else {
                    throw tooManyColumns(at: name.lowerBound)
                }
                guard takeUsualColumn(place, named: name, behind: count) else { return false }
                column = place
            }
            guard try readPlainValue(&text, of: column, into: &batch) else { return false }
            count += 1
            text.skipWhiteSpace()
        } while text.skip(",")
        return text.skip("}")
    }

    /// Takes a column for the one that features have behind a number of others.
    ///
    /// - Returns: `false` when it is one of those others.
    private mutating func takeUsualColumn(
        _ column: Int, named name: Range<Int>, behind count: Int
    ) -> Bool {
        while usualPlaces.count <= column { usualPlaces.append(0) }
        // A place counts only where that column stands there: so none ever has to be cleared.
        let place = usualPlaces[column]
        if place < min(count, usualColumns.count), usualColumns[place].column == column {
            return false
        }
        usualColumns.removeLast(usualColumns.count - min(count, usualColumns.count))
        usualPlaces[column] = usualColumns.count
        usualColumns.append(PlainColumn(column: column, name: name))
        return true
    }

    @inline(__always)
    private mutating func readPlainValue(
        _ text: inout PlainText, of column: Int, into batch: inout FeatureBatch
    ) throws(FormatError) -> Bool {
        switch text.next {
        case UInt8(ascii: "\""):
            if let range = text.plainString() {
                batch.append(.text(scanner.bytes.text(in: range), in: column))
                return true
            }
            scanner.resume(at: text.place)
            let string = try scanner.string()
            batch.append(.text(batch.texts.copy(string), in: column))
            text.place = scanner.offset
            return true
        case UInt8(ascii: "n"):
            batch.append(.null(column))
            return text.skip("null")
        case UInt8(ascii: "t"):
            batch.append(.boolean(true, in: column))
            return text.skip("true")
        case UInt8(ascii: "f"):
            batch.append(.boolean(false, in: column))
            return text.skip("false")
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            scanner.resume(at: text.place)
            var json = ByteSink()
            scanner.go(deeperBy: 2)
            JSON.append(try scanner.value(), to: &json)
            scanner.go(deeperBy: -2)
            batch.append(
                .json(unsafe json.withUnsafeBytes { unsafe batch.texts.copy($0) }, in: column))
            text.place = scanner.offset
            return true
        default:
            switch text.plainNumber() {
            case .integer(let number): batch.append(.integer(number, in: column))
            case .real(let number): batch.append(.real(number, in: column))
            case nil:
                scanner.resume(at: text.place)
                switch try scanner.number(expected: "a value") {
                case .integer(let number): batch.append(.integer(number, in: column))
                case .real(let number): batch.append(.real(number, in: column))
                default: return false
                }
                text.place = scanner.offset
            }
            return true
        }
    }
}

/// The members of a feature that mean something, as bits.
private enum PlainMember: UInt8 {
    case type = 1
    case identifier = 2
    case geometry = 4
    case properties = 8

    /// Those that a plain feature has.
    static let needed = PlainMember.type.rawValue | geometry.rawValue | properties.rawValue

    @inline(__always)
    init?(_ name: Range<Int>, in text: PlainText) {
        switch name.count {
        case 4 where text.holds("type", in: name): self = .type
        case 2 where text.holds("id", in: name): self = .identifier
        case 8 where text.holds("geometry", in: name): self = .geometry
        case 10 where text.holds("properties", in: name): self = .properties
        default: return nil
        }
    }
}

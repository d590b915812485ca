public import FileMapping
import SimpleFeatures

extension GeoJSON {
    /// Reads a FeatureCollection, a feature, a geometry, or features that follow each other.
    ///
    /// Several objects one after the other, on lines of their own or with record separators, are
    /// read as one layer. Members that RFC 7946 does not name are skipped. What is put right is
    /// said in the notes: numbers after longitude and latitude are dropped, open rings closed, of
    /// values under one property name the last is kept. A `crs` of older files is an error unless
    /// it names WGS 84. Texts stay texts where they are written like days; numbers as `id` become
    /// texts.
    ///
    /// - Parameters:
    ///   - bytes: The file, in UTF-8, with or without a byte order mark.
    ///   - file: The name that errors carry; without folders and ending it names a layer whose file
    ///     gives it no name.
    ///   - limits: Depth and size to refuse.
    /// - Returns: The layer, its columns read off the features, and the notes.
    /// - Throws: ``FormatError`` with the place of the first fault, and the number of the feature,
    ///   counted from 1, when it stands in one.
    /// - Complexity: O(*n*), *n* the number of bytes.
    /// - SeeAlso: RFC 7946, section 4 and appendix B.1 for `crs`; RFC 8142 for text sequences.
    public static func read(
        _ bytes: [UInt8], file: String, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) -> Reading {
        try GeoJSONReader(MappedFile(copying: bytes, named: file), limits: limits).readAll()
    }
}

/// Reads GeoJSON, a window of features at a time; its aspects for plain features and for geometries
/// are files of their own.
///
/// - SeeAlso: ``GeoJSON/read(_:file:limits:)`` for what it reads.
public struct GeoJSONReader: FeatureReader {
    var scanner: JSONScanner
    var positionCount = 0
    /// The columns of the last feature, in its order: the next mostly has the same.
    var usualColumns: [PlainColumn] = []
    /// For each column of the batch, where it stood last among the usual ones.
    var usualPlaces: [Int] = []
    private var name: String?
    private var featureCount = 0
    private var place = Place.betweenObjects
    private var hasObject = false
    private let takesPlainPath: Bool
    /// Up to where memory was given back, and how much is kept.
    private var released = 0
    private static let bytesKept = 16 << 20

    /// Where in the nesting of a file the reader stands.
    private enum Place {
        case betweenObjects
        case inCollection(StructuralMembers, isFirst: Bool, start: Int)
        case inFeatures(StructuralMembers, isFirst: Bool, start: Int)
    }

    /// Starts in front of the first feature.
    ///
    /// - Parameters:
    ///   - file: The file, in UTF-8, with or without a byte order mark.
    ///   - limits: Depth and size to refuse.
    /// - Throws: ``FormatError`` when the file is too long or is UTF-16.
    public init(
        _ file: MappedFile, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) {
        try self.init(file, limits: limits, takesPlainPath: true)
    }

    /// The same without the quick path, which must make no difference but in time.
    package init(
        _ file: MappedFile, limits: ReadingLimits = ReadingLimits(), takesPlainPath: Bool
    ) throws(FormatError) {
        scanner = try JSONScanner(file, limits: limits, refusesRepeatedNames: false)
        self.takesPlainPath = takesPlainPath
        file.expect(.inOrder)
    }

    /// The member `name` of a collection, be it in front of the features or behind them; without one,
    /// the name of the file without folders and ending.
    public var layerName: String {
        if let name = name ?? nameBehindFeatures() { return name }
        let fileName = scanner.bytes.file.path.split(separator: "/").last ?? ""
        let stem = fileName.prefix { $0 != "." }
        return String(stem.isEmpty ? fileName : stem)
    }

    /// The name of a collection whose members after `features` fit a few lines.
    ///
    /// A writer needs it before the features are read.
    private func nameBehindFeatures() -> String? {
        let tail = scanner.bytes.suffix(4096)
        guard let bracket = tail.lastIndex(of: UInt8(ascii: "]")) else { return nil }
        var ahead = scanner
        ahead.resume(at: bracket + 1)
        var found: String?
        var first = false
        do throws(FormatError) {
            while let (member, _) = try ahead.nextName(first: &first) {
                let value = try ahead.value()
                if member == "name" { found = value.text }
            }
            ahead.skipWhiteSpace()
        } catch { return nil }
        return ahead.isAtEnd ? found : nil
    }

    public var bytesRead: Int { scanner.offset }

    public var notes: [String] { scanner.repairs.sentences { "line \(scanner.line(of: $0))" } }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        let before = batch.count
        batch.retain(scanner.bytes.file)
        if scanner.offset - released > GeoJSONReader.bytesKept {
            // Names of columns, errors and notes may look back, which the system allows.
            scanner.bytes.file.release(released..<scanner.offset)
            released = scanner.offset
        }
        while !batch.isFull {
            switch place {
            case .betweenObjects:
                scanner.skipSeparators()
                if scanner.isAtEnd, hasObject { return batch.count > before }
                hasObject = true
                try readObject(into: &batch)
            case .inCollection(let members, let isFirst, let start):
                place = try nextPlace(inCollection: members, isFirst: isFirst, start: start)
            case .inFeatures(let members, var isFirst, let start):
                while !batch.isFull, try scanner.nextMember(first: &isFirst) {
                    try readFeature(into: &batch)
                    place = .inFeatures(members, isFirst: false, start: start)
                }
                if batch.isFull { break }
                scanner.feature = nil
                place = .inCollection(members, isFirst: false, start: start)
            }
        }
        return true
    }

    private mutating func readObject(into batch: inout FeatureBatch) throws(FormatError) {
        let start = scanner.offset
        let (type, typePlace) = try typeAhead()
        switch type {
        case "FeatureCollection":
            try scanner.enterObject()
            place = .inCollection(StructuralMembers(), isFirst: true, start: start)
        case "Feature":
            try readFeature(into: &batch)
            scanner.feature = nil
        case _ where GeoJSONReader.geometryKinds.contains(type):
            try beginFeature()
            try add(Feature(geometry: try readGeometry()), to: &batch, at: start)
            scanner.feature = nil
        default:
            throw scanner.failure(
                found: "the type '\(type.prefix(40))'",
                expected: "'FeatureCollection', 'Feature' or the kind of a geometry", at: typePlace)
        }
    }

    /// The type of the object that stands next; `type` may be its last member.
    ///
    /// Only an outermost object is looked through twice, so reading stays linear.
    private func typeAhead() throws(FormatError) -> (type: String, place: Int) {
        var ahead = scanner
        var first = true
        try ahead.enterObject(expected: "a GeoJSON object")
        while let (name, _) = try ahead.nextName(first: &first) {
            if name == "type" {
                let place = ahead.offset
                return (try ahead.string(expected: "a type in quotation marks"), place)
            }
            try ahead.skipValue()
        }
        throw scanner.failure(
            found: "an object without 'type'", expected: "a GeoJSON object", at: scanner.offset)
    }

    /// Reads one member of a collection, of `features` only the bracket.
    private mutating func nextPlace(
        inCollection members: StructuralMembers, isFirst: Bool, start: Int
    ) throws(FormatError) -> Place {
        var members = members
        var isFirst = isFirst
        guard let (member, memberPlace) = try scanner.nextName(first: &isFirst) else {
            guard members.has("features") else {
                throw scanner.failure(
                    found: "a FeatureCollection without 'features'",
                    expected: "an array of features", at: start)
            }
            return .betweenObjects
        }
        switch member {
        case "features":
            try members.take(member, at: memberPlace, in: scanner)
            try scanner.enterArray(expected: "an array of features")
            return .inFeatures(members, isFirst: true, start: start)
        case "name":
            try members.take(member, at: memberPlace, in: scanner)
            if case .text(let text) = try scanner.value(), name == nil { name = text }
        case "crs":
            try members.take(member, at: memberPlace, in: scanner)
            try checkReferenceSystem()
        case "type":
            try members.take(member, at: memberPlace, in: scanner)
            try scanner.skipValue()
        default: try scanner.skipValue()
        }
        return .inCollection(members, isFirst: isFirst, start: start)
    }

    private mutating func readFeature(into batch: inout FeatureBatch) throws(FormatError) {
        try beginFeature()
        let start = scanner.offset
        let repairs = scanner.repairs
        let positionCount = positionCount
        if takesPlainPath, try readPlainFeature(into: &batch) { return }
        batch.dropOpenFeature()
        scanner.resume(at: start)
        scanner.repairs = repairs
        self.positionCount = positionCount
        try add(try readAnyFeature(), to: &batch, at: start)
    }

    /// Adds a feature that is not plain.
    private mutating func add(
        _ feature: Feature, to batch: inout FeatureBatch, at start: Int
    ) throws(FormatError) {
        do throws(TooManyColumns) {
            try batch.append(feature)
        } catch { throw tooManyColumns(at: start) }
    }

    /// The error for one name more than a batch can number.
    func tooManyColumns(at place: Int) -> FormatError {
        scanner.failure(
            found: "more than \(FeatureBatch.columnLimit) names of properties",
            expected: "\(FeatureBatch.columnLimit) at most", at: place)
    }

    private mutating func readAnyFeature() throws(FormatError) -> Feature {
        let start = scanner.offset
        var members = StructuralMembers()
        var feature = Feature(geometry: nil)
        var first = true
        try scanner.enterObject(expected: "a feature")
        while let (member, place) = try scanner.nextName(first: &first) {
            switch member {
            case "type":
                try members.take(member, at: place, in: scanner)
                let place = scanner.offset
                let type = try scanner.string(expected: "the type 'Feature'")
                guard type == "Feature" else {
                    throw scanner.failure(
                        found: "the type '\(type.prefix(40))'", expected: "the type 'Feature'",
                        at: place)
                }
            case "id":
                try members.take(member, at: place, in: scanner)
                feature.id = try readIdentifier()
            case "geometry":
                try members.take(member, at: place, in: scanner)
                feature.geometry = scanner.skipNull() ? nil : try readGeometry()
            case "properties":
                try members.take(member, at: place, in: scanner)
                if !scanner.skipNull() { feature.properties = try scanner.properties() }
            case "crs":
                try members.take(member, at: place, in: scanner)
                try checkReferenceSystem()
            default: try scanner.skipValue()
            }
        }
        guard members.has("type") else {
            throw scanner.failure(
                found: "an object without 'type'", expected: "a feature", at: start)
        }
        if !members.has("geometry") || !members.has("properties") {
            scanner.repairs.note(.missingMember, at: start)
        }
        return feature
    }

    private mutating func beginFeature() throws(FormatError) {
        guard featureCount < scanner.limits.features else {
            throw scanner.failure(
                found: "more than \(scanner.limits.features) features",
                expected: "\(scanner.limits.features) at most")
        }
        featureCount += 1
        scanner.feature = featureCount
    }

    private mutating func readIdentifier() throws(FormatError) -> String? {
        let place = scanner.offset
        switch try scanner.value() {
        case .null: return nil
        case .text(let text): return text
        case .integer, .real:
            // As written: 1.0 and 1 are different names.
            return String(decoding: scanner.bytes[place..<scanner.offset], as: UTF8.self)
        default:
            throw scanner.failure(
                found: "an id of another kind", expected: "a text or a number",
                at: place)
        }
    }

    /// Reads a `crs` of GeoJSON 2008 and lets WGS 84 pass.
    mutating func checkReferenceSystem() throws(FormatError) {
        let place = scanner.offset
        let value = try scanner.value()
        if value.isNull { return }
        var found = "a crs without a name"
        if case .object(let system) = value, case .object(let properties) = system["properties"],
            let name = properties["name"].text
        {
            let known = ["EPSG:4326", "OGC:CRS84", "urn:ogc:def:crs:EPSG::4326"]
            let isCRS84 = name.hasSuffix(":CRS84") || name.hasSuffix("/CRS84")
            if known.contains(name) || isCRS84 { return }
            found = "the crs '\(name.prefix(60))'"
        }
        throw scanner.failure(
            found: found, expected: "longitude and latitude on WGS 84 (no crs, CRS84 or EPSG:4326)",
            at: place)
    }
}

/// The members of one object that mean something and so must stand once.
struct StructuralMembers {
    private var seen: [String] = []

    /// Notes a member.
    ///
    /// - Throws: ``FormatError`` when it stood before.
    mutating func take(
        _ name: String, at place: Int, in scanner: JSONScanner
    ) throws(FormatError) {
        guard !seen.contains(name) else { throw scanner.repeatedName(name, at: place) }
        seen.append(name)
    }

    /// Whether a member stood there.
    func has(_ name: String) -> Bool { seen.contains(name) }
}

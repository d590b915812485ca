public import FileMapping
public import SimpleFeatures

/// Reads the placemarks of a KML file, ours or another's, as the features of one layer.
///
/// A file of ours gives back the columns that were written. From any other file come `name`,
/// `description`, the days of its time as `date_start` and `date_end`, the columns of its schemas
/// and, where there are several folders, `folder`. What no column can hold is counted in ``notes``.
///
/// - SeeAlso: OGC 07-147r2, "KML" 2.2.0; Google, "KML Reference", for elements of `gx`.
public struct KMLReader: FeatureReader {
    /// A document or a folder that is open.
    private struct Container {
        var name = ""
    }

    let file: MappedFile
    let limits: ReadingLimits
    let tokens: XMLTokenReader
    var schemas: [String: KMLSchemaColumns] = [:]
    /// The schema that was used last, and what named it.
    var lastSchema: KMLSchemaColumns?
    var lastSchemaURL = ""
    var placemark = KMLPlacemark()
    /// The columns of the document in the order in which they were written.
    var columnOrder: [String] = []
    var repairs = Repairs()
    /// For each column, the last feature that has a value in it, counted from 1, and which of its
    /// cells that is.
    var stamps: [(feature: Int, cell: Int)] = []
    var echo = KMLDescriptionEcho()
    /// What is counted against the limits.
    var positionCount = 0
    var valueCount = 0
    private(set) var featureCount = 0
    private(set) var isInsidePlacemark = false
    /// Texts that come in pieces.
    var pieces: [UInt8] = []
    private var containers: [Container] = []
    private var rootName = ""
    private var firstFolderName = ""
    private var isDone = false
    /// Whether there is more than one folder, so that each placemark keeps the names of its own.
    private let hasFolders: Bool
    private let isOneOfMany: Bool
    /// Whether a placemark of ours has a name.
    let hasNames: Bool

    /// Starts in front of the first feature.
    ///
    /// - Parameters:
    ///   - file: The whole file.
    ///   - limits: Depth and size to refuse.
    /// - Throws: ``FormatError`` when it is too large.
    public init(
        _ file: MappedFile, limits: ReadingLimits = ReadingLimits()
    ) throws(FormatError) {
        try self.init(file, limits: limits, isOneOfMany: false)
    }

    /// - Parameter isOneOfMany: Whether other documents make the same layer.
    init(_ file: MappedFile, limits: ReadingLimits, isOneOfMany: Bool) throws(FormatError) {
        guard file.count <= limits.bytes else {
            throw FormatError(
                file: file.path, place: .file, found: "\(file.count) bytes",
                expected: "\(limits.bytes) at most")
        }
        self.file = file
        self.limits = limits
        tokens = XMLTokenReader(
            file, names: KMLElement.all.map(\.rawValue), depthLimit: limits.depth)
        file.expect(.inOrder)
        let outline = KMLOutline(of: file)
        hasFolders = outline.hasFolders || isOneOfMany
        self.isOneOfMany = isOneOfMany
        hasNames = outline.hasNames
    }

    public var layerName: String {
        if !rootName.isEmpty { return rootName }
        if !hasFolders, !firstFolderName.isEmpty { return firstFolderName }
        return KMLReader.stem(of: file.path)
    }

    /// The name of a file, without folders and ending.
    static func stem(of path: String) -> String {
        let parts = path.split(separator: "/")
        // The document of an archive is mostly called `doc.kml`.
        let fileName = parts.last { $0.lowercased().hasSuffix(".kmz") } ?? parts.last ?? ""
        let stem = fileName.prefix { $0 != "." }
        return String(stem.isEmpty ? fileName : stem)
    }

    public var bytesRead: Int { tokens.bytesRead }

    public var notes: [String] { repairs.sentences { "line \($0)" } }

    /// The columns that the schemas of the file declare, as far as it is read.
    public var declaredSchema: Schema? {
        Schema(fields: schemas.values.sorted { $0.number < $1.number }.flatMap(\.declaredFields))
    }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        let before = batch.count
        while !batch.isFull, !isDone { try readNext(into: &batch) }
        return batch.count > before
    }

    // MARK: Containers

    /// Goes on by one element of a document or a folder.
    private mutating func readNext(into batch: inout FeatureBatch) throws(FormatError) {
        guard let token = try tokens.token() else {
            isDone = true
            return
        }
        switch token.kind {
        case .attribute: return
        case .text: try refuseStrayText(token)
        case .end: if tokens.depth > 0, !containers.isEmpty { containers.removeLast() }
        case .start:
            guard tokens.depth > 1 else {
                guard token.element == .kml else {
                    throw failure(
                        found: "<\(token.writtenName)>", expected: "<kml>", token)
                }
                return
            }
            try readMember(token, into: &batch)
        }
    }

    /// Text between placemarks means nothing in KML; it is counted unless it is white space.
    private mutating func refuseStrayText(_ token: XMLTokenReader.Token) throws(FormatError) {
        if unsafe !token.text.bytes.allSatisfy(KMLNumber.isSpace) {
            repairs.note(.unreadElement, at: token.line)
        }
    }

    private mutating func readMember(
        _ token: XMLTokenReader.Token, into batch: inout FeatureBatch
    ) throws(FormatError) {
        switch token.element {
        case .document, .folder: containers.append(Container())
        case .placemark:
            featureCount += 1
            guard featureCount <= limits.features else {
                throw failure(
                    found: "more than \(limits.features) features",
                    expected: "\(limits.features) at most", token)
            }
            isInsidePlacemark = true
            do throws(FormatError) {
                try readPlacemark(into: &batch)
            } catch {
                batch.dropOpenFeature()
                isDone = true
                throw error
            }
            isInsidePlacemark = false
        case .name where !containers.isEmpty:
            let name = try readText(into: batch.texts).string
            containers[containers.count - 1].name = name
            if containers.count == 1 { rootName = name }
            if containers.count == 2, firstFolderName.isEmpty { firstFolderName = name }
        case .schema: try readSchema(into: &batch)
        case .extendedData: try readColumnOrder(in: batch.texts)
        case .networkLink, .groundOverlay, .screenOverlay, .photoOverlay, .tour:
            repairs.note(.overlay, at: token.line)
            try skip()
        case let element:
            if element?.isPresentation != true { repairs.note(.unreadElement, at: token.line) }
            try skip()
        }
    }

    /// The folders around a placemark, those outside first, that of the layer left out.
    var folder: String? {
        guard hasFolders else { return nil }
        return containers.dropFirst(isOneOfMany ? 0 : 1).map(\.name).joined(separator: "/")
    }

    // MARK: Elements

    /// Goes over the rest of the element that was started last.
    mutating func skip() throws(FormatError) {
        let depth = tokens.depth
        while tokens.depth >= depth, try tokens.token() != nil {}
    }

    /// Goes over the elements in the one that was started last, and over its end.
    ///
    /// - Parameter body: Given each by its start; it goes over its end.
    mutating func forEachMember(
        _ body: (inout KMLReader, XMLTokenReader.Token) throws(FormatError) -> Void
    ) throws(FormatError) {
        while let token = try tokens.token() {
            switch token.kind {
            case .start: try body(&self, token)
            case .end: return
            case .text: try refuseStrayText(token)
            case .attribute: break
            }
        }
    }

    /// How many bytes of text an element may have.
    private static let textLimit = 256 << 20

    /// The text of the element that was started last, and goes over its end.
    ///
    /// Elements in it, such as those of HTML that was not escaped, leave their text.
    mutating func readText(into texts: TextArena) throws(FormatError) -> BatchText {
        if let whole = try readShortText() {
            let copy = unsafe texts.copy(whole.bytes)
            _ = try tokens.token()
            return copy
        }
        return unsafe pieces.withUnsafeBytes { unsafe texts.copy($0) }
    }

    /// The text of the element that was started last, where it comes in one piece.
    ///
    /// - Returns: The text, in front of the end of the element; `nil` when the text stands in
    ///   ``pieces`` and the end is passed.
    mutating func readShortText() throws(FormatError) -> BatchText? {
        pieces.removeAll(keepingCapacity: true)
        let depth = tokens.depth
        while let token = try tokens.token() {
            switch token.kind {
            case .text:
                if pieces.isEmpty, tokens.depth == depth, tokens.isBeforeEnd { return token.text }
                unsafe pieces.append(contentsOf: token.text.bytes)
                guard pieces.count <= KMLReader.textLimit else {
                    throw failure(
                        found: "a text of more than \(KMLReader.textLimit) bytes",
                        expected: "less in one element", token)
                }
            case .start: repairs.note(.unreadElement, at: token.line)
            case .end: if tokens.depth < depth { return nil }
            case .attribute: break
            }
        }
        return nil
    }

    /// A fault, with the feature that is being read.
    func failure(
        found: String, expected: String, _ token: XMLTokenReader.Token
    ) -> FormatError {
        failure(found: found, expected: expected, at: token.place)
    }

    func failure(found: String, expected: String, at place: FormatError.Place) -> FormatError {
        FormatError(
            file: file.path, place: place, feature: isInsidePlacemark ? featureCount : nil,
            found: found, expected: expected)
    }
}

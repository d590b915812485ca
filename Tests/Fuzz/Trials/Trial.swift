import Compression
import FileMapping
import FileWriting
import Formats
import SimpleFeatures

/// Reads bytes as a format and holds the reader to what it promises.
///
/// Whatever the bytes are: nothing crashes; what is refused is refused with an error that says what
/// was found and what was expected, at a place of the file; the quick path of a reader gives what the
/// careful one gives; and a layer that was read is written in every format and read back with as many
/// features.
public struct Trial: Sendable {
    private let format: FuzzedFormat
    private let name: String
    private let writtenFolder: String?

    /// - Parameters:
    ///   - format: What the bytes are taken for.
    ///   - writtenFolder: A folder for files that cannot be written in memory; `nil` to leave out the
    ///     formats that need them.
    public init(_ format: FuzzedFormat, writtenFolder: String? = nil) {
        self.format = format
        self.writtenFolder = writtenFolder
        name = "fuzz.\(format.rawValue)"
    }

    /// Tries an input.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: Whether it was read, and not refused.
    /// - Throws: ``Finding`` when something does not hold.
    @discardableResult
    public func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
        let file = MappedFile(copying: bytes, named: name)
        switch format {
        case .json: return try runJSON(bytes)
        case .gz, .zst: return try unpack(file)
        case .geojson, .kml, .kmz, .fgb, .gpkg, .csv: break
        }
        let reading: LayerReading
        do throws(FormatError) {
            reading = try LayerReading(try format.reader(of: file))
        } catch {
            try check(error, of: bytes)
            try checkCareful(file, against: nil, error)
            return false
        }
        try checkCareful(file, against: reading, nil)
        try checkOtherWays(file, against: reading)
        try WrittenTrial(of: reading, folder: writtenFolder).run {
            () throws(FormatError) in try format.reader(of: file)
        }
        return true
    }

    // MARK: What is no layer

    private func runJSON(_ bytes: [UInt8]) throws(Finding) -> Bool {
        do throws(FormatError) {
            let value = try JSON.value(of: bytes, file: name)
            var written: [UInt8] = []
            JSON.append(value, to: &written)
            guard try JSON.value(of: written, file: "again.json") == value else {
                throw FormatError(
                    file: "again.json", place: .file, found: "another value", expected: "the same")
            }
            return true
        } catch {
            guard error.file == name else {
                throw Finding("a value that is written reads back the same", error.description)
            }
            try check(error, of: bytes)
            return false
        }
    }

    private func unpack(_ file: MappedFile) throws(Finding) -> Bool {
        guard let packed = unsafe PackedFormat(of: file.bytes) else { return false }
        let limit = 1 << 20
        let counter = Counter()
        do throws(UnpackingError) {
            unsafe try packed.unpack(file.bytes, to: counter, atMost: limit)
        } catch {
            if error.description.isEmpty { throw Finding("an error says what was found", "") }
        }
        guard counter.count <= limit else {
            throw Finding("no more is unpacked than allowed", "\(counter.count) bytes")
        }
        return true
    }

    private final class Counter: ByteDestination {
        var count = 0
        func write(_ bytes: UnsafeRawBufferPointer) { count += bytes.count }
    }

    // MARK: Errors

    private func check(_ error: FormatError, of bytes: [UInt8]) throws(Finding) {
        let text = error.description
        guard error.file.hasPrefix(name), !error.found.isEmpty, !error.expected.isEmpty,
            text.count < 1000
        else { throw Finding("an error says where, what was found and what was expected", text) }
        switch error.place {
        case .byte(let offset):
            guard (0...bytes.count).contains(offset) else {
                throw Finding("an error's byte lies in the file", text)
            }
        case .line(let line, let column):
            guard line >= 1, column >= 1 else {
                throw Finding("an error's line lies in the file", text)
            }
            // The lines of a document in an archive are not those of the archive.
            guard format == .kmz || line <= Trial.lineCount(of: bytes) else {
                throw Finding("an error's line lies in the file", text)
            }
        case .file: break
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw Finding("an error is one line without control characters", text) }
    }

    private static func lineCount(of bytes: [UInt8]) -> Int {
        bytes.reduce(1) { $1 == 0x0A || $1 == 0x0D ? $0 + 1 : $0 }
    }

    // MARK: Other ways through a reader

    /// Reads what an index finds, and a table whose types are declared.
    private func checkOtherWays(
        _ file: MappedFile, against reading: LayerReading
    ) throws(Finding) {
        do throws(FormatError) {
            for reader in try format.otherReaders(of: file) {
                let count = try LayerReading(reader).features.count
                guard count <= reading.features.count else {
                    throw FormatError(
                        file: "window", place: .file, found: "\(count) features",
                        expected: "\(reading.features.count) at most")
                }
            }
        } catch {
            guard error.file.hasPrefix(name) else {
                throw Finding("a window holds no more features than the file", error.description)
            }
            // An index, and what a declared type leads to, may be broken where the rest is not.
        }
    }

    private func checkCareful(
        _ file: MappedFile, against reading: LayerReading?, _ refusal: FormatError?
    ) throws(Finding) {
        let rule = "the quick path gives what the careful path gives"
        do throws(FormatError) {
            guard let reader = try format.carefulReader(of: file) else { return }
            let careful = try LayerReading(reader)
            guard let reading else {
                throw FormatError(
                    file: "quick", place: .file, found: refusal?.description ?? "", expected: "")
            }
            guard careful.notes == reading.notes else {
                throw FormatError(
                    file: "notes", place: .file, found: "\(reading.notes)",
                    expected: "\(careful.notes)")
            }
            guard careful.features == reading.features else {
                let place = zip(careful.features, reading.features).enumerated().first {
                    $0.element.0 != $0.element.1
                }
                throw FormatError(
                    file: "features", place: .file,
                    found: "\(place.map { "\($0.element.1)" } ?? "\(reading.features.count)")",
                    expected: "\(place.map { "\($0.element.0)" } ?? "\(careful.features.count)")")
            }
        } catch {
            if error == refusal { return }
            throw Finding(rule, "\(error); quick: \(refusal?.description ?? "no error")")
        }
    }
}

/// A layer as it was read, with what a writer must know before it begins.
struct LayerReading {
    let name: String
    let survey: Survey
    let features: [Feature]
    let notes: [String]

    /// - Throws: `FormatError` when the file is refused.
    init(_ reader: any FeatureReader) throws(FormatError) {
        var reader = reader
        var batch = FeatureBatch()
        var survey = Survey()
        var features: [Feature] = []
        while try reader.read(into: &batch) {
            survey.observe(batch)
            for row in 0..<batch.count { features.append(batch.feature(at: row)) }
            batch.removeAll()
        }
        if let schema = reader.declaredSchema { survey.declare(schema) }
        name = reader.layerName
        notes = reader.notes
        self.survey = survey
        self.features = features
    }
}

import Foundation
import Gazetteers

/// A file that holds places: a compiled gazetteer, or a source to compile.
struct GazetteerFile {
    let path: String
    /// The languages of alternate names to keep; `nil` keeps all.
    let languages: Set<String>?
    let scripts: GeoNamesDump.Scripts
    let quiet: Bool

    init(
        _ path: String, languages: Set<String>? = nil, scripts: GeoNamesDump.Scripts = .all,
        quiet: Bool = false
    ) {
        self.path = path
        self.languages = languages
        self.scripts = scripts
        self.quiet = quiet
    }

    /// The gazetteer of the file, compiled in memory where it is a source.
    ///
    /// - Throws: ``Failure`` 66 when it is not there, 65 when it cannot be used.
    func gazetteer() throws -> CompiledGazetteer {
        do {
            return try kind() == .compiled
                ? CompiledGazetteer(mapping: path)
                : CompiledGazetteer(GazetteerFile.compiler(of: [self]))
        } catch let error as GazetteerError { throw Failure(.badData, error.description) }
    }

    /// Reads sources.
    ///
    /// Files that only tell names of places are read after those that tell the places.
    ///
    /// - Throws: ``Failure`` 66 or 65 with file and line.
    static func compiler(of files: [GazetteerFile]) throws -> GazetteerCompiler {
        do {
            let sources = try files.map { (kind: try $0.kind(), file: $0) }
            if let compiled = sources.first(where: { $0.kind == .compiled }) {
                throw Failure(
                    .badData,
                    "\(compiled.file.path): is compiled already, expected a source; "
                        + "stack it with --gazetteer")
            }
            let ordered =
                sources.filter { !$0.kind.tellsNamesOnly } + sources.filter(\.kind.tellsNamesOnly)
            return try GazetteerCompiler(
                sources: ordered.map { try $0.file.source(of: $0.kind) },
                about: ["sources: \(files.map(\.name).joined(separator: ", "))"])
        } catch let error as GazetteerError { throw Failure(.badData, error.description) }
    }

    /// The name of the file without its folders: what the compiled file says about itself.
    private var name: String { URL(fileURLWithPath: path).lastPathComponent }

    private func kind() throws -> PlaceSourceKind {
        if CompiledGazetteer.version(of: path) != nil { return .compiled }
        var isFirst = true
        let chunk = try ChunkReader(path).next()
        let line = chunk.prefix { byte in
            defer { isFirst = false }
            // A file may begin with an empty line; it is no header all the same.
            return byte != 10 || isFirst
        }
        guard let kind = PlaceSourceKind.of(fileName: name, firstLine: Array(line)),
            kind != .compiled
        else {
            // What calls itself compiled gets the reason why it is not.
            if name.hasSuffix(".gaz") { return .compiled }
            throw PlaceSourceKind.refusal(of: path)
        }
        return kind
    }

    private func source(of kind: PlaceSourceKind) throws -> any PlaceSource {
        if kind == .geoJSON {
            return try FeaturePlaces(try LayerFile.read(path, quiet: quiet), file: path)
        }
        let reader = try ChunkReader(path)
        let lines = LineReader(file: path) { () throws(GazetteerError) in try reader.next() }
        switch kind {
        case .geoNamesDump: return GeoNamesDump(lines, scripts: scripts)
        case .alternateNames: return GeoNamesAlternateNames(lines, languages: languages)
        case .adminCodes(let level): return GeoNamesAdminCodes(lines, level: level)
        case .countryInfo: return GeoNamesCountryInfo(lines)
        case .delimited(let separator): return try DelimitedTable(lines, separator: separator)
        case .compiled, .geoJSON: throw PlaceSourceKind.refusal(of: path)
        }
    }
}

extension PlaceSourceKind {
    /// Whether its rows are names of places that other files tell.
    fileprivate var tellsNamesOnly: Bool {
        switch self {
        case .alternateNames, .adminCodes, .countryInfo: return true
        case .geoNamesDump, .delimited, .compiled, .geoJSON: return false
        }
    }
}

/// Reads a file piece by piece.
private final class ChunkReader {
    private let path: String
    private let handle: FileHandle

    init(_ path: String) throws {
        self.path = path
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(path): no such file")
        }
        guard !isFolder.boolValue else {
            throw Failure(.noInput, "\(path): is a folder, expected a file")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Failure(.badData, "\(path): cannot be read (are its permissions right?)")
        }
        self.handle = handle
    }

    /// The next megabyte; nothing at the end.
    func next() throws(GazetteerError) -> [UInt8] {
        do {
            return Array(try handle.read(upToCount: 1 << 20) ?? Data())
        } catch { throw GazetteerError(file: path, reason: "cannot be read to its end") }
    }
}

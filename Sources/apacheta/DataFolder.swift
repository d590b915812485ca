import Events
import Foundation
import Gazetteers

/// The folder with the gazetteer's tables and the region sets.
///
/// Looked for in `APACHETA_DATA`, then in `../share/apacheta` beside the program, then in the
/// `gazetteer` folder of the package that the program was built in.
struct DataFolder {
    let path: String

    /// Finds the folder.
    ///
    /// - Throws: ``Failure`` 66 that names the places looked at.
    init() throws {
        var tried: [String] = []
        if let given = ProcessInfo.processInfo.environment["APACHETA_DATA"], !given.isEmpty {
            guard DataFolder.isData(given) else {
                throw Failure(
                    .noInput, "APACHETA_DATA: no gazetteer tables in '\(given)' (countries.tsv)")
            }
            path = given
            return
        }
        let program = URL(fileURLWithPath: DataFolder.programPath()).resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        tried.append(folder.appendingPathComponent("../share/apacheta").standardized.path)
        // The build folder lies at most five levels below the package's.
        for _ in 0..<5 {
            tried.append(folder.appendingPathComponent("gazetteer").path)
            folder = folder.deletingLastPathComponent()
        }
        guard let found = tried.first(where: DataFolder.isData) else {
            throw Failure(
                .noInput,
                "no gazetteer tables found: set APACHETA_DATA, or install them in \(tried[0])")
        }
        path = found
    }

    private static func isData(_ path: String) -> Bool {
        [PackageTables.compiledName, "countries.tsv"].contains {
            FileManager.default.fileExists(atPath: "\(path)/\($0)")
        }
    }

    private static func programPath() -> String {
        // On Linux the link names the running program, however it was started.
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }

    /// The bytes of a file of the folder.
    func bytes(of name: String) throws -> [UInt8] { try Files.bytes(of: "\(path)/\(name)") }

    /// Where the built-in gazetteer stands.
    var builtInGazetteer: String { "\(path)/\(PackageTables.compiledName)" }

    /// What reads events, with the words and weights of the folder.
    ///
    /// - Throws: ``Failure`` 65 with file and line for words that mean nothing.
    func eventExtractor(_ gazetteer: Gazetteer) throws -> EventExtractor {
        let files = Dictionary(
            uniqueKeysWithValues: try EventModel.paths.map { ($0, try bytes(of: $0)) })
        do throws(EventsError) {
            return EventExtractor(gazetteer: gazetteer, model: try EventModel(files))
        } catch { throw Failure(.badData, "\(path)/\(error)") }
    }

    /// The compiled gazetteer of the folder.
    ///
    /// Where it is missing, or a table is newer, the tables are read instead, and it is said so.
    ///
    /// - Throws: ``Failure`` 65 when a table or the compiled gazetteer is damaged.
    func compiledGazetteer() throws -> CompiledGazetteer {
        let compiled = builtInGazetteer
        let reason: String
        if let day = modificationDate(of: compiled) {
            let newer = (PackageTables.places + PackageTables.words).first { name in
                modificationDate(of: "\(path)/\(name)").map { $0 > day } ?? false
            }
            if let newer {
                reason = "older than \(newer)"
            } else if CompiledGazetteer.version(of: compiled) == CompiledGazetteer.version {
                return try CompiledGazetteer(mapping: compiled)
            } else {
                reason = "of another version"
            }
        } else {
            reason = "missing"
        }
        Console.complain(
            "\(compiled) is \(reason), reading the tables instead, which takes longer "
                + "(`apacheta gazetteer build` compiles them)")
        return try CompiledGazetteer(compiler())
    }

    /// The tables of the folder, read.
    ///
    /// - Throws: ``Failure`` 65 with file and line.
    func compiler() throws -> GazetteerCompiler {
        // What cannot be read at all is told as such, not as a fault of a table.
        let tables = Dictionary(
            uniqueKeysWithValues: try (PackageTables.places + PackageTables.words).map {
                ($0, try bytes(of: $0))
            })
        do throws(GazetteerError) {
            return try PackageTables.compiler { tables[$0] ?? [] }
        } catch { throw Failure(.badData, "\(path)/\(error)") }
    }

    private func modificationDate(of path: String) -> Double? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }
}

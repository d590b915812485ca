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
        FileManager.default.fileExists(atPath: path + "/countries.tsv")
    }

    private static func programPath() -> String {
        // On Linux the link names the running program, however it was started.
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }

    /// The bytes of a file of the folder.
    func bytes(of name: String) throws -> [UInt8] { try Files.bytes(of: "\(path)/\(name)") }

    private func table(_ name: String) throws -> Gazetteer.Table {
        Gazetteer.Table(file: name, bytes: try bytes(of: name))
    }

    /// The tables of places, Bolivia's checked rows first, then the world's.
    private func tables() throws -> [Gazetteer.Table] {
        try [
            "bolivia.tsv", "countries.tsv", "admin1.tsv", "world.tsv", "bolivia-localities.tsv",
        ].map(table)
    }

    /// The places of the folder, without what else words can be: for names typed on their own.
    func places() throws -> Gazetteer {
        let tables = try tables()
        do throws(GazetteerError) {
            return try Gazetteer(tables: tables)
        } catch { throw Failure(.badData, "\(path)/\(error)") }
    }

    /// The gazetteer of the folder, for texts.
    func gazetteer() throws -> Gazetteer {
        let tables = try tables()
        let commonWords = try table("common-words.tsv")
        let firstNames = try table("first-names.tsv")
        let surnames = try table("surnames.tsv")
        let demonyms = try table("demonyms.tsv")
        do {
            let lexicon = try LexiconTables(
                commonWords: commonWords, firstNames: firstNames, surnames: surnames,
                demonyms: demonyms)
            return try Gazetteer(tables: tables, lexicon: lexicon)
        } catch {
            throw Failure(.badData, "\(path)/\(error)")
        }
    }
}

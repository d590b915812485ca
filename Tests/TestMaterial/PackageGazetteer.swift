public import Foundation
public import Gazetteers

/// The gazetteer that the package carries, read once.
public enum PackageGazetteer {
    /// The folder of the package, which this file lies in.
    public static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    /// Its folder `gazetteer`.
    public static let folder = package.appendingPathComponent("gazetteer")

    /// A table of the folder.
    public static func table(_ name: String) throws -> Gazetteer.Table {
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        return Gazetteer.Table(file: name, bytes: Array(data))
    }

    /// The gazetteer, as the program reads it: compiled where that is up to date, else from its
    /// tables, which takes longer.
    public static func read() throws -> Gazetteer { try loaded.get() }

    private static let loaded = Result { Gazetteer(stacking: [try compiled()]) }

    private static func compiled() throws -> CompiledGazetteer {
        let file = folder.appendingPathComponent(PackageTables.compiledName)
        let tables = (PackageTables.places + PackageTables.words).map(folder.appendingPathComponent)
        if let day = date(of: file), tables.allSatisfy({ date(of: $0).map { $0 <= day } ?? false }),
            CompiledGazetteer.version(of: file.path) == CompiledGazetteer.version
        {
            return try CompiledGazetteer(mapping: file.path)
        }
        let bytes = Dictionary(
            uniqueKeysWithValues: try tables.map {
                ($0.lastPathComponent, Array(try Data(contentsOf: $0)))
            })
        return try CompiledGazetteer(try PackageTables.compiler { bytes[$0] ?? [] })
    }

    private static func date(of file: URL) -> Date? {
        try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
    }
}

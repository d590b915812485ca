import ArgumentParser
import Gazetteers

/// The options of every command that looks up places.
struct GazetteerOptions: ParsableArguments {
    @Option(
        name: .customLong("gazetteer"),
        help: """
            A gazetteer that stands above the built-in one: what `gazetteer build` wrote, or any \
            file that it reads. May be repeated; the first counts first.
            """)
    var files: [String] = []

    @Flag(
        name: .customLong("no-built-in"), help: "Leave the built-in gazetteer out.")
    var isAlone = false

    /// The gazetteers, stacked.
    ///
    /// - Throws: ``Failure`` 64 when there is none, 65 or 66 for one that cannot be used.
    func gazetteer() throws -> Gazetteer {
        guard !isAlone || !files.isEmpty else {
            throw Failure(.usage, "--no-built-in leaves no gazetteer, expected --gazetteer FILE")
        }
        var layers = try files.map { try GazetteerFile($0).gazetteer() }
        if !isAlone { layers.append(try DataFolder().compiledGazetteer()) }
        return Gazetteer(stacking: layers)
    }

    /// The files of the gazetteers, for a record of what was asked.
    var paths: [String] {
        files + (isAlone ? [] : (try? DataFolder().builtInGazetteer).map { [$0] } ?? [])
    }
}

extension Gazetteer {
    /// Refuses answers that were read from damaged bytes.
    ///
    /// - Throws: ``Failure`` 65 that names the file.
    func confirmIntact() throws {
        if let fault { throw Failure(.badData, fault.description) }
    }
}

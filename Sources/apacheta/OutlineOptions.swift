import ArgumentParser
import Geodesy
import Regions

/// How the outlines of regions are drawn in a layer.
struct OutlineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write outlines with fewer corners, moved by about this at most, shared borders kept.",
            valueName: "distance"))
    var simplify: String?

    /// Checks what was asked for before any work.
    ///
    /// - Parameter output: Where the layer goes.
    /// - Throws: ``Failure`` 64 for a distance that is none, or no file to write.
    func check(with output: OutputOptions) throws {
        guard simplify != nil else { return }
        if output.output.isEmpty {
            throw Failure(
                .usage, "--simplify changes the outlines that -o writes, expected -o FILE")
        }
        _ = try tolerance()
    }

    /// The set as it is to be drawn; `nil` for its own outlines.
    ///
    /// - Parameter quiet: Whether to keep still about what had to be done otherwise.
    /// - Throws: ``Failure`` 64 for a distance that is none, `RegionError` when GEOS fails.
    func outlines(of set: RegionSet, quiet: Bool) throws -> RegionSet? {
        guard let tolerance = try tolerance() else { return nil }
        let simple = try set.simplified(toleranceMetres: tolerance.metres)
        for note in simple.notes.dropFirst(set.notes.count) {
            Console.say("\(set.name): \(note)", quiet: quiet)
        }
        return simple
    }

    private func tolerance() throws -> Length? {
        do throws(LengthError) {
            return try simplify.map { text throws(LengthError) in try Length(parsing: text) }
        } catch { throw Failure(.usage, "--simplify: \(error)") }
    }
}

import ArgumentParser
import FileWriting
import Foundation
import Regions

/// The files that a comparison is written to.
struct CompareOutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: """
            A file to write, by its ending .csv, .json, .md, .svg, .txt or .html (a map page); - is \
            standard output. May be given several times.
            """)
    var output: [String] = []

    @Option(
        name: .shortAndLong,
        help: "The format of the only -o, or of standard output: csv, json, md, svg, txt or html.")
    var format: String?

    @Option(
        help: ArgumentHelp(
            "A CSV file with a row for each region and month, for statistics programs.",
            valueName: "file"))
    var panel: String?

    @OptionGroup var map: MapOptions

    @Flag(help: "JSON for machines.")
    var json = false

    @Flag(help: "Draw with ASCII alone.")
    var ascii = false

    @Flag(help: "Write over files of another kind too.")
    var overwrite = false

    /// One file with what is to be in it.
    private struct Target {
        let path: String
        /// `nil` for the panel.
        let format: CompareFormat?
    }

    /// Whether standard output is taken, so that no table may go there.
    var takesStandardOutput: Bool {
        output.contains("-") || panel == "-" || json || format != nil && output.isEmpty
    }

    /// Refuses what cannot be written.
    ///
    /// Asked for before any work, so that a slip of the pen costs no waiting.
    ///
    /// - Parameter layer: The layer to read, which is not to be written over.
    /// - Throws: ``Failure`` 64 when a format cannot be told or a file stands twice; 74 when a file of
    ///   another kind stands there.
    func check(reading layer: String) throws {
        let targets = try targets()
        let paths = targets.map(\.path)
        for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
            throw Failure(
                .usage,
                path == "-"
                    ? "two answers for standard output, expected one of --json, -f, -o - and --panel -"
                    : "\(path): to be written twice, expected each file once")
        }
        for path in paths where path != "-" {
            if path == layer {
                throw Failure(
                    .usage, "\(path): is the layer to read, expected another file to write")
            }
        }
        try map.check(
            writingMap: targets.contains { $0.format == .html }, writingImage: nil)
        for target in targets where target.path != "-" { try refuseOtherKinds(target) }
    }

    /// Writes all files, each whole or not at all; none is put in its place before the last is written.
    ///
    /// - Parameter pages: Writes map pages to some paths, and says so.
    /// - Throws: `WritingError` when one cannot be written, and what `pages` throws.
    func write(
        _ comparison: Comparison, quiet: Bool, pages: (_ paths: [String]) throws -> Void
    ) throws {
        let all = try targets()
        let targets = all.filter { $0.format != .html }
        var files: [OutputFile] = []
        for target in targets where target.path != "-" {
            let file = try OutputFile(target.path)
            try CompareOutputOptions.write(comparison, target) { try file.write($0) }
            try file.synchronize()
            files.append(file)
        }
        let paths = all.filter { $0.format == .html }.map(\.path)
        if !paths.isEmpty { try pages(paths) }
        for file in files { try file.commit() }
        for target in targets {
            guard target.path != "-" else {
                try Files.write(to: "-") { write in
                    try CompareOutputOptions.write(comparison, target, to: write)
                }
                continue
            }
            Console.say(
                "\(target.path): \(comparison.sides.count) regions"
                    + (target.format == nil ? CompareOutputOptions.leftOut(of: comparison) : ""),
                quiet: quiet)
        }
    }

    // MARK: Files

    private func targets() throws -> [Target] {
        if format != nil, output.count > 1 {
            throw Failure(.usage, "-f goes with one -o, found \(output.count)")
        }
        let wanted = try format.map(CompareFormat.init(named:))
        var targets = try output.map { path in
            Target(path: path, format: try wanted ?? CompareFormat(ofFile: path))
        }
        if output.isEmpty, let wanted { targets.append(Target(path: "-", format: wanted)) }
        if json { targets.append(Target(path: "-", format: .json)) }
        if let panel { targets.append(Target(path: panel, format: nil)) }
        return targets
    }

    private func refuseOtherKinds(_ target: Target) throws {
        var status = stat()
        guard unsafe stat(target.path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFDIR else {
            throw Failure(.writing, "\(target.path): is a folder, expected a file")
        }
        guard !overwrite, kind == S_IFREG, status.st_size > 0,
            let file = FileHandle(forReadingAtPath: target.path)
        else { return }
        let start = try? file.read(upToCount: 2048)
        let format = target.format ?? .csv
        guard format.begins(start ?? Data()) else {
            throw Failure(
                .writing,
                "\(target.path): the file there is of another kind, expected \(format.words) to write "
                    + "over, or --overwrite")
        }
    }

    private static func write(
        _ comparison: Comparison, _ target: Target, to write: ([UInt8]) throws -> Void
    ) throws {
        if let format = target.format {
            try format.write(comparison, to: write)
        } else {
            try comparison.writePanel { try write(Array($0.utf8)) }
        }
    }

    /// What of the regions has no month to stand in.
    private static func leftOut(of comparison: Comparison) -> String {
        let events = comparison.sides.reduce(0) { $0 + $1.eventsWithoutMonth + $1.undatedEvents }
        guard events > 0 else { return "" }
        return ", \(Console.counted(events, "event")) without a month left out"
    }
}

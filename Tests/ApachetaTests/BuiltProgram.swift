import Foundation

/// The program as it was built beside the tests, run as a process of its own.
enum BuiltProgram {
    /// What a run left behind.
    struct Run {
        let output: String
        let complaints: String
        let exitCode: Int32
    }

    /// The folder of the package.
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The small layers that the tests read.
    static let fixtures = package.appendingPathComponent("Tests/ApachetaTests/Fixtures")

    /// The folder of the program: the one that holds the bundle of the tests.
    static var folder: URL {
        let arguments = CommandLine.arguments
        let flag = arguments.firstIndex(of: "--test-bundle-path")
        let bundle = flag.map { arguments[$0 + 1] } ?? arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent()
    }

    /// Runs a command of the shell, in which `apacheta` is the built program.
    ///
    /// The data folder is the package's, so that what is installed elsewhere plays no part.
    static func run(shell command: String, in directory: URL) throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = directory
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(folder.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
        environment["APACHETA_DATA"] = package.appendingPathComponent("gazetteer").path
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: a pipe that nobody empties stops the program.
        let scratch = try Scratch()
        let output = try scratch.file("output")
        let complaints = try scratch.file("complaints")
        process.standardOutput = output.handle
        process.standardError = complaints.handle
        try process.run()
        process.waitUntilExit()
        return Run(
            output: String(decoding: try Data(contentsOf: output.url), as: UTF8.self),
            complaints: String(decoding: try Data(contentsOf: complaints.url), as: UTF8.self),
            exitCode: process.terminationStatus)
    }

    /// Runs the program in a fresh folder that holds the fixtures.
    static func run(_ arguments: String) throws -> Run {
        let scratch = try Scratch(copying: [fixtures])
        return try run(shell: "apacheta \(arguments)", in: scratch.folder)
    }
}

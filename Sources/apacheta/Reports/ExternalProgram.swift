import Foundation

/// Another program that is run for its output, within limits and never through a shell.
struct ExternalProgram {
    /// What a run left behind.
    struct Run {
        let output: [UInt8]
        /// The first bytes that the program wrote to standard error.
        let complaints: String
        let exitCode: Int32
    }

    /// Why a run was ended.
    enum Fault: Error {
        case tooSlow
        case tooMuchOutput
        case notStarted(String)
    }

    let path: String

    /// The program of a name in the first folder of `PATH` that has it; `nil` where none has.
    init?(named name: String) {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for folder in folders.split(separator: ":") {
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
                !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: path)
            {
                self.path = path
                return
            }
        }
        return nil
    }

    private static let complaintLimit = 8_192
    private static let pieceSize = 65_536

    /// Runs the program and collects what it writes.
    ///
    /// - Parameters:
    ///   - arguments: Handed over as they are.
    ///   - timeoutSeconds: After which the program is ended.
    ///   - outputLimit: The bytes of output at which it is ended.
    /// - Throws: ``Fault`` when it was ended or could not be started.
    func run(
        _ arguments: [String], timeoutSeconds: Double, outputLimit: Int
    ) throws(Fault) -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        let complaints = Pipe()
        process.standardOutput = output
        process.standardError = complaints
        do { try process.run() } catch { throw .notStarted(error.localizedDescription) }
        let deadline = Date(timeIntervalSinceNow: timeoutSeconds)
        var streams = [
            Stream(output.fileHandleForReading.fileDescriptor),
            Stream(complaints.fileHandleForReading.fileDescriptor),
        ]
        defer {
            try? output.fileHandleForReading.close()
            try? complaints.fileHandleForReading.close()
        }
        while streams.contains(where: \.isOpen) {
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else {
                end(process)
                throw .tooSlow
            }
            // A child of the program may keep a pipe open that the program has left.
            let wasRunning = process.isRunning
            let isIdle = !ExternalProgram.read(&streams, waitingSeconds: min(left, 0.1))
            if isIdle, !wasRunning { break }
            if streams[0].bytes.count > outputLimit {
                end(process)
                throw .tooMuchOutput
            }
            if streams[1].bytes.count > ExternalProgram.complaintLimit {
                streams[1].bytes.removeLast(
                    streams[1].bytes.count - ExternalProgram.complaintLimit)
            }
        }
        while process.isRunning {
            guard deadline.timeIntervalSinceNow > 0 else {
                end(process)
                throw .tooSlow
            }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return Run(
            output: streams[0].bytes,
            complaints: String(decoding: streams[1].bytes, as: UTF8.self),
            exitCode: process.terminationReason == .exit ? process.terminationStatus : -1)
    }

    private struct Stream {
        let descriptor: Int32
        var bytes: [UInt8] = []
        var isOpen = true

        init(_ descriptor: Int32) { self.descriptor = descriptor }
    }

    /// Reads what is there, a piece of each stream at most.
    ///
    /// - Returns: Whether there was anything, an end included.
    private static func read(_ streams: inout [Stream], waitingSeconds: Double) -> Bool {
        // Negative descriptors are passed over.
        var waits = streams.map { stream in
            pollfd(fd: stream.isOpen ? stream.descriptor : -1, events: Int16(POLLIN), revents: 0)
        }
        let ready = unsafe poll(&waits, nfds_t(waits.count), Int32(waitingSeconds * 1_000) + 1)
        guard ready > 0 else { return false }
        var piece = [UInt8](repeating: 0, count: pieceSize)
        for index in streams.indices where waits[index].revents != 0 {
            let count = unsafe Foundation.read(streams[index].descriptor, &piece, pieceSize)
            if count > 0 {
                streams[index].bytes += piece[..<count]
            } else {
                streams[index].isOpen = false
            }
        }
        return true
    }

    /// Ends the program and what it started: politely, then not.
    private func end(_ process: Process) {
        let group = process.processIdentifier
        process.terminate()
        let deadline = Date(timeIntervalSinceNow: 0.5)
        while process.isRunning, deadline.timeIntervalSinceNow > 0 {
            Thread.sleep(forTimeInterval: 0.01)
        }
        if getpgid(group) == group { kill(-group, SIGKILL) }
        if process.isRunning { kill(group, SIGKILL) }
        process.waitUntilExit()
    }
}

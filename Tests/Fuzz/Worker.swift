import Foundation
import FuzzTrials

/// Tries inputs one after the other in this process, which ends at the first that breaks something.
struct Worker {
    /// How the process ends when a rule is broken, which is no crash.
    static let findingCode: Int32 = 3
    /// How much memory an input may take, the program itself included.
    private static let memoryLimit: UInt = 1 << 30

    private let inputSeconds: Double
    private let trial: Trial
    /// Without the formats that are written through files, which take ten times as long.
    private let quickTrial: Trial
    private let format: FuzzedFormat
    private let kept: Int32

    /// - Parameters:
    ///   - input: Where each input is kept while it is tried; `nil` for nowhere.
    ///   - scratch: A folder for files that are written.
    init(
        _ format: FuzzedFormat, inputSeconds: Double, input: String?, scratch: String
    ) throws {
        self.format = format
        self.inputSeconds = inputSeconds
        trial = Trial(format, writtenFolder: scratch)
        quickTrial = Trial(format)
        kept =
            try input.map { input in
                let descriptor = unsafe open(input, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
                guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
                return descriptor
            } ?? -1
        unsafe setenv("TMPDIR", scratch, 1)
        #if !SANITIZED
            // A sanitizer reserves more than that for itself.
            var limit = rlimit(rlim_cur: Worker.memoryLimit, rlim_max: Worker.memoryLimit)
            unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
        #endif
        // Dumps of memory would fill the disk.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    /// Tries the seeds as they are and then what is made of them.
    mutating func run(
        seconds: Double, seed: UInt64, first: UInt64, seeds: SeedFolder
    ) throws {
        let end = Date().addingTimeInterval(seconds)
        if first == 0 {
            for file in try seeds.files(of: format) { _ = try isRead(file.bytes) }
        }
        let inputs = try FormatInputs(of: format, seeds: seeds)
        var number = first
        var readCount = 0
        while Date() < end {
            let bytes = try inputs.input(number, seed: seed)
            if try isRead(bytes, quickly: number % 32 != 0) { readCount += 1 }
            number += 1
        }
        print("\(number - first) \(readCount)")
    }

    /// Tries an input; ends the process when it breaks something.
    ///
    /// - Returns: Whether it was read, and not refused.
    func isRead(_ bytes: [UInt8], quickly: Bool = false) throws -> Bool {
        if kept >= 0 {
            ftruncate(kept, off_t(bytes.count))
            unsafe pwrite(kept, bytes, bytes.count, 0)
        }
        setTimer(inputSeconds)
        defer { setTimer(0) }
        do throws(Finding) {
            return try (quickly ? quickTrial : trial).run(bytes)
        } catch {
            print(error)
            exit(Worker.findingCode)
        }
    }

    /// Ends the process by `SIGPROF` when it has taken so much processor time; 0 for never.
    private func setTimer(_ seconds: Double) {
        var timer = itimerval()
        timer.it_value.tv_sec = Int(seconds)
        timer.it_value.tv_usec = Int((seconds - seconds.rounded(.down)) * 1e6)
        unsafe setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }
}

/// A folder that is gone with the object.
final class ScratchFolder {
    let path: String

    init() throws {
        // In memory where there is such a folder: each input is written there.
        let parent = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        path = "\(parent)/fuzz-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

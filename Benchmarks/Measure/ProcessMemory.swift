import Glibc

/// How much of this process is in memory, in bytes.
struct ProcessMemory {
    let resident: Int
    /// The most that was resident since the process began, or since ``forgetPeak()``.
    let peak: Int

    /// Reads what the system says at this moment.
    init() throws {
        let lines = try TextFile("/proc/self/status").lines
        func bytes(_ name: String) throws -> Int {
            guard let line = lines.first(where: { $0.hasPrefix("\(name):") }),
                let kilobytes = Int(line.filter(\.isNumber))
            else { throw MeasureError("/proc/self/status: expected a number at \(name)") }
            return kilobytes * 1024
        }
        resident = try bytes("VmRSS")
        peak = try bytes("VmHWM")
    }

    /// Lets the peak begin anew, so that it is not that of reading the material.
    static func forgetPeak() throws {
        // 5 stands for the peak of the resident memory: proc(5), /proc/PID/clear_refs.
        try TextFile.write("5", to: "/proc/self/clear_refs")
    }
}

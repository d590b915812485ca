import Glibc

/// The CPU time of a process: of loading, of the first pass over the work and of later ones.
struct Stopwatch {
    private let start = Stopwatch.now
    private var loadSeconds = 0.0
    private var passes: [Double] = []

    mutating func endLoad() { loadSeconds = Stopwatch.now - start }

    mutating func measure(passes count: Int, _ work: () -> Void) {
        for _ in 0..<count {
            let start = Stopwatch.now
            work()
            passes.append(Stopwatch.now - start)
        }
    }

    /// Prints a JSON line; `cpu_s` is the median of the passes after the first.
    func print(operations: Int, _ values: KeyValuePairs<String, Int>) {
        let later = passes.dropFirst().sorted()
        var fields = [
            "\"peer\":\"apacheta\"", "\"n\":\(operations)", "\"load_s\":\(loadSeconds)",
            "\"first_s\":\(passes[0])", "\"cpu_s\":\(later[later.count / 2])",
        ]
        if let peak = Stopwatch.peakKilobytes { fields.append("\"peak_kb\":\(peak)") }
        fields += values.map { "\"\($0.key)\":\($0.value)" }
        Swift.print("{\(fields.joined(separator: ","))}")
    }

    private static var now: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that was resident, of this program alone; `nil` where the system tells none.
    private static var peakKilobytes: Int? {
        guard let lines = try? TextFile("/proc/self/status").lines,
            let line = lines.first(where: { $0.hasPrefix("VmHWM:") })
        else { return nil }
        return line.split(separator: " ").dropLast().last.flatMap { Int($0.filter(\.isNumber)) }
    }
}

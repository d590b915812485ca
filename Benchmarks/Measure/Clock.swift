import Glibc

/// Wall and processor time: running from the start, then what passed until it was stopped.
struct Clock {
    private(set) var wallSeconds = Clock.now(CLOCK_MONOTONIC)
    private(set) var processorSeconds = Clock.now(CLOCK_PROCESS_CPUTIME_ID)

    mutating func stop() {
        wallSeconds = Clock.now(CLOCK_MONOTONIC) - wallSeconds
        processorSeconds = Clock.now(CLOCK_PROCESS_CPUTIME_ID) - processorSeconds
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

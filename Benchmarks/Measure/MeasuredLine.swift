/// What was measured of one workload: a line of JSON with the fields that the peers print.
struct MeasuredLine {
    private var fields: [String]

    /// - Parameters:
    ///   - workload: Its name.
    ///   - peer: Who was measured.
    ///   - count: How many entries the index has.
    ///   - clock: Stopped; the time of all operations together.
    ///   - operations: How many there were.
    ///   - unit: What one of them is, and `/s`.
    init(
        _ workload: String, peer: String, count: Int, clock: Clock, operations: Int, unit: String
    ) {
        fields = [
            "\"name\":\"\(workload)\"", "\"peer\":\"\(peer)\"", "\"n\":\(count)",
            "\"seconds\":\(clock.wallSeconds)", "\"cpu_s\":\(clock.processorSeconds)",
            "\"rate\":\(Double(operations) / clock.wallSeconds)", "\"unit\":\"\(unit)\"",
        ]
    }

    /// Prints the line, numbers added at its end.
    func print(_ numbers: KeyValuePairs<String, any CustomStringConvertible>) {
        let added = numbers.map { "\"\($0.key)\":\($0.value)" }
        Swift.print("{\((fields + added).joined(separator: ","))}")
    }
}

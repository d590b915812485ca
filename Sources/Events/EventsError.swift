/// What keeps events from being read: a damaged data file, with the file, the line, what was found
/// and what was expected.
public struct EventsError: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(file: String, line: Int? = nil, found: String, expected: String) {
        let place = line.map { "\(file):\($0)" } ?? file
        description = "\(place): found \(found), expected \(expected)"
    }
}

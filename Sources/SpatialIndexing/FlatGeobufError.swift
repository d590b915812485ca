/// Why the bytes of a FlatGeobuf file, or the tree in it, cannot be what they are taken for.
public struct FlatGeobufError: Error, Hashable, CustomStringConvertible {
    /// The name of the file, as it was given.
    public let file: String
    /// Where in the file, in bytes from its start; `nil` when the file could not be opened.
    public let byteOffset: Int?
    /// What stands there.
    public let found: String
    /// What should stand there.
    public let expected: String

    public init(file: String, byteOffset: Int?, found: String, expected: String) {
        self.file = file
        self.byteOffset = byteOffset
        self.found = found
        self.expected = expected
    }

    public var description: String {
        let place = byteOffset.map { "byte \($0): " } ?? ""
        return "\(file): \(place)found \(found), expected \(expected)"
    }
}

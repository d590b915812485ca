#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Why bytes could not be written.
public struct WritingError: Error, Hashable, CustomStringConvertible {
    /// The file, as the writer was given it.
    public let path: String
    /// What happened, such as the system's reason.
    public let reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The reason that the system gave last.
    public static func system(path: String) -> WritingError {
        let reason = unsafe String(cString: strerror(errno)).lowercased()
        return WritingError(path: path, reason: "cannot be written: \(reason)")
    }

    public var description: String { "\(path): \(reason)" }
}

public import FileMapping

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The files that inputs are made from, and those that once broke something.
public struct SeedFolder: Sendable {
    private let path: String

    /// - Parameter path: The folder `Tests/Fuzz/Seeds` of the package.
    public init(_ path: String) { self.path = path }

    /// The files of a format, by their names, in the order of those.
    ///
    /// - Throws: `MappingError` when one cannot be read.
    public func files(
        of format: FuzzedFormat
    ) throws(MappingError) -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = []
        for name in names.sorted() where name.hasSuffix(".\(format.rawValue)") {
            let file = try MappedFile("\(path)/\(name)")
            files.append((name, unsafe Array(file.bytes)))
        }
        return files
    }

    private var names: [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }
}

import Glibc

/// A file read whole.
struct TextFile {
    let bytes: [UInt8]

    init(_ path: String) throws {
        guard let file = unsafe fopen(path, "rb") else {
            throw MeasureError("\(path): cannot be read")
        }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe fread(&part, 1, part.count, file)
            if count == 0 { break }
            bytes += part[..<count]
        }
        self.bytes = bytes
    }

    var lines: [String] {
        bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    }

    static func write(_ text: String, to path: String) throws {
        let bytes = Array(text.utf8)
        guard let file = unsafe fopen(path, "wb") else {
            throw MeasureError("\(path): cannot be written")
        }
        let count = unsafe fwrite(bytes, 1, bytes.count, file)
        guard unsafe fclose(file) == 0, count == bytes.count else {
            throw MeasureError("\(path): cannot be written")
        }
    }
}

import Gazetteers

extension PlaceSource {
    /// The records of a source to its end.
    mutating func records() throws(GazetteerError) -> [PlaceRecord] {
        var records: [PlaceRecord] = []
        while let record = try next() { records.append(record) }
        return records
    }

    /// The places among the records.
    mutating func rows() throws(GazetteerError) -> [PlaceRow] {
        try records().compactMap {
            if case .place(let row) = $0 { return row }
            return nil
        }
    }

    /// The names among the records, as "id name".
    mutating func names() throws(GazetteerError) -> [String] {
        try records().compactMap {
            if case .name(let name, let id) = $0 { return "\(id) \(name)" }
            return nil
        }
    }
}

extension LineReader {
    /// Lines of a text, in chunks of some bytes; all at once without a size.
    init(file: String, text: String, chunkSize: Int? = nil) {
        let bytes = Array(text.utf8)
        guard let chunkSize else {
            self.init(file: file, bytes: bytes)
            return
        }
        var start = 0
        self.init(file: file) { () throws(GazetteerError) in
            let chunk = Array(bytes[start..<min(start + chunkSize, bytes.count)])
            start += chunk.count
            return chunk
        }
    }

    /// The lines as texts.
    mutating func texts() throws(GazetteerError) -> [String] {
        var texts: [String] = []
        while let line = try next() { texts.append(String(decoding: line, as: UTF8.self)) }
        return texts
    }
}

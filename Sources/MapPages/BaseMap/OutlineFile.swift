import Formats
import SimpleFeatures

/// A file of polygons under its name: GeoJSON with a column `country`.
package struct OutlineFile: Sendable {
    /// What messages call the file.
    let name: String
    private let bytes: [UInt8]

    /// - Parameters:
    ///   - name: What messages call the file.
    ///   - bytes: GeoJSON, unpacked.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// One area of the file.
    struct Area {
        let id: String?
        let name: String
        /// The country, by ISO 3166-1.
        let country: String?
        let polygons: [Polygon]

        fileprivate init?(_ feature: Feature) {
            // A polygon without corners has nothing to draw.
            polygons = (feature.geometry?.polygons ?? []).filter { $0.exterior.count > 3 }
            guard !polygons.isEmpty else { return nil }
            id = feature.id
            name = feature.properties["name"].text ?? feature.id ?? ""
            country = feature.properties["country"].text
        }
    }

    /// Every area, in the order of the file.
    ///
    /// - Throws: `FormatError` with the place of the first fault.
    func areas() throws(FormatError) -> [Area] {
        try GeoJSON.read(bytes, file: name).layer.features.compactMap(Area.init)
    }

    /// The areas of some countries, in the order of the file.
    ///
    /// Where each feature has a line of its own, as in the files of the data folder, lines of other
    /// countries are not read: of millions of bytes some thousand are wanted.
    ///
    /// - Parameter countries: Codes of two letters.
    /// - Throws: `FormatError` with the place of the first fault; lines count among those that are read.
    func areas(ofCountries countries: Set<String>) throws(FormatError) -> [Area] {
        let wanted = countries.map { Array("\"country\":\"\($0)\"".utf8) }
        var chosen = Array("{\"type\":\"FeatureCollection\",\"features\":[\n".utf8)
        let head = chosen.count
        var hasLines = false
        for line in bytes.split(separator: 0x0A) where line.starts(with: OutlineFile.start) {
            hasLines = true
            // Only the properties are looked at, which stand in front of a long shape.
            let properties = line.prefix(4096)
            guard wanted.contains(where: { OutlineFile.holds(properties, $0) }) else { continue }
            if chosen.count > head { chosen += [UInt8(ascii: ","), 0x0A] }
            chosen += line.last == UInt8(ascii: ",") ? line.dropLast() : line
        }
        guard hasLines else {
            return try areas().filter { $0.country.map(countries.contains) ?? false }
        }
        chosen += Array("]}".utf8)
        return try GeoJSON.read(chosen, file: name).layer.features.compactMap(Area.init)
            .filter { $0.country.map(countries.contains) ?? false }
    }

    private static let start = Array("{\"type\":\"Feature\",".utf8)

    private static func holds(_ bytes: ArraySlice<UInt8>, _ words: [UInt8]) -> Bool {
        var place = bytes.startIndex
        while place + words.count <= bytes.endIndex {
            if bytes[place] == words[0], bytes[place...].starts(with: words) { return true }
            place += 1
        }
        return false
    }
}

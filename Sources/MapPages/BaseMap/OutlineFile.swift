import Formats
import SimpleFeatures

/// A file of polygons under its name: GeoJSON with a column `country`. It is read where a map wants it.
package struct OutlineFile: Sendable {
    /// What messages call the file.
    let name: String
    private let bytes: @Sendable () throws -> [UInt8]

    /// - Parameters:
    ///   - name: What messages call the file.
    ///   - bytes: Gives GeoJSON, unpacked.
    package init(name: String, bytes: @escaping @Sendable () throws -> [UInt8]) {
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
                .map(\.broughtToAntimeridian)
            guard !polygons.isEmpty else { return nil }
            id = feature.id
            name = feature.properties["name"].text ?? feature.id ?? ""
            country = feature.properties["country"].text
        }
    }

    /// Every area, in the order of the file.
    ///
    /// - Throws: `FormatError` with the place of the first fault, and what reading the file throws.
    func areas() throws -> [Area] {
        try areas(in: try bytes())
    }

    private func areas(in bytes: [UInt8]) throws(FormatError) -> [Area] {
        try GeoJSON.read(bytes, file: name).layer.features.compactMap(Area.init)
    }

    /// The areas of some countries, in the order of the file.
    ///
    /// Where each feature has a line of its own, as in the files of the data folder, lines of other
    /// countries are not read: of millions of bytes some thousand are wanted.
    ///
    /// - Parameter countries: Codes of two letters.
    /// - Throws: `FormatError` with the place of the first fault, lines counted among those that are
    ///   read, and what reading the file throws.
    func areas(ofCountries countries: Set<String>) throws -> [Area] {
        let bytes = try bytes()
        var chosen = Array("{\"type\":\"FeatureCollection\",\"features\":[\n".utf8)
        let head = chosen.count
        var hasLines = false
        for line in bytes.split(separator: 0x0A) where line.starts(with: OutlineFile.start) {
            hasLines = true
            guard OutlineFile.country(ofLine: line).map(countries.contains) ?? true else {
                continue
            }
            if chosen.count > head { chosen += [UInt8(ascii: ","), 0x0A] }
            chosen += line.last == UInt8(ascii: ",") ? line.dropLast() : line
        }
        guard hasLines else {
            return try areas(in: bytes).filter { $0.country.map(countries.contains) ?? false }
        }
        chosen += Array("]}".utf8)
        return try areas(in: chosen).filter { $0.country.map(countries.contains) ?? false }
    }

    private static let start = Array("{\"type\":\"Feature\",".utf8)

    private static let member = Array("\"country\":\"".utf8)
    /// How many bytes of a line are looked at: the properties stand in front of a long shape.
    private static let headCount = 4096

    /// The code that a line gives first; `nil` where it gives none, for then it must be read.
    private static func country(ofLine line: ArraySlice<UInt8>) -> String? {
        let head = line.prefix(headCount)
        var place = head.startIndex
        while let found = head[place...].firstIndex(of: UInt8(ascii: "\"")) {
            if head[found...].starts(with: member) {
                let code = head[(found + member.count)...].prefix { $0 != UInt8(ascii: "\"") }
                return String(decoding: code, as: UTF8.self)
            }
            place = found + 1
        }
        return nil
    }
}

extension Polygon {
    /// The polygon with what was cut a tenth of a degree before the antimeridian brought to it.
    ///
    /// Natural Earth's outlines as QGIS has them end at 179.9°, to four decimals, on both sides; drawn so,
    /// Chukotka and Fiji would have a gap.
    fileprivate var broughtToAntimeridian: Polygon {
        func brought(_ ring: [Coordinate]) -> [Coordinate] {
            guard ring.contains(where: { $0.longitude.magnitude >= 179.8995 }) else { return ring }
            return ring.map { position in
                guard position.longitude.magnitude >= 179.8995 else { return position }
                return Coordinate(
                    uncheckedLongitude: position.longitude < 0 ? -180 : 180,
                    latitude: position.latitude)
            }
        }
        return Polygon(exterior: brought(exterior), interiors: interiors.map(brought))
    }
}

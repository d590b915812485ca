import Compression

/// The icon of a style: a disc in its colour with a light rim, on nothing.
///
/// - SeeAlso: W3C (2003), "Portable Network Graphics (PNG) Specification", second edition.
enum EventIcon {
    /// Pixels on a side.
    static let size = 64
    private static let radius = 28.0
    private static let rim = 4.0

    /// The icon as a PNG file of 64 pixels on a side.
    ///
    /// - Parameter colour: Red, green and blue, two hexadecimal digits each.
    static func png(colour: String) -> [UInt8] {
        let number = UInt32(colour, radix: 16) ?? 0
        let inside = [number >> 16, number >> 8, number].map { UInt8(truncatingIfNeeded: $0) }
        var scanlines: [UInt8] = []
        for row in 0..<size {
            // Every line says how it is filtered: not at all.
            scanlines.append(0)
            for column in 0..<size {
                let x = Double(column) + 0.5 - Double(size) / 2
                let y = Double(row) + 0.5 - Double(size) / 2
                let distance = (x * x + y * y).squareRoot()
                let filling = coverage(radius - rim - distance)
                for channel in inside {
                    let mixed = Double(channel) * filling + 255 * (1 - filling)
                    scanlines.append(UInt8(mixed.rounded()))
                }
                scanlines.append(UInt8((255 * coverage(radius - distance)).rounded()))
            }
        }
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        // 8 bits a channel, colour type 6: red, green, blue and opacity.
        append("IHDR", bytes(UInt32(size)) + bytes(UInt32(size)) + [8, 6, 0, 0, 0], to: &file)
        append("IDAT", Deflate.zlib(scanlines), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// How much of a pixel lies inside of an edge that is so many pixels away.
    private static func coverage(_ distance: Double) -> Double { min(max(distance + 0.5, 0), 1) }

    private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
        let chunk = Array(type.utf8) + data
        file += bytes(UInt32(data.count)) + chunk + bytes(Checksum.crc32(chunk))
    }

    /// A number with its highest byte first.
    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }
}

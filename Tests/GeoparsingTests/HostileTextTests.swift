import Geoparsing
import Glibc
import Reports
import TestMaterial
import Testing

/// Texts that are made to take time.
@Suite struct HostileTextTests {
    /// The processor time of this thread alone, so that other work on the machine does not count.
    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        func now() -> Double {
            var time = timespec()
            unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        try body()
        return now() - start
    }

    @Test(arguments: [
        "La Paz, ", "Lake ", "Plaza Plaza ", "Springfield, Illinois, ", "A. ", "(((", "de la ",
        "US$ ", "Bolivian ", "San José San José ", "\u{202E}Oruro\u{202C} ", "e\u{301}", "Üürüü-",
    ])
    func `eight times the text takes some eight times as long`(piece: String) throws {
        let geoparser = try PackageGeoparser.read()
        func seconds(_ count: Int) throws -> Double {
            let bytes = Array(String(repeating: piece, count: count).utf8)
            return try Self.seconds {
                _ = geoparser.parse(try Report(id: "r", bytes: bytes))
            }
        }
        // The first looks names up, which no text does again.
        _ = try seconds(100)
        let part = min(try seconds(1_000), try seconds(1_000))
        let whole = try seconds(8_000)
        // With the square of the text it would take 64 times as long.
        #expect(whole <= 24 * part + 0.2, "\(part) s, eight times the text \(whole) s")
    }

    @Test func `offsets are those of the characters, whatever their direction`() throws {
        let text = "\u{202E}مظاهرة\u{202C} in Potosi\u{301}\u{0} and 😀La Paz, Bolivia."
        let parsed = try PackageGeoparser.read().parse(
            try Report(id: "r", bytes: Array(text.utf8)))
        for resolution in parsed.resolutions {
            let range = resolution.mention.range
            let written = String(decoding: Array(text.utf8)[range], as: UTF8.self)
            #expect(written.split(separator: " ").joined(separator: " ") == resolution.mention.text)
        }
        #expect(parsed.resolutions.map(\.mention.text).contains("La Paz"))
    }
}

import FileMapping
import Formats
import Foundation
import FuzzTrials
import Testing

/// A short run of what `make fuzz` does for as long as one likes.
@Suite struct FuzzTests {
    private static let seeds = SeedFolder(
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fuzz/Seeds").path)

    /// How many inputs of a format take about a second.
    private static func inputCount(of format: FuzzedFormat) -> UInt64 {
        switch format {
        case .geojson, .csv, .fgb: return 150
        case .kml, .kmz: return 100
        case .gpkg: return 40
        case .json, .gz, .zst: return 300
        }
    }

    @Test(arguments: FuzzedFormat.allCases)
    func `the seeds, and what once broke something, break nothing`(format: FuzzedFormat) throws {
        let folder = try GeoPackageFolder()
        let files = try Self.seeds.files(of: format)
        #expect(!files.isEmpty)
        for file in files {
            do throws(Finding) {
                try Trial(format, writtenFolder: folder.url.path).run(file.bytes)
            } catch { Issue.record("\(file.name): \(error)") }
        }
    }

    @Test(arguments: FuzzedFormat.allCases)
    func `whole seeds are read`(format: FuzzedFormat) throws {
        for file in try Self.seeds.files(of: format) where !file.name.hasPrefix("fuzz-crash-") {
            do throws(Finding) {
                #expect(try Trial(format).run(file.bytes), "\(file.name)")
            } catch { Issue.record("\(file.name): \(error)") }
        }
    }

    @Test(arguments: FuzzedFormat.allCases)
    func `damaged files are read or refused by every rule`(format: FuzzedFormat) throws {
        let inputs = try FormatInputs(of: format, seeds: Self.seeds)
        var readCount = 0
        let count = Self.inputCount(of: format)
        for number in 0..<count {
            let bytes = try inputs.input(number, seed: 1)
            do throws(Finding) {
                if try Trial(format).run(bytes) { readCount += 1 }
            } catch { Issue.record("\(format), number \(number): \(error)") }
        }
        // Inputs that are all refused at once, or none of them, would try nothing.
        #expect(readCount > 0 && readCount < count, "\(readCount) of \(count)")
    }

    @Test func `a number gives the same input again, another number another`() throws {
        for format in FuzzedFormat.allCases {
            let inputs = try FormatInputs(of: format, seeds: Self.seeds)
            let first = try (0..<20).map { try inputs.input($0, seed: 7) }
            #expect(try (0..<20).map { try inputs.input($0, seed: 7) } == first)
            #expect(Set(first).count > 10)
        }
    }
}

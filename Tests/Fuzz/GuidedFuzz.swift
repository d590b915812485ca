#if LIBFUZZER
    import CLibFuzzer
    import Foundation
    import FuzzTrials

    /// Tries one format with inputs that libFuzzer makes, which sees what code they reach.
    ///
    /// The variable `FUZZ_FORMAT` names the format; the arguments are libFuzzer's.
    @main enum GuidedFuzz {
        private static let format =
            ProcessInfo.processInfo.environment["FUZZ_FORMAT"].flatMap {
                FuzzedFormat(rawValue: $0)
            }
            ?? .geojson
        private static let trial = Trial(format)

        static func main() throws {
            let dictionary = FileManager.default.temporaryDirectory
                .appending(path: "fuzz-\(format.rawValue).dict")
            try format.dictionary.write(to: dictionary, atomically: true, encoding: .utf8)
            let arguments = CommandLine.arguments + ["-dict=\(dictionary.path)"]
            var pointers = unsafe arguments.map { unsafe strdup($0) }
            var count = CInt(arguments.count)
            let code = unsafe pointers.withUnsafeMutableBufferPointer { pointers in
                var start = pointers.baseAddress
                return unsafe LLVMFuzzerRunDriver(&count, &start) { bytes, count in
                    do throws(Finding) {
                        let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
                        try GuidedFuzz.trial.run(input)
                    } catch {
                        print(error)
                        abort()
                    }
                    return 0
                }
            }
            exit(code)
        }
    }
#endif

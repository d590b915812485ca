import FileWriting
import Formats
import Gazetteers
import Regions
import SpatialIndexing

/// Why a command ends early: one line for people, and the exit code for programs.
struct Failure: Error, CustomStringConvertible {
    /// Exit codes, as in `sysexits.h`.
    enum Kind: Int32 {
        case usage = 64
        case badData = 65
        case noInput = 66
        case missingProgram = 69
        case ourBug = 70
        case writing = 74
    }

    let kind: Kind
    let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

extension Failure {
    /// An error of a library as the command line tells it; `nil` for one that no library throws.
    ///
    /// What a file holds is bad data; an option's value that is none is told by its command, which
    /// alone knows the option's name.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as FormatError: self.init(.badData, error.description)
        case let error as WritingError: self.init(.writing, error.description)
        case let error as FlatGeobufError: self.init(.badData, error.description)
        case let error as RegionError: self.init(.badData, error.description)
        case let error as GazetteerError: self.init(.badData, error.description)
        default: return nil
        }
    }
}

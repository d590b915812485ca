import CIndexKernels

typealias KernelTable = apacheta_kernels

/// The inner loops of the index, compiled for a kind of processor.
@safe package struct Kernels: Sendable {
    /// A kind of processor, by its number in C.
    package enum Processor: UInt32, CaseIterable, Sendable {
        case any = 0
        case avx2 = 1
        case avx512 = 2
    }

    // The table is a constant of the program.
    nonisolated(unsafe) let table: UnsafePointer<apacheta_kernels>

    /// The loops for a kind of processor; `nil` when this machine's is of another.
    package init?(for processor: Processor) {
        guard let table = unsafe apacheta_kernels_for(apacheta_processor(processor.rawValue)) else {
            return nil
        }
        unsafe self.table = unsafe table
    }

    /// The best for this machine.
    package static let best: Kernels = {
        for processor in Processor.allCases.reversed() {
            if let kernels = Kernels(for: processor) { return kernels }
        }
        preconditionFailure("there are kernels for any processor")
    }()
}

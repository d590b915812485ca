import CGEOS

/// The state that every GEOS call takes: its handle, and the message of the last failure.
///
/// The geometries made with a context hold on to it, so it is freed after the last of them. It is
/// not `Sendable`: prepared geometries build their index on first use and crash when two threads
/// meet there, so a context and all it made stay on the thread that made it.
final class GEOSContext {
    private let owned: GEOSHandle

    /// Opens a context.
    ///
    /// - Throws: ``TopologyError`` when GEOS has no memory for it.
    init() throws(TopologyError) {
        owned = try GEOSHandle()
    }

    /// The handle for a call; valid as long as the context is.
    @unsafe var handle: OpaquePointer { unsafe owned.pointer }

    /// The error of a call that has just failed, with the message that GEOS left.
    ///
    /// - Parameter function: The name of the C function, for the person who reads the error.
    func failure(of function: String) -> TopologyError {
        .geos(function: function, message: owned.takeMessage())
    }
}

/// The C handle of a context, freed once.
@safe private struct GEOSHandle: ~Copyable {
    let pointer: OpaquePointer
    private let message: UnsafeMutablePointer<String>

    init() throws(TopologyError) {
        guard let pointer = unsafe GEOS_init_r() else {
            throw .geos(function: "GEOS_init_r", message: "no context")
        }
        unsafe self.pointer = unsafe pointer
        unsafe message = .allocate(capacity: 1)
        unsafe message.initialize(to: "")
        // The plain handlers are variadic and cannot be written in Swift; this one is not.
        _ = unsafe GEOSContext_setErrorMessageHandler_r(
            pointer,
            { text, box in
                guard let text = unsafe text,
                    let box = unsafe box?.assumingMemoryBound(to: String.self)
                else { return }
                unsafe box.pointee = unsafe String(cString: text)
            }, message)
    }

    /// The message of the last failure, which is forgotten.
    func takeMessage() -> String {
        let text = unsafe message.pointee
        unsafe message.pointee = ""
        return text
    }

    deinit {
        unsafe GEOS_finish_r(pointer)
        unsafe message.deinitialize(count: 1)
        unsafe message.deallocate()
    }
}

import CLibZip
import FileWriting

/// A scratch file as libzip reads and writes it.
///
/// libzip goes back to the head of an entry when it knows its length, so an archive is written to a
/// file before it is handed on.
@safe final class ZipSource {
    /// The file.
    let file: ScratchFile
    /// How many bytes of it count.
    private(set) var count: Int
    private var readingPlace = 0
    private var writingPlace = 0
    private var error = unsafe zip_error_t()
    /// What went wrong with the file.
    private(set) var failure: WritingError?

    /// - Parameter count: How many bytes were written to the file; 0 for an archive to be.
    init(_ file: ScratchFile, count: Int) {
        self.file = file
        self.count = count
        unsafe zip_error_init(&error)
    }

    /// The object as a source of libzip, which must not outlive it.
    ///
    /// - Returns: `nil` when there is no memory.
    func source() -> OpaquePointer? {
        unsafe zip_source_function_create(
            { state, data, length, command in
                guard let state = unsafe state else { return -1 }
                let source = unsafe Unmanaged<ZipSource>.fromOpaque(state).takeUnretainedValue()
                return unsafe source.answer(command, data, Int(length))
            }, Unmanaged.passUnretained(self).toOpaque(), nil)
    }

    private static let supported: Int64 = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
        ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
        ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE,
    ].reduce(0) { $0 | 1 << Int64($1.rawValue) }

    /// Does what libzip asks for (libzip, "zip_source_function").
    private func answer(
        _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: Int
    ) -> Int64 {
        switch command {
        case ZIP_SOURCE_SUPPORTS: return ZipSource.supported
        case ZIP_SOURCE_OPEN: readingPlace = 0
        case ZIP_SOURCE_BEGIN_WRITE: writingPlace = 0
        case ZIP_SOURCE_CLOSE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
            ZIP_SOURCE_REMOVE, ZIP_SOURCE_FREE:
            break
        case ZIP_SOURCE_READ: return unsafe read(data, length)
        case ZIP_SOURCE_WRITE: return unsafe write(data, length)
        case ZIP_SOURCE_TELL: return Int64(readingPlace)
        case ZIP_SOURCE_TELL_WRITE: return Int64(writingPlace)
        case ZIP_SOURCE_SEEK: return unsafe seek(from: &readingPlace, data, length)
        case ZIP_SOURCE_SEEK_WRITE: return unsafe seek(from: &writingPlace, data, length)
        case ZIP_SOURCE_STAT:
            guard let data = unsafe data else { return fail() }
            let status = unsafe data.assumingMemoryBound(to: zip_stat_t.self)
            unsafe zip_stat_init(status)
            unsafe status.pointee.size = UInt64(count)
            unsafe status.pointee.valid = UInt64(ZIP_STAT_SIZE)
            return unsafe Int64(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_ERROR:
            guard let data = unsafe data else { return -1 }
            return unsafe zip_error_to_data(&error, data, UInt64(length))
        default:
            unsafe zip_error_set(&error, Int32(ZIP_ER_OPNOTSUPP), 0)
            return -1
        }
        return 0
    }

    private func fail() -> Int64 {
        unsafe zip_error_set(&error, Int32(ZIP_ER_INVAL), 0)
        return -1
    }

    private func read(_ data: UnsafeMutableRawPointer?, _ length: Int) -> Int64 {
        let length = min(length, count - readingPlace)
        guard length > 0 else { return 0 }
        do throws(WritingError) {
            unsafe try file.read(
                at: readingPlace, into: UnsafeMutableRawBufferPointer(start: data, count: length))
        } catch {
            failure = error
            unsafe zip_error_set(&self.error, Int32(ZIP_ER_READ), 0)
            return -1
        }
        readingPlace += length
        return Int64(length)
    }

    private func write(_ data: UnsafeMutableRawPointer?, _ length: Int) -> Int64 {
        do throws(WritingError) {
            unsafe try file.write(
                UnsafeRawBufferPointer(start: data, count: length), at: writingPlace)
        } catch {
            failure = error
            unsafe zip_error_set(&self.error, Int32(ZIP_ER_WRITE), 0)
            return -1
        }
        writingPlace += length
        count = max(count, writingPlace)
        return Int64(length)
    }

    private func seek(
        from place: inout Int, _ data: UnsafeMutableRawPointer?, _ length: Int
    ) -> Int64 {
        guard let data = unsafe data else { return fail() }
        let offset = unsafe zip_source_seek_compute_offset(
            UInt64(place), UInt64(count), data, UInt64(length), &error)
        guard offset >= 0 else { return -1 }
        place = Int(offset)
        return 0
    }
}

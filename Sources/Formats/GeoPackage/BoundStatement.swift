import GRDB
import GRDBSQLite

/// A statement that is run again and again with other values.
///
/// Values are bound by their places, counted from 1. What is bound must stay where it is until the
/// next ``clear()``.
@safe struct BoundStatement {
    private let statement: Statement
    /// The statement as SQLite knows it.
    let handle: OpaquePointer

    init(_ sql: String, in database: Database) throws {
        statement = try database.makeStatement(sql: sql)
        unsafe handle = statement.sqliteStatement
    }

    /// Runs it and makes it ready for the next values.
    @inline(__always)
    func run() throws(SQLiteFailure) {
        let code = unsafe sqlite3_step(handle)
        unsafe sqlite3_reset(handle)
        guard code == SQLITE_DONE else {
            throw unsafe SQLiteFailure(code, of: sqlite3_db_handle(handle))
        }
    }

    /// Goes to the next row.
    ///
    /// - Returns: `false` when there is none.
    @inline(__always)
    func step() throws(SQLiteFailure) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let primary = code & 0xFF
            guard primary != SQLITE_INTERRUPT else {
                throw SQLiteFailure(
                    code: code, reason: "a view or table that works on and on without a row")
            }
            throw unsafe SQLiteFailure(code, of: sqlite3_db_handle(handle))
        }
    }

    // MARK: Values of a row, by columns counted from 0

    /// What a value is: `SQLITE_INTEGER`, `SQLITE_FLOAT`, `SQLITE_TEXT`, `SQLITE_BLOB` or
    /// `SQLITE_NULL`.
    @inline(__always)
    func kind(at column: Int32) -> Int32 { unsafe sqlite3_column_type(handle, column) }

    @inline(__always)
    func integer(at column: Int32) -> Int { Int(unsafe sqlite3_column_int64(handle, column)) }

    @inline(__always)
    func real(at column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }

    /// The bytes of a text, valid until the next row.
    @inline(__always)
    func textBytes(at column: Int32) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_text(handle, column)
        return unsafe UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// The bytes of a blob, valid until the next row.
    @inline(__always)
    func blob(at column: Int32) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_blob(handle, column)
        return unsafe UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// A value as text; `nil` for null.
    func text(at column: Int32) -> String? {
        guard kind(at: column) != SQLITE_NULL else { return nil }
        return unsafe String(decoding: textBytes(at: column), as: UTF8.self)
    }

    // MARK: Values that are bound

    /// Forgets the values, all of which are null then.
    func clear() { unsafe sqlite3_clear_bindings(handle) }

    @inline(__always)
    func bindNull(at place: Int32) { unsafe sqlite3_bind_null(handle, place) }

    @inline(__always)
    func bind(_ number: Int, at place: Int32) {
        unsafe sqlite3_bind_int64(handle, place, Int64(number))
    }

    @inline(__always)
    func bind(_ number: Double, at place: Int32) {
        unsafe sqlite3_bind_double(handle, place, number)
    }

    /// Binds a text, which is not copied.
    @inline(__always)
    func bind(text: UnsafeRawBufferPointer, at place: Int32) {
        // A text of no bytes may lie nowhere, which SQLite would take for null.
        let empty: StaticString = ""
        let start =
            unsafe text.baseAddress?.assumingMemoryBound(to: CChar.self)
            ?? UnsafeRawPointer(empty.utf8Start).assumingMemoryBound(to: CChar.self)
        unsafe sqlite3_bind_text64(
            handle, place, start, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
    }

    /// Binds a text, of which SQLite keeps a copy.
    func bind(copyOf text: String, at place: Int32) {
        var text = text
        text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
                let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                unsafe sqlite3_bind_text64(
                    handle, place, bytes.baseAddress, UInt64(bytes.count), transient,
                    UInt8(SQLITE_UTF8))
            }
        }
    }

    /// Binds bytes, of which SQLite keeps a copy.
    func bind(copyOf blob: [UInt8], at place: Int32) {
        unsafe blob.withUnsafeBytes { bytes in
            let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            unsafe sqlite3_bind_blob64(
                handle, place, bytes.baseAddress, UInt64(bytes.count), transient)
        }
    }

    /// Binds bytes, which are not copied.
    @inline(__always)
    func bind(blob: UnsafeRawBufferPointer, at place: Int32) {
        unsafe sqlite3_bind_blob64(
            handle, place, blob.baseAddress, UInt64(blob.count), nil)
    }
}

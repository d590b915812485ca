import GRDB
import GRDBSQLite

/// What SQLite says where something went wrong, without the statement that it was asked.
struct SQLiteFailure: Error {
    /// The result code, extended.
    let code: Int32
    /// The sentence of SQLite.
    let reason: String

    init(code: Int32, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// What the last call on a connection came to.
    init(_ code: Int32, of connection: OpaquePointer?) {
        self.code = code
        reason = unsafe String(cString: sqlite3_errmsg(connection))
    }

    /// What GRDB threw.
    init(_ error: any Error) {
        switch error {
        case let failure as SQLiteFailure: self = failure
        case let error as DatabaseError:
            code = error.extendedResultCode.rawValue
            reason = error.message ?? "\(error.resultCode)"
        default:
            code = SQLITE_ERROR
            reason = "\(error)"
        }
    }

    /// The result code without its detail.
    var primaryCode: Int32 { code & 0xFF }
}

/// A connection to an SQLite database, which GRDB opens and closes.
///
/// GRDB prepares the statements; rows are bound and stepped through SQLite's own functions, for a
/// million of them.
@safe final class GeoPackageDatabase {
    private let queue: DatabaseQueue

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - path: The file; `nil` for one in memory.
    ///   - isReadOnly: Whether it must be there already and stay as it is.
    ///   - prepare: Is called with the connection before its first use.
    init(
        path: String?, isReadOnly: Bool,
        prepare: @escaping @Sendable (_ connection: OpaquePointer?) throws -> Void = { _ in }
    ) throws(SQLiteFailure) {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = false
        // One transaction holds all batches.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            unsafe try prepare(database.sqliteConnection)
        }
        do {
            guard let path else {
                queue = try DatabaseQueue(configuration: configuration)
                return
            }
            // SQLite may be built to take "file:..." for an address with options of its own.
            let plain = path.hasPrefix("/") ? path : "./" + path
            queue = try DatabaseQueue(path: plain, configuration: configuration)
        } catch { throw SQLiteFailure(error) }
    }

    /// Works on the database.
    func perform<Answer>(
        _ work: (_ database: Database) throws -> Answer
    ) throws(SQLiteFailure) -> Answer {
        do { return try queue.inDatabase(work) } catch { throw SQLiteFailure(error) }
    }

    /// Runs statements that give no rows.
    func run(_ sql: String) throws(SQLiteFailure) {
        try perform { try $0.execute(sql: sql) }
    }

    /// Closes the connection.
    func close() throws(SQLiteFailure) {
        do { try queue.close() } catch { throw SQLiteFailure(error) }
    }

    /// A name as SQL writes it, whatever is in it.
    static func quoted(_ name: String) -> String {
        var quoted = "\""
        for character in name.unicodeScalars {
            if character == "\"" { quoted.unicodeScalars.append(character) }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}

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

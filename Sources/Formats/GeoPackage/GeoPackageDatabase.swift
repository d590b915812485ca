#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif
import FileMapping
import GRDB
import GRDBSQLite

/// A connection to an SQLite database, which GRDB opens and closes.
///
/// GRDB prepares the statements; rows are bound and stepped through SQLite's own functions, for a
/// million of them.
@safe final class GeoPackageDatabase {
    private let queue: DatabaseQueue
    private let patience: Patience?

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - path: The file; `nil` for one in memory.
    ///   - isReadOnly: Whether it must be there already and stay as it is.
    ///   - prepare: Is called with the connection before its first use.
    init(
        path: String?, isReadOnly: Bool,
        patience: Patience? = nil,
        prepare: @escaping @Sendable (_ connection: OpaquePointer?) throws -> Void = { _ in }
    ) throws(SQLiteFailure) {
        self.patience = patience
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

    // MARK: Reading what strangers wrote

    /// Opens a database that somebody else may have made to do harm.
    ///
    /// It is read where it is mapped, so that nothing beside it is looked for and nothing is locked.
    /// Only what another program still has open is opened by its path, with what lies beside it.
    convenience init(reading file: MappedFile) throws(SQLiteFailure) {
        let isShared = GeoPackageDatabase.hasJournal(file)
        let patience = Patience(fileSize: file.count)
        unsafe try self.init(
            path: isShared ? file.path : nil, isReadOnly: true, patience: patience
        ) { connection in
            if !isShared { unsafe try GeoPackageDatabase.take(file, for: connection) }
            for (limit, value) in GeoPackageDatabase.limits {
                unsafe sqlite3_limit(connection, limit, value)
            }
            unsafe patience.attach(to: connection)
            let pragmas = """
                PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;
                """
            let code = unsafe sqlite3_exec(connection, pragmas, nil, nil, nil)
            guard code == SQLITE_OK else { throw unsafe SQLiteFailure(code, of: connection) }
        }
    }

    /// Whether a program has the file open in a way that leaves changes beside it, or may.
    static func hasJournal(_ file: MappedFile) -> Bool {
        for ending in ["-wal", "-journal"] {
            var status = stat()
            if unsafe stat(file.path + ending, &status) == 0, status.st_size > 0 { return true }
        }
        // What is written ahead is read by path only, even when nothing of it is left.
        return unsafe file.count > 19 && (file.bytes[18] == 2 || file.bytes[19] == 2)
    }

    private static func take(
        _ file: MappedFile, for connection: OpaquePointer?
    ) throws(SQLiteFailure) {
        // SQLite wants memory that can be written to, and does not write to what is read-only.
        let start = unsafe UnsafeMutablePointer(
            mutating: file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        let code = unsafe sqlite3_deserialize(
            connection, "main", start, Int64(file.count), Int64(file.count),
            UInt32(SQLITE_DESERIALIZE_READONLY))
        guard code == SQLITE_OK else { throw unsafe SQLiteFailure(code, of: connection) }
    }

    /// What a schema and its values may have at most.
    private static let limits: [(Int32, Int32)] = [
        (SQLITE_LIMIT_LENGTH, 512 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (SQLITE_LIMIT_EXPR_DEPTH, 100), (SQLITE_LIMIT_COMPOUND_SELECT, 20),
        (SQLITE_LIMIT_VDBE_OP, 100_000), (SQLITE_LIMIT_FUNCTION_ARG, 20),
        (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
        (SQLITE_LIMIT_VARIABLE_NUMBER, 100), (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]

    /// Gives the next row as much time as the first had.
    func renewPatience() { patience?.renew() }

    // MARK: Work

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

/// How long a database may work without giving a row.
///
/// A view can be written so that it never comes to an end.
@safe final class Patience: Sendable {
    /// How many steps are counted at once.
    private static let stride = 100_000
    private let budget: Int
    // Counted by the one connection that it is attached to, on whose thread `renew` is called too.
    nonisolated(unsafe) private var left: Int

    /// - Parameter fileSize: A file of more bytes may take longer to sort.
    init(fileSize: Int) {
        budget = (50_000_000 + fileSize * 8) / Patience.stride
        unsafe left = budget
    }

    func renew() { unsafe left = budget }

    /// Stops statements of a connection that work for too long; it must not outlive this object.
    func attach(to connection: OpaquePointer?) {
        unsafe sqlite3_progress_handler(
            connection, Int32(Patience.stride),
            { context in
                guard let context = unsafe context else { return 1 }
                let patience = unsafe Unmanaged<Patience>.fromOpaque(context)
                    .takeUnretainedValue()
                unsafe patience.left -= 1
                return unsafe patience.left < 0 ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}

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

/// Write transactions. The protections are not taken: SQLite lets one writer in at a time, which is the lock.
extension SQLiteDatabase {
  func transaction<Value>(
    protecting: Protections, hook: CommitHook, _ body: (any WriteSession) throws -> Value
  ) throws -> Value {
    try transaction(hook: hook) { try body($0) }
  }

  /// One write transaction; rolled back when the body throws.
  func transaction<Value>(hook: CommitHook, _ body: (SQLiteSession) throws -> Value) throws -> Value {
    try write { plain in
      let session = plain.counting()
      try session.execute("begin immediate")
      do {
        try requireSchema(session)
        let value = try body(session)
        try hook.before()
        try requireUnmoved(session)
        try session.execute("commit")
        try hook.after()
        return value
      } catch {
        _ = try? session.execute("rollback")
        throw error
      }
    }
  }
}

extension SQLiteSession {
  func savepoint(_ body: () throws -> (any Error)?) throws {
    try execute("savepoint job")
    if let failure = try body() {
      guard isInTransaction else { throw failure }
      try execute("rollback to job")
    }
    try execute("release job")
  }
}

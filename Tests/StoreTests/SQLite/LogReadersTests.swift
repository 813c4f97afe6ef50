import Foundation
import Testing

@testable import Store

@Suite("Whoever has the database in hand")
struct LogReadersTests {
  private let database: TestDatabase
  private let own = "(\(getpid()))"

  init() throws { database = try TestDatabase.sandbox() }

  @Test("writing is named as long as it writes")
  func writer() throws {
    let connection = try database.connection()
    try connection.write { session in
      try session.execute("begin immediate")
      #expect(LogReaders.writers(ofDatabase: database.path).contains { $0.hasSuffix(own) })
      try session.execute("rollback")
    }
    #expect(LogReaders.writers(ofDatabase: database.path).isEmpty)
  }

  @Test("reading is named, and is no writer")
  func reader() throws {
    let connection = try database.connection()
    try connection.read { session in
      _ = try session.first("select count(*) from revisions") { $0.int(0) }
      #expect(LogReaders.names(ofDatabase: database.path).contains { $0.hasSuffix(own) })
      #expect(LogReaders.writers(ofDatabase: database.path).isEmpty)
    }
  }

  @Test("is said by the fault, or that it is not known")
  func message() {
    let known = StoreFault.databaseLocked("x", by: ["python3 (12)"]).message
    #expect(known.en.contains("python3 (12)") && known.zh.contains("python3 (12)"))
    #expect(StoreFault.databaseLocked("x").message.en.contains("another program"))
  }
}

import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("A write")
struct WriteTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    try store.write { try $0.setEndpoint("http://before/", of: BankCode("icbc")) }
  }

  private func write(_ url: String) throws {
    try store.write { try $0.setEndpoint(url, of: BankCode("icbc")) }
  }

  @Test("that throws is undone as a whole")
  func undone() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try store.write { transaction in
        try transaction.setEndpoint("http://after/", of: BankCode("icbc"))
        throw Stop()
      }
    }
    #expect(try store.addresses() == ["http://before/"])
  }

  @Test("whose clock is far behind the latest write is refused, and nothing changes")
  func clockBehind() async throws {
    let latest = database.clock.now
    database.clock.advance(.milliseconds(-ClockTrust.tolerance.milliseconds - 1))
    let before = database.bytes()
    #expect(throws: StoreFault.clockBehind(now: database.clock.now, latest: latest)) { try write("http://after/") }
    await #expect(throws: StoreFault.clockBehind(now: database.clock.now, latest: latest)) {
      try await store.submit { try $0.setEndpoint("http://after/", of: BankCode("icbc")) }
    }
    #expect(database.bytes() == before)
    #expect(try store.addresses() == ["http://before/"])
  }

  @Test("whose clock lags a little carries the latest time")
  func lag() async throws {
    let latest = database.clock.now
    database.clock.advance(.milliseconds(-ClockTrust.tolerance.milliseconds))
    let time = try store.write { transaction in
      try transaction.setEndpoint("http://after/", of: BankCode("icbc"))
      return transaction.now
    }
    #expect(time == latest)
    #expect(try await store.submit { $0.now } == latest)
    database.clock.set(latest.adding(.seconds(1)))
    #expect(try store.write { $0.now } == latest.adding(.seconds(1)))
  }

  @Test("that writes nothing leaves no time behind")
  func nothingWritten() throws {
    database.clock.advance(.days(365))
    try store.write { _ = try $0.endpoints() }
    database.clock.set(TestDatabase.start)
    try write("http://after/")
    #expect(try store.addresses() == ["http://after/"])
  }

  @Test("while another program holds the database is refused in the end, and goes through later")
  func locked() async throws {
    try store.database.run("pragma busy_timeout = 20")
    let other = try database.connection()
    try other.write { session in
      try session.execute("begin exclusive")
      #expect(fault { try write("http://after/") } == "database_locked")
      try session.execute("rollback")
    }
    #expect(try store.addresses() == ["http://before/"])
    try write("http://after/")
    #expect(try store.addresses() == ["http://after/"])
  }

  @Test("on a full disk is refused, changes nothing and goes through when there is room")
  func full() async throws {
    let pages = try store.database.write { try $0.first("pragma page_count") { $0.int(0) } ?? 0 }
    try store.database.run("pragma max_page_count = \(pages)")
    let long = "http://" + String(repeating: "x", count: 1 << 20)
    let banks = try store.read { try $0.endpoints().count }
    #expect(fault { try write(long) } == "disk_full")
    let submitted = await fault { try await store.submit { try $0.setEndpoint(long, of: BankCode("abc")) } }
    #expect(submitted == "disk_full")
    #expect(try store.addresses() == ["http://before/"])
    #expect(try store.read { try $0.endpoints().count } == banks)
    try store.database.run("pragma max_page_count = 1000000")
    try write(long)
    #expect(try store.addresses() == [long])
  }

  @Test("that breaks a rule of the schema says so without the values")
  func hiddenValues() throws {
    do {
      try store.write { transaction in
        try transaction.insertMessage(
          id: "M-secret", phone: Data("13800138000".utf8), text: Data(), nextAt: transaction.now,
          expiresAt: transaction.now)
        try transaction.insertMessage(
          id: "M-secret", phone: Data("13800138000".utf8), text: Data(), nextAt: transaction.now,
          expiresAt: transaction.now)
      }
      Issue.record("it went through")
    } catch let fault as StoreFault {
      #expect(fault.code == "not_unique" && fault.kind == .environment)
      #expect(!"\(fault) \(fault.message)".contains("M-secret") && !"\(fault)".contains("13800138000"))
    }
  }

  @Test("is seen by every other connection as soon as it is answered")
  func seen() throws {
    let other = try database.open()
    try write("http://after/")
    #expect(try other.addresses() == ["http://after/"])
  }
}

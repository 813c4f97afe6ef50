import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The second of the noted time")
struct NotedSecondTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    database.clock.advance(.milliseconds(100))
  }

  /// Writes, and gives the time that the write carries.
  @discardableResult
  private func write(with store: Store? = nil) throws -> Moment {
    try (store ?? self.store).write { transaction in
      try transaction.setEndpoint("http://\(transaction.now.milliseconds)/", of: .abc)
      return transaction.now
    }
  }

  private func row() throws -> [String] {
    try database.connection().read { session in
      try session.all("select latest, keeper, mac from clock") { "\($0.integer(0)) \($0.text(1)) \($0.blob(2))" }
    }
  }

  private func noted() throws -> Moment { try database.connection().read { try $0.storedTime() } }

  @Test("is the full second that is not before the write")
  func rounded() throws {
    #expect(try write() == TestDatabase.start.adding(.milliseconds(100)))
    #expect(try noted() == TestDatabase.start.adding(.seconds(1)))
    database.clock.set(TestDatabase.start.adding(.seconds(2)))
    try write()
    #expect(try noted() == TestDatabase.start.adding(.seconds(2)))
    for milliseconds in [1, 999, 1_000] as [Int64] {
      #expect(Moment(milliseconds: 5_000 + milliseconds).fullSecond == Moment(milliseconds: 6_000))
    }
  }

  @Test("stays for all commits of its second, shared or not, and every write carries its own time")
  func sameSecond() async throws {
    try write()
    let row = try row()
    for _ in 0..<8 {
      database.clock.advance(.milliseconds(100))
      #expect(try write() == database.clock.now)
    }
    let shared = try await store.submit { transaction in
      try transaction.setEndpoint("http://shared/", of: .abc)
      return transaction.now
    }
    #expect(shared == database.clock.now)
    #expect(try self.row() == row)
    database.clock.advance(.milliseconds(101))
    try write()
    #expect(try self.row() != row)
  }

  @Test("lets no write of one program go back within the second, one commit or shared ones")
  func back() async throws {
    database.clock.advance(.milliseconds(500))
    let latest = try write()
    database.clock.advance(.milliseconds(-400))
    #expect(try write() == latest)
    #expect(try store.now() == latest)
    #expect(try await store.submit { $0.now } == latest)
    #expect(try store.clockReading().latest == latest)
  }

  @Test("is carried by another program that writes in its second, and from then on by all: nobody goes back")
  func twoPrograms() throws {
    let other = try database.open()
    database.clock.advance(.milliseconds(500))
    try write()
    let noted = try noted()
    // The other program's clock is a little behind; how far the first one came it cannot know.
    database.clock.advance(.milliseconds(-400))
    #expect(try other.now() == noted)
    #expect(try write(with: other) == noted)
    database.clock.advance(.milliseconds(450))
    let row = try row()
    #expect(try write() == noted)
    #expect(try write(with: other) == noted)
    #expect(try self.row() == row)
    database.clock.advance(.seconds(1))
    #expect(try write() == database.clock.now)
  }

  @Test("is carried by a program that is opened again within its second")
  func openedAgain() throws {
    database.clock.advance(.milliseconds(500))
    try write()
    database.clock.advance(.milliseconds(-300))
    let again = try database.open()
    let time = try write(with: again)
    #expect(try time == noted() && time == TestDatabase.start.adding(.seconds(1)))
  }

  @Test("is not moved by a write that is undone, and the next carries its own time")
  func undone() throws {
    struct Stop: Error {}
    try write()
    let row = try row()
    database.clock.advance(.seconds(5))
    #expect(throws: Stop.self) {
      try store.write { transaction in
        try transaction.setEndpoint("http://undone/", of: .abc)
        throw Stop()
      }
    }
    #expect(try self.row() == row)
    database.clock.advance(.seconds(-4))
    #expect(try write() == database.clock.now)
  }

  @Test("is moved by a commit that only counts")
  func counted() async throws {
    try write()
    database.clock.advance(.seconds(9))
    try await store.submit { $0.note(.asked, of: .abc) }
    #expect(try noted() == database.clock.now.fullSecond)
  }
}

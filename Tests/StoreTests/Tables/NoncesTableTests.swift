import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of what is good once")
struct NoncesTableTests {
  private let open: OpenDatabase
  private let until = TestDatabase.start.adding(.minutes(5))

  init() throws { open = try OpenDatabase() }

  private func take(_ nonce: String, of bank: BankCode = .abc) throws -> Bool {
    try open.write { try $0.take(nonce: nonce, of: bank, until: until) }
  }

  @Test("takes a nonce once from each bank")
  func nonces() throws {
    #expect(try [take("n"), take("n"), take("n", of: .boc), take("m")] == [true, false, true, true])
  }

  @Test(
    "takes it again only once its signature has run out",
    arguments: [(300_000, false), (300_001, true)] as [(Int64, Bool)])
  func runsOut(milliseconds: Int64, isTaken: Bool) throws {
    _ = try take("n")
    open.clock.advance(.milliseconds(milliseconds))
    #expect(try take("n") == isTaken)
  }

  @Test("counts an opening that came to nothing once")
  func openings() throws {
    func take(_ answer: String) throws -> Bool { try open.write { try $0.take(openingOf: answer, until: until) } }
    #expect(try [take("A"), take("A"), take("B")] == [true, false, true])
  }

  @Test("knows an answer that was taken, of that bank, until its time is over")
  func answers() throws {
    try open.write { try $0.noteTaken("digest", of: .abc, until: until) }
    func isTaken(_ digest: String, _ bank: BankCode) throws -> Bool {
      try open.read { try $0.isTaken(digest, of: bank) }
    }
    #expect(try isTaken("digest", .abc))
    #expect(try !isTaken("digest", .boc))
    #expect(try !isTaken("other", .abc))
    open.clock.advance(.minutes(5))
    #expect(try isTaken("digest", .abc))
    open.clock.advance(.milliseconds(1))
    #expect(try !isTaken("digest", .abc))
  }

  @Test("does not take one kind for another")
  func kinds() throws {
    #expect(try take("opened x"))
    #expect(try open.write { try $0.take(openingOf: "x", until: until) })
    #expect(try !open.read { try $0.isTaken("x", of: .abc) })
  }

  @Test("holds nothing that a bank wrote into a nonce")
  func hidden() throws {
    _ = try take("6228480000000000018")
    let found = try open.database.connection().read {
      try $0.first("select count(*) from nonces where nonce like '%6228%' or nonce like '%0018%'") { $0.int(0) }
    }
    #expect(found == 0)
  }

  @Test("forgets what has run out, and nothing else")
  func forgets() throws {
    _ = try take("n")
    _ = try open.write { try $0.take(openingOf: "A", until: TestDatabase.start.adding(.days(2))) }
    open.clock.advance(.hours(2))
    #expect(try open.read { try $0.areNoncesOld(by: .hours(1)) })
    try open.write { try $0.forgetOldNonces() }
    #expect(try open.count("nonces") == 1)
    #expect(try !open.read { try $0.areNoncesOld(by: .hours(1)) })
  }
}

import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of requesters that have shown a phone")
struct KnownRequestersTableTests {
  private let open: OpenDatabase
  private let phone = Data("phone".utf8)
  private let mine = Data("mine".utf8)
  private let other = Data("other".utf8)
  private let longAgo = TestDatabase.start.adding(.days(-90))

  init() throws {
    open = try OpenDatabase()
    try open.write { [phone, mine, longAgo] in try $0.know(mine, phoneHash: phone, forgetBefore: longAgo) }
  }

  private func knows(_ requester: Data, _ phone: Data, since: Moment) throws -> Bool {
    try open.read { try $0.knows(requester, phoneHash: phone, since: since) }
  }

  @Test("knows who has shown it, of that phone, and nobody else")
  func known() throws {
    #expect(try knows(mine, phone, since: longAgo))
    #expect(try !knows(other, phone, since: longAgo))
    #expect(try !knows(mine, Data("another phone".utf8), since: longAgo))
  }

  @Test("does not count what was shown at the very moment since which it is asked, or before")
  func since() throws {
    #expect(try knows(mine, phone, since: TestDatabase.start.adding(.milliseconds(-1))))
    #expect(try !knows(mine, phone, since: TestDatabase.start))
  }

  @Test("counts from the last time that it was shown")
  func again() throws {
    open.clock.advance(.days(1))
    try open.write { try $0.know(mine, phoneHash: phone, forgetBefore: longAgo) }
    #expect(try knows(mine, phone, since: TestDatabase.start))
    #expect(try open.count("known_requesters") == 1)
  }

  @Test("forgets of a phone those who have not shown it for long, when somebody shows it")
  func forgets() throws {
    open.clock.advance(.days(1))
    try open.write { try $0.know(other, phoneHash: phone, forgetBefore: TestDatabase.start) }
    #expect(try !knows(mine, phone, since: longAgo))
    #expect(try knows(other, phone, since: longAgo))
  }

  @Test("knows nobody any more once the number changes hands, and leaves other numbers alone")
  func changesHands() throws {
    let another = Data("another phone".utf8)
    try open.write { try $0.know(mine, phoneHash: another, forgetBefore: longAgo) }
    try open.write { try $0.forgetRequesters(phoneHash: phone) }
    #expect(try !knows(mine, phone, since: longAgo))
    #expect(try knows(mine, another, since: longAgo))
  }
}

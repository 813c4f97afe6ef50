import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of presence checks")
struct PresenceChecksTableTests {
  private let open: OpenDatabase
  private let phone = Data("phone".utf8)
  private let mine = Data("mine".utf8)
  private let other = Data("other".utf8)
  private let longAgo = TestDatabase.start.adding(.days(-1))

  init() throws { open = try OpenDatabase() }

  private func check(_ phone: Data, by requester: Data, own: Bool, after span: Span = .seconds(0)) throws {
    open.clock.advance(span)
    try open.write { try $0.noteCheck(of: phone, by: requester, own: own, forgetBefore: longAgo) }
  }

  private func times(own: Bool, since: Moment) throws -> [Span] {
    try open.read { try $0.checkTimes(phoneHash: phone, own: own, since: since) }.map { $0.since(TestDatabase.start) }
  }

  @Test("counts the owner's and those of others apart, newest first")
  func apart() throws {
    try check(phone, by: mine, own: true)
    try check(phone, by: other, own: false, after: .minutes(1))
    try check(phone, by: mine, own: true, after: .minutes(1))
    #expect(try times(own: true, since: longAgo) == [.minutes(2), .seconds(0)])
    #expect(try times(own: false, since: longAgo) == [.minutes(1)])
  }

  @Test("leaves out what came at the very moment since which it is asked, or before")
  func since() throws {
    try check(phone, by: mine, own: true)
    try check(phone, by: mine, own: true, after: .minutes(1))
    #expect(try times(own: true, since: TestDatabase.start) == [.minutes(1)])
  }

  @Test("counts a requester's whatever the phone")
  func requester() throws {
    try check(phone, by: mine, own: true)
    try check(Data("another".utf8), by: mine, own: false, after: .minutes(1))
    try check(phone, by: other, own: false)
    let times = try open.read { try $0.checkTimes(requester: mine, since: longAgo) }
    #expect(times.map { $0.since(TestDatabase.start) } == [.minutes(1), .seconds(0)])
  }

  @Test("counts what a requester asked for before as the owner's, once they have shown the phone")
  func shown() throws {
    try check(phone, by: mine, own: false)
    try check(phone, by: other, own: false)
    try open.write { try $0.know(mine, phoneHash: phone, forgetBefore: longAgo) }
    #expect(try times(own: true, since: longAgo).count == 1)
    #expect(try times(own: false, since: longAgo).count == 1)
  }

  @Test("forgets what no limit counts any more, when the next is noted")
  func forgets() throws {
    try check(phone, by: mine, own: true)
    open.clock.advance(.minutes(1))
    try open.write { try $0.noteCheck(of: phone, by: mine, own: true, forgetBefore: TestDatabase.start) }
    #expect(try open.count("presence_checks") == 1)
  }

  @Test("forgets what was asked about a phone when its number changes hands")
  func changesHands() throws {
    try check(phone, by: mine, own: true)
    try check(Data("another".utf8), by: mine, own: true)
    try open.write { try $0.forgetChecks(phoneHash: phone) }
    #expect(try times(own: true, since: longAgo).isEmpty)
    #expect(try open.count("presence_checks") == 1)
  }
}

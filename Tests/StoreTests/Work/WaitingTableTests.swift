import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("What waits for a bank")
struct WaitingTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func after(_ seconds: Int64) -> Moment { TestDatabase.start.adding(.seconds(seconds)) }

  @discardableResult
  private func putAside(
    _ query: Int, at bank: BankCode = .abc, _ state: EnquiryState = .queued, since seconds: Int64 = 0
  ) throws -> EnquiryRecord {
    var enquiry = EnquiryRecord.sample(query, 0, at: bank, state, next: after(seconds))
    enquiry.isClaimed = true
    try open.write { try $0.putAside(&enquiry) }
    return enquiry
  }

  private func waiting(_ bank: BankCode = .abc, fetchesOnly: Bool = false, limit: Int = 10) throws -> [Int] {
    try open.read { try $0.waiting(at: bank, fetchesOnly: fetchesOnly, limit: limit) }.map(\.query)
  }

  @Test("is in nobody's hand, and not looked at for its query")
  func marks() throws {
    let enquiry = try putAside(1)
    #expect(enquiry.isAside && !enquiry.isClaimed)
    #expect(!enquiry.isDue(at: after(3_600), ownerIsAlive: false))
  }

  @Test("stands in line by the time since which it waits and then by query, to be asked or to be fetched")
  func order() throws {
    try putAside(5, since: -1)
    try putAside(4, .acknowledged, since: -2)
    try putAside(3, .sent, since: -1)
    try putAside(2, .acknowledged, since: -1)
    try putAside(1, since: 7)
    try putAside(9, at: .boc, since: -9)
    #expect(try waiting() == [4, 2, 3, 5, 1])
    #expect(try waiting(limit: 2) == [4, 2] && waiting(limit: 0).isEmpty)
    #expect(try waiting(fetchesOnly: true) == [4, 2] && waiting(fetchesOnly: true, limit: 1) == [4])
    #expect(try waiting(.boc) == [9] && waiting(.boc, fetchesOnly: true).isEmpty)
  }

  @Test("stands in line once, however often it is put aside")
  func once() throws {
    try putAside(1)
    try putAside(1)
    #expect(try open.count("waiting") == 1)
  }

  @Test("leaves the line when it is taken back, and no other does")
  func takenBack() throws {
    let enquiries = [
      try putAside(1), try putAside(2), try putAside(1, at: .boc), try putAside(1, .acknowledged),
      try putAside(1, since: 1),
    ]
    try open.write { try $0.takeBack(enquiries[0]) }
    #expect(try open.count("waiting") == 4)
    #expect(try waiting() == [1, 2, 1] && waiting(.boc) == [1])
    for enquiry in enquiries { try open.write { try $0.takeBack(enquiry) } }
    #expect(try open.count("waiting") == 0)
  }

  @Test("is forgotten entry by entry")
  func forgotten() throws {
    for query in 1...3 { try putAside(query) }
    try putAside(2, at: .boc)
    let entries = try open.read { try $0.waiting(at: .abc, fetchesOnly: false, limit: 9) }
    try open.write { try $0.forget(entries[1], at: .abc) }
    #expect(try waiting() == [1, 3] && waiting(.boc) == [2])
  }

  @Test("tells for which banks anything waits, and since when")
  func banks() throws {
    #expect(try open.read { try $0.banksWaitedFor() }.isEmpty)
    try putAside(1, at: .ccb, since: 5)
    try putAside(2, since: -1)
    try putAside(3, .acknowledged, since: -4)
    try putAside(4, at: .boc, .acknowledged, since: 3)
    let found = try open.read { try $0.banksWaitedFor() }
    #expect(found.map(\.bank) == [.abc, .boc, .ccb])
    #expect(found.map(\.since) == [after(-4), after(3), after(5)])
    for (bank, isWaitedFor) in [(BankCode.abc, true), (.boc, true), (.cmb, false)] {
      #expect(try open.read { try $0.hasWaiting(at: bank) } == isWaitedFor)
    }
  }

  private static let strange = [
    "(x'616263', 0, 0, 1)", "(17, 0, 0, 1)", "('', 0, 0, 1)", "('abc', 9, 0, 1)", "('abc', 'x', 'soon', 'who')",
    "('abc', 0, \(Int64.max), 1)", "('abc', 0, \(Int64.min), 1)", "('abc', 1, x'00', x'01')", "('abc', 0, 1.5, 2.5)",
    "('银行', 0, 0, 1)",
  ]

  @Test("is read whatever stands in a row that somebody else wrote", arguments: strange)
  func unbound(row: String) throws {
    try putAside(7, at: .boc)
    try open.tamper("insert into waiting (bank, fetches, since, query) values \(row)")
    let banks = try open.read { try $0.banksWaitedFor() }
    #expect(banks.contains { $0.bank == .boc && $0.since == TestDatabase.start })
    #expect(banks.allSatisfy { $0.since >= Moment(milliseconds: 0) && $0.since <= .distantFuture })
    #expect(try waiting(.boc) == [7] && waiting().count <= 1)
    #expect(try open.read { try $0.nextDue() } != nil)
  }
}

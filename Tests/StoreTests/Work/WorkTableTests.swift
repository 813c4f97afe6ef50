import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of work")
struct WorkTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func after(_ span: Span) -> Moment { TestDatabase.start.adding(span) }

  /// Accepts a query of a person of its own, with its enquiries in these states and due after these spans.
  @discardableResult
  private func put(
    _ id: String, at banks: [BankCode] = [.abc], _ enquiries: (EnquiryState, Span)..., owner: String? = nil,
    claimed: Set<Int> = []
  ) throws -> WorkRecord {
    try open.write { transaction in
      var work = try transaction.put(
        .sample(id, of: "person of \(id)", at: banks), enquiries.map { ($0.0, after($0.1)) })
      work.owner = owner
      for place in claimed { work.enquiries[place].isClaimed = true }
      try transaction.update(work)
      return work
    }
  }

  private func due(_ limit: Int = 10) throws -> [Int] {
    try open.read { try $0.dueWork(limit: limit) }.map(\.number)
  }

  private func work(_ number: Int) throws -> WorkRecord? {
    try open.read { transaction in try transaction.query(number: number).flatMap { try transaction.work(of: $0) } }
  }

  // MARK: New work

  @Test("has an enquiry for each bank of a new query, in the order chosen, to be asked at once")
  func new() throws {
    let work = try put("Q1", at: [.boc, .abc])
    #expect(work.enquiries.map(\.bank) == [.boc, .abc] && work.enquiries.map(\.position) == [0, 1])
    #expect(work.enquiries.allSatisfy { $0.machine.state == .queued && $0.machine.nextAt == TestDatabase.start })
    #expect(work.nextAt == TestDatabase.start && work.duePlaces(at: TestDatabase.start) == [0, 1])
    #expect(try self.work(1) == work)
  }

  @Test("takes no query twice")
  func twice() throws {
    let work = try put("Q1")
    #expect(fault { try open.write { try $0.insert(work) } } != nil)
    #expect(try open.count("work") == 1)
  }

  // MARK: The order

  @Test("gives queries that are to be looked at, longest waiting first and then by number")
  func order() throws {
    try put("Q1", (.queued, .seconds(-1)))
    try put("Q2", (.queued, .seconds(-1)))
    try put("Q3", at: [.boc, .abc], (.acknowledged, .seconds(9)), (.sent, .seconds(-2)))
    try put("Q4", (.queued, .milliseconds(1)))
    try put("Q5", (.answered, .seconds(-9)))
    #expect(try due() == [3, 1, 2])
    #expect(try due(2) == [3, 1] && due(0).isEmpty)
    for (number, isMore) in [(0, true), (2, true), (3, false), (9, false)] {
      #expect(try open.read { try $0.isMoreDue(than: number) } == isMore)
    }
    open.clock.advance(.milliseconds(1))
    #expect(try due() == [3, 1, 2, 4])
  }

  private static let looks: [([(EnquiryState, Int64, isAside: Bool)], Int64?)] = [
    ([(.queued, 5, false)], 5), ([(.queued, 5, false), (.sent, 3, false), (.acknowledged, 9, false)], 3),
    ([(.answered, -9, false), (.failed, -8, false), (.queued, 5, false)], 5),
    ([(.queued, -9, true), (.queued, 5, false)], 5), ([(.queued, -9, true), (.acknowledged, 5, true)], nil),
    ([(.answered, -9, false), (.withdrawn, -9, false)], nil),
  ]

  @Test("looks at a query for the first of what is open and not put aside", arguments: looks)
  func nextAt(enquiries: [(EnquiryState, Int64, isAside: Bool)], next: Int64?) throws {
    var work = WorkRecord.new(.sample("Q1", at: Array(BankCode.published.prefix(enquiries.count))))
    for (place, item) in enquiries.enumerated() {
      work.enquiries[place].machine = EnquiryMachine(
        state: item.0, code: nil, attempts: 0, nextAt: after(.seconds(item.1)), dueAt: work.query.dueAt)
      work.enquiries[place].isAside = item.isAside
    }
    #expect(work.nextAt == next.map { after(.seconds($0)) })
    #expect(work.isSettled == enquiries.allSatisfy { !$0.0.isOpen })
  }

  @Test("knows whether there is anything to look at or anything waits for a bank")
  func isDue() throws {
    func isDue() throws -> Bool { try open.read { try $0.isWorkDue() } }
    #expect(try !isDue())
    let work = try put("Q1", (.queued, .seconds(1)))
    #expect(try !isDue())
    open.clock.advance(.seconds(1))
    #expect(try isDue())
    try open.write { try $0.putAside(0, of: work) }
    #expect(try due().isEmpty && isDue())
    try open.write { try $0.deleteWork(try #require(try self.work(1))) }
    #expect(try !isDue())
  }

  /// The mark and time of an enquiry, whether its worker is known, and whether it is due.
  private static let places: [(next: Int64, isClaimed: Bool, isAside: Bool, owner: String?, isDue: Bool)] = [
    (0, false, false, nil, true), (1, false, false, nil, false), (-1, false, true, nil, false),
    (45, true, false, "worker", false), (0, true, false, "worker", true), (45, true, false, nil, true),
    (45, false, false, "worker", false), (45, true, true, nil, false),
  ]

  @Test("has due what is in nobody's hand, or in that of a worker that died or came late", arguments: places)
  func duePlaces(_ place: (next: Int64, isClaimed: Bool, isAside: Bool, owner: String?, isDue: Bool)) throws {
    var work = WorkRecord.new(.sample("Q1", at: [.abc, .boc]))
    work.owner = place.owner
    work.enquiries[0].machine = EnquiryMachine(
      state: .answered, code: nil, attempts: 0, nextAt: after(.hours(-1)), dueAt: work.query.dueAt)
    work.enquiries[1].machine = EnquiryMachine(
      state: .sent, code: nil, attempts: 0, nextAt: after(.seconds(place.next)), dueAt: work.query.dueAt)
    (work.enquiries[1].isClaimed, work.enquiries[1].isAside) = (place.isClaimed, place.isAside)
    #expect(work.duePlaces(at: TestDatabase.start) == (place.isDue ? [1] : []))
  }

  // MARK: What is looked at

  @Test("gives a query with its work and the sealed details of its person")
  func looked() throws {
    try open.write { try $0.register(.sample("person of Q1")) }
    let (first, second) = (try put("Q1", at: [.abc, .boc]), try put("Q2"))
    let looked = try open.read { try $0.dueWork(limit: 9) }
    #expect(looked.map(\.work) == [first, second])
    #expect(looked.map(\.sealedDetails) == [Data("details of person of Q1".utf8), nil])
    #expect(try open.read { try $0.work(of: [2, 1, 7]) }.map(\.number).sorted() == [1, 2])
  }

  @Test("gives one whose query has ended, or is not there, without its work")
  func ended() throws {
    let work = try put("Q1")
    try put("Q2")
    try open.write { transaction in
      var machine = work.query.machine
      _ = machine.handle(.cancelled, at: transaction.now)
      try transaction.update(work.query, machine: machine, vaultDay: work.query.vaultDay, outcomes: [])
    }
    try open.tamper("delete from queries where number = 2")
    let looked = try open.read { try $0.dueWork(limit: 9) }
    #expect(looked.map(\.number) == [1, 2] && looked.allSatisfy { $0.work == nil })
    #expect(try open.read { try $0.enquiries(of: 1) }.isEmpty)
  }

  @Test("gives any number of queries at once, and each once", arguments: [1, 8, 255, 256, 257, 300])
  func many(count: Int) throws {
    let works = try open.write { transaction in
      try (1...count).map { try transaction.put(.sample("Q\($0)", of: "P\($0)")) }
    }
    let numbers = works.map(\.query.number)
    #expect(try open.read { try $0.work(of: numbers) }.compactMap(\.work).count == count)
    let known = try open.read { try $0.work(of: works.map(\.query)) }
    #expect(known.count == count && Set(known.map(\.number)) == Set(numbers))
    #expect(try open.read { try $0.isOpen(numbers + [count + 1]) } == Set(numbers))
  }

  @Test("leaves out what has ended meanwhile, for whoever holds the query in memory")
  func endedMeanwhile() throws {
    let (first, second) = (try put("Q1"), try put("Q2"))
    try open.write { try $0.deleteWork(first) }
    #expect(try open.read { try $0.work(of: [first.query, second.query]) }.map(\.work) == [second])
    #expect(try open.read { try $0.isOpen([1, 2]) } == [2])
  }

  // MARK: Altered rows

  private static let alterations = [
    "state = x'01'", "state = x''", "state = substr(state, 1, length(state) - 1) || x'01'", "state = 'text'",
    "seal = null", "seal = x'00'", "query = 9",
  ]

  @Test("reads an altered or missing row as failed for that reason at every bank", arguments: alterations)
  func altered(change: String) throws {
    let work = try put("Q1", at: [.abc, .boc])
    try open.tamper("update work set \(change)")
    #expect(try open.read { try $0.work(of: work.query) } == nil)
    let enquiries = try open.read { try $0.enquiries(of: 1) }
    #expect(enquiries.map(\.bank) == [.abc, .boc])
    #expect(enquiries.allSatisfy { $0.isAltered && $0.machine.state == .failed })
    #expect(enquiries.allSatisfy { $0.machine.code == QueryMachine.alteredReason })
    #expect(try open.read { try $0.dueWork(limit: 9) }.map { $0.work == nil } == [true])
  }

  @Test("takes another query's row for altered, seal and all")
  func exchanged() throws {
    let (first, second) = (try put("Q1"), try put("Q2"))
    try open.tamper("update work set query = 100 - query", "update work set query = query - 97")
    #expect(try open.count("work") == 2)
    #expect(try open.read { try $0.work(of: first.query) } == nil)
    #expect(try open.read { try $0.work(of: second.query) } == nil)
  }

  @Test("reads bytes of another form as altered, though they are sealed")
  func otherForm() throws {
    let work = try put("Q1")
    try open.write { transaction in
      try transaction.deleteWork(of: work.query)
      try transaction.insert([.int(1), .blob(Data([9, 0, 0]))], beside: [.null, .null], into: .work)
    }
    #expect(try open.read { try $0.work(of: work.query) } == nil)
  }

  private static let beside = ["next_at = null", "next_at = 'soon'", "next_at = \(Int64.min)", "owner = null"]

  @Test("goes by nothing that is not bound but for when it looks", arguments: beside)
  func unbound(change: String) throws {
    let work = try put("Q1", at: [.abc, .boc], (.queued, .seconds(-1)), (.sent, .seconds(45)))
    try open.tamper("update work set \(change)")
    #expect(try self.work(1) == work)
  }

  // MARK: Changes

  @Test("keeps where enquiries stand, when they were asked first, and whose hand they are in")
  func updated() throws {
    var work = try put("Q1", at: [.abc, .boc])
    _ = work.enquiries[0].machine.handle(.claimed(lease: .seconds(45)), at: after(.seconds(1)))
    work.enquiries[0].isClaimed = true
    work.enquiries[0].askedAt = after(.seconds(2))
    _ = work.enquiries[1].machine.handle(.declined(code: "unspecified"), at: after(.seconds(1)))
    work.owner = "worker"
    try open.write { try $0.update(work) }
    #expect(try self.work(1) == work && due().isEmpty)
    open.clock.advance(.seconds(46))
    #expect(try due() == [1])
  }

  @Test("knows no worker once nothing is in its hand")
  func unowned() throws {
    var work = try put("Q1", owner: "worker", claimed: [0])
    #expect(try self.work(1)?.owner == "worker")
    work.enquiries[0].isClaimed = false
    try open.write { try $0.update(work) }
    #expect(try self.work(1)?.owner == nil)
  }

  @Test("forgets a query's work with what was put aside and named, and no other's")
  func deleted() throws {
    let (first, second) = (try put("Q1", at: [.abc, .boc]), try put("Q2"))
    let aside = try open.write { transaction in
      try transaction.putAside(0, of: second)
      return try transaction.putAside(0, of: first)
    }
    try open.write { try $0.deleteWork(aside) }
    #expect(try work(1) == nil && work(2) != nil)
    #expect(try open.read { try $0.waiting(at: .abc, fetchesOnly: false, limit: 9) }.map(\.query) == [2])
  }

  @Test("is released of a worker that has died, and of no other: what it had in hand is due at once")
  func released() throws {
    try put("Q1", at: [.abc, .boc], (.sent, .seconds(45)), (.sent, .seconds(60)), owner: "dead", claimed: [0])
    try put("Q2", (.sent, .seconds(45)), owner: "alive", claimed: [0])
    #expect(try due().isEmpty)
    try open.write { try $0.releaseClaims(of: "dead") }
    #expect(try due() == [1])
    let work = try #require(try work(1))
    #expect(work.owner == nil && work.duePlaces(at: TestDatabase.start) == [0])
    #expect(try self.work(2)?.owner == "alive")
  }

  @Test("of a worker that has died stays due at once, whatever is written into the row meanwhile")
  func releasedAndUpdated() throws {
    try put("Q1", at: [.abc, .boc], (.sent, .seconds(45)), (.sent, .seconds(60)), owner: "dead", claimed: [0])
    try open.write { try $0.releaseClaims(of: "dead") }
    var work = try #require(try work(1))
    work.enquiries[1].askedAt = TestDatabase.start
    try open.write { try $0.update(work) }
    #expect(try due() == [1])
  }

  @Test("brings forward what was accepted before a revision and is put off, and nothing that waits for its bank")
  func hastened() throws {
    try put("Q1", (.sent, .seconds(45)))
    try put("Q2", (.queued, .seconds(-5)))
    let aside = try put("Q3", (.queued, .seconds(45)))
    try open.write { try $0.putAside(0, of: aside) }
    try open.write { try $0.hastenQueries(acceptedBefore: 1) }
    #expect(try due() == [2])
    try open.write { try $0.hastenQueries(acceptedBefore: 2) }
    #expect(try due() == [2, 1])
    #expect(try work(1)?.enquiries[0].machine.nextAt == after(.seconds(45)))
  }
}

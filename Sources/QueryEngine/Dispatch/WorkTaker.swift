import Domain
import Foundation
import Store

/// Takes queries on: looks at those that are due, and at those that waited for banks that can be asked again. What can
/// be asked soon is taken into memory, what cannot is put aside by bank, what must not be asked any more is withdrawn
/// (rule 9). Works inside one transaction, in which each query's row is written once.
struct WorkTaker {
  let parts: EngineParts
  let transaction: Transaction
  let gate: Gate
  private var standings: [BankCode: BankStanding] = [:]
  private var room: [BankCode: Int] = [:]
  private var isWaitedFor: [BankCode: Bool] = [:]
  /// The work that this transaction has read and may have changed, in the order in which it was read.
  private var works: [Int: Opened] = [:]
  private var order: [Int] = []
  /// The enquiries taken into memory.
  private(set) var taken: [HeldEnquiry] = []
  /// The number of queries looked at.
  private(set) var looked = 0

  private struct Opened {
    var work: WorkRecord
    let sealedDetails: Data?
    var held: HeldQuery?
    var isAsked = false
  }

  /// The largest number of queries looked at, and of enquiries brought back, in one transaction.
  static let batch = 500

  init(parts: EngineParts, transaction: Transaction) throws {
    self.parts = parts
    self.transaction = transaction
    gate = try transaction.runningGate()
  }

  mutating func take() throws {
    try bringForward()
    try takeWaiting()
    try takeDue()
    try write()
  }

  /// The standings of the banks of which something was taken on.
  var banks: [BankCode: BankStanding] { standings }

  // MARK: What was put aside

  /// Takes back what waited for banks that can be asked again, in order.
  private mutating func takeWaiting() throws {
    for (bank, _) in try transaction.banksWaitedFor() {
      let standing = try standing(of: bank)
      if standing.isClosed {
        try takeWaiting(at: bank, fetchesOnly: false, limit: Self.batch)
      } else if standing.mayBeFetched, standing.endpoint != nil {
        let room = self.room(for: bank)
        try takeWaiting(at: bank, fetchesOnly: !standing.mayBeAsked, limit: min(room, Self.batch))
      }
    }
  }

  private mutating func takeWaiting(at bank: BankCode, fetchesOnly: Bool, limit: Int) throws {
    guard limit > 0 else { return }
    let waiting = try transaction.waiting(at: bank, fetchesOnly: fetchesOnly, limit: limit)
    guard !waiting.isEmpty else { return }
    try open(waiting.map(\.query))
    for entry in waiting {
      looked += 1
      let place = works[entry.query]?.work.enquiries.firstIndex { $0.bank == bank && $0.isAside }
      guard let place, var opened = works[entry.query] else {
        // Nothing is behind this entry: its query has ended, or somebody else wrote it.
        try transaction.forget(entry, at: bank)
        continue
      }
      try transaction.forget(entry, at: bank)
      opened.work.enquiries[place].isAside = false
      works[entry.query] = opened
      try look(at: place, of: entry.query, isReturning: true)
    }
    isWaitedFor[bank] = nil
  }

  /// Reads the work of queries that this transaction has not read yet. A query of which a row was altered ends.
  private mutating func open(_ numbers: [Int]) throws {
    let unread = numbers.filter { works[$0] == nil }
    for item in try transaction.work(of: unread) { try open(item) }
  }

  /// Keeps work that was read; false if its query ends because a row was altered.
  @discardableResult
  private mutating func open(_ item: Transaction.Looked) throws -> Bool {
    guard works[item.number] == nil else { return true }
    guard let work = item.work, item.sealedDetails != nil else {
      try QueryEnding(parts: parts, transaction: transaction).endAltered(workOf: item.number)
      return false
    }
    works[item.number] = Opened(work: work, sealedDetails: item.sealedDetails)
    order.append(item.number)
    return true
  }

  // MARK: What is due

  private mutating func takeDue() throws {
    let due = try transaction.dueWork(limit: try appetite())
    for item in due {
      looked += 1
      guard try open(item), let opened = works[item.number] else { continue }
      for place in opened.work.duePlaces(at: transaction.now) { try look(at: place, of: item.number) }
      try withdraw(item.number)
    }
  }

  /// The number of due queries to look at: as many as a bank can be sent whose line is half empty. While there is none,
  /// queries wait as a whole, so that they are taken on as a whole; but not many, as the length of the queues is
  /// reckoned from each, and not where no bank can be asked at all.
  private mutating func appetite() throws -> Int {
    var rooms: [Int] = []
    for bank in gate.banks where gate.standing(of: bank) == .connected {
      let capacity = parts.capacity(of: bank, at: transaction.now)
      if capacity > 0 { rooms.append(room(for: bank) * 2 >= capacity ? room(for: bank) : 0) }
    }
    guard let most = rooms.max(), most < Self.batch else { return Self.batch }
    if try transaction.isMoreDue(than: Self.mostWhole) { return Self.batch }
    return most
  }

  /// The largest number of due queries that wait as a whole.
  static let mostWhole = 5_000

  /// Ends the enquiries of a query to banks that were disconnected since, but for those that are on their way: their
  /// replies are discarded.
  private mutating func withdraw(_ number: Int) throws {
    guard var opened = works[number] else { return }
    for place in opened.work.enquiries.indices {
      let enquiry = opened.work.enquiries[place]
      guard enquiry.machine.state.isOpen, !enquiry.isClaimed else { continue }
      guard try standing(of: enquiry.bank).withdraws(opened.work.query) else { continue }
      if enquiry.isAside { try transaction.takeBack(enquiry) }
      opened.work.enquiries[place].isAside = false
      _ = opened.work.enquiries[place].handle(.withdrawn(code: "bank_not_connected"), in: transaction)
    }
    works[number] = opened
  }

  /// Decides about an enquiry that is due, or whose bank is back.
  private mutating func look(at place: Int, of number: Int, isReturning: Bool = false) throws {
    guard var opened = works[number] else { return }
    defer { works[number] = opened }
    let standing = try standing(of: opened.work.enquiries[place].bank)
    if opened.work.enquiries[place].isClaimed {
      // Taken on by a worker that has died, or that did not come back in time.
      opened.work.enquiries[place].isClaimed = false
      _ = opened.work.enquiries[place].handle(.released(since: transaction.now), in: transaction)
    }
    let enquiry = opened.work.enquiries[place]
    guard !standing.withdraws(opened.work.query) else {
      _ = opened.work.enquiries[place].handle(.withdrawn(code: "bank_not_connected"), in: transaction)
      return
    }
    let isFetch = enquiry.machine.state == .acknowledged
    if standing.allows(fetch: isFetch), standing.endpoint == nil {
      _ = opened.work.enquiries[place].handle(.held(code: "no_endpoint"), in: transaction)
      return try putAside(place, &opened)
    }
    guard try standing.allows(fetch: isFetch) && takes(enquiry.bank, isReturning: isReturning) else {
      return try putAside(place, &opened)
    }
    try claim(place, &opened)
  }

  private mutating func putAside(_ place: Int, _ opened: inout Opened) throws {
    guard opened.work.enquiries[place].machine.state.isOpen else { return }
    try transaction.putAside(&opened.work.enquiries[place])
    isWaitedFor[opened.work.enquiries[place].bank] = true
  }

  private mutating func claim(_ place: Int, _ opened: inout Opened) throws {
    let before = opened.work.enquiries[place]
    let action = opened.work.enquiries[place].handle(.claimed(lease: parts.settings.lease), in: transaction)
    guard action == .ask || action == .fetch else { return }
    opened.work.enquiries[place].isClaimed = true
    opened.work.owner = parts.workerName
    if action == .ask { opened.isAsked = true }
    let held = opened.held ?? HeldQuery(opened.work.query, sealedDetails: opened.sealedDetails ?? Data())
    opened.held = held
    room[before.bank, default: 0] -= 1
    taken.append(
      HeldEnquiry(
        held: held, position: place, isFetch: action == .fetch, isAlone: before.machine.isAskedAlone,
        since: before.machine.nextAt, claimedAt: transaction.now))
  }

  // MARK: Banks

  private mutating func standing(of bank: BankCode) throws -> BankStanding {
    if let known = standings[bank] { return known }
    let standing = try BankStanding(of: bank, gate, in: transaction)
    standings[bank] = standing
    return standing
  }

  /// The number of enquiries that can be sent to a bank now.
  private mutating func room(for bank: BankCode) -> Int {
    if let known = room[bank] { return known }
    let room = parts.room(for: bank, at: transaction.now)
    self.room[bank] = room
    return room
  }

  /// Whether an enquiry is taken into memory: nobody overtakes those who wait for the bank already.
  private mutating func takes(_ bank: BankCode, isReturning: Bool) throws -> Bool {
    guard room(for: bank) > 0 else { return false }
    if isReturning { return true }
    if let known = isWaitedFor[bank] { return !known }
    let isWaited = try transaction.hasWaiting(at: bank)
    isWaitedFor[bank] = isWaited
    return !isWaited
  }

  /// Brings queries forward that were accepted before a bank was disconnected, once for each revision that this
  /// process meets: what is put off at that bank need not wait until its time.
  private func bringForward() throws {
    guard parts.closuresSeen.isNew(gate.revision) else { return }
    let latest = try gate.banks.compactMap { try transaction.closure(of: $0) }.max()
    if let latest { try transaction.hastenQueries(acceptedBefore: latest) }
  }

  // MARK: Writing

  private func write() throws {
    let ending = QueryEnding(parts: parts, transaction: transaction)
    for number in order {
      guard let opened = works[number] else { continue }
      if opened.work.isSettled {
        try ending.endSettled(opened.work)
      } else {
        try transaction.update(opened.work)
        if opened.isAsked { try transaction.markAsked(opened.work.query) }
      }
    }
  }
}

import Domain
import Foundation
import Sealing
import Store

/// Ends queries: as a report that names each bank's outcome, or as failed (rule 4). Works inside one transaction.
struct QueryEnding {
  let parts: EngineParts
  let transaction: Transaction

  /// Ends a query if none of its enquiries is open.
  func endIfSettled(_ number: Int) throws {
    guard try !transaction.hasOpenEnquiries(of: number), let query = try transaction.query(number: number),
      query.state.isOpen || query.isAltered
    else { return }
    guard let enquiries = try intactEnquiries(of: query) else { return try endAltered(number) }
    try end(query, enquiries: enquiries)
  }

  /// Ends a query whose deadline has passed: enquiries that are still open timed out.
  func endAtDeadline(_ query: QueryRecord) throws {
    guard var enquiries = try intactEnquiries(of: query) else { return try endAltered(query.number) }
    for index in enquiries.indices { _ = enquiries[index].handle(.deadline, in: transaction) }
    try end(query, enquiries: enquiries)
  }

  /// Tries once more to end a query whose key could not be read. No seal covers the column of waiting queries: a query
  /// ends only if its enquiries have.
  func endWaiting(_ query: QueryRecord) throws {
    try transaction.endPostponement(of: query.number)
    guard let enquiries = try intactEnquiries(of: query) else { return try endAltered(query.number) }
    try end(query, enquiries: enquiries)
  }

  /// Cancels a query for its person.
  func cancel(_ query: QueryRecord) throws {
    guard var enquiries = try intactEnquiries(of: query) else { return try endAltered(query.number) }
    for index in enquiries.indices {
      _ = enquiries[index].handle(.withdrawn(code: "cancelled"), in: transaction)
    }
    var machine = query.machine
    _ = machine.handle(.cancelled, at: transaction.now)
    try fail(query, machine, enquiries)
  }

  /// Ends a query of which a row was altered in the file, with a code of its own, and tells its person.
  func endAltered(_ number: Int) throws {
    try transaction.endAltered(number)
    if let query = try transaction.query(number: number) { try tell(MessageText.queryAltered, query) }
  }

  /// Ends the query of an altered enquiry. A query that has ended already has no enquiries: only the added row is
  /// deleted.
  func endAltered(enquiryOf number: Int) throws {
    if let query = try transaction.query(number: number), !query.isAltered, !query.state.isOpen {
      return try transaction.deleteEnquiries(of: number)
    }
    try endAltered(number)
  }

  private func intactEnquiries(of query: QueryRecord) throws -> [EnquiryRecord]? {
    query.isAltered ? nil : try transaction.intactEnquiries(of: query)
  }

  /// Ends a query, if the enquiries themselves allow it: it does not end while one of them is open.
  private func end(_ query: QueryRecord, enquiries: [EnquiryRecord]) throws {
    guard !enquiries.contains(where: \.machine.state.isOpen) else { return }
    var machine = query.machine
    let answered = enquiries.enumerated().filter { $0.element.machine.state == .answered }
    switch machine.handle(.settled(answered: answered.count), at: transaction.now) {
    case .report(let generatedAt, _):
      let kept = try transaction.intactVault(of: query, answered: answered.map { ($0.offset, $0.element.bank) })
      guard kept != nil else { return try endAltered(query.number) }
      try report(query, machine, enquiries, generatedAt: generatedAt)
    case .fail:
      try fail(query, machine, enquiries)
      try tell(MessageText.queryFailed, query)
    case .none, .expire: break
    }
  }

  private func report(
    _ query: QueryRecord, _ machine: QueryMachine, _ enquiries: [EnquiryRecord], generatedAt: Moment
  ) throws {
    var machine = machine
    // The report was made so late that its term is over already: there is nothing left to open.
    guard machine.handle(.term, at: transaction.now) != .expire else {
      return try fail(query, machine, enquiries)
    }
    let day = generatedAt.lastDay
    do {
      try reseal(query, for: day)
    } catch let fault as SecretFault {
      return fault.isFinal ? try lose(query, enquiries) : try wait(query, enquiries)
    }
    try keep(query, machine, enquiries, vaultDay: day)
    try tell(MessageText.reportReady, query)
  }

  /// Seals the key anew, under the key of the report's own last day and in that day's vault.
  private func reseal(_ query: QueryRecord, for day: CalendarDay) throws {
    let key = try resealedKey(query, for: day)
    if day != query.vaultDay { try transaction.moveVault(of: query.number, from: query.vaultDay, to: day) }
    try transaction.replaceVaultKey(key, of: query.number, in: day)
  }

  private func resealedKey(_ query: QueryRecord, for day: CalendarDay) throws -> Data {
    guard let sealed = try transaction.vaultKey(of: query.number, in: query.vaultDay) else {
      throw StoreFault.corrupt("vault")
    }
    let (store, now) = (parts.store, transaction.now)
    let key = try store.openKey(sealed, of: query.id, under: query.dueAt.lastDay, now: now)
    return try store.sealKey(key, of: query.id, under: day, now: now)
  }

  /// Leaves the query waiting, with all its answers, for a key that cannot be read just now (rule 14).
  private func wait(_ query: QueryRecord, _ enquiries: [EnquiryRecord]) throws {
    for enquiry in enquiries { try transaction.update(enquiry) }
    try transaction.postponeEnding(of: query.number)
  }

  /// Fails a query whose day key is gone for good, so that it does not keep everybody else's from ending.
  private func lose(_ query: QueryRecord, _ enquiries: [EnquiryRecord]) throws {
    var machine = query.machine
    _ = machine.handle(.keyLost, at: transaction.now)
    try fail(query, machine, enquiries)
    try tell(MessageText.queryFailed, query)
  }

  private func fail(_ query: QueryRecord, _ machine: QueryMachine, _ enquiries: [EnquiryRecord]) throws {
    try transaction.clearVault(of: query.number, in: query.vaultDay)
    try keep(query, machine, enquiries, vaultDay: query.vaultDay)
  }

  /// Stores the ended query; its enquiries are deleted and counted.
  private func keep(
    _ query: QueryRecord, _ machine: QueryMachine, _ enquiries: [EnquiryRecord], vaultDay: CalendarDay
  ) throws {
    let outcomes = enquiries.outcomes
    try transaction.update(query.number, machine: machine, vaultDay: vaultDay, outcomes: outcomes)
    try transaction.deleteEnquiries(of: query.number)
    transaction.noteAnswers(outcomes, region: query.region)
  }

  private func tell(_ text: String, _ query: QueryRecord) throws {
    guard let phone = try phone(of: query) else { return }
    try Outbox(parts: parts).put(
      text, to: phone, meant: .person(query.person), id: parts.random.messageIdentifier(), in: transaction,
      expiresAt: transaction.now.adding(.days(7)), sentAtOnce: false)
  }

  /// The phone to tell; nil if the person has lost the number, or their details never open again: the query ends all
  /// the same.
  private func phone(of query: QueryRecord) throws -> PhoneNumber? {
    // The number is somebody else's now, who is told nothing.
    guard let details = try transaction.sealedDetails(of: query.person), try !transaction.hasLostPhone(query.person)
    else { return nil }
    do {
      return try parts.details(details, of: query.person).phone
    } catch let fault as SecretFault where fault.isFinal {
      return nil
    }
  }
}

extension [EnquiryRecord] {
  fileprivate var outcomes: [QueryOutcome] {
    map { QueryOutcome(bank: $0.bank, state: $0.machine.state, code: $0.machine.code) }
  }
}

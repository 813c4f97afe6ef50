import Domain
import Foundation
import Sealing
import Store

/// Ends queries: as a report that names each bank's outcome, or as failed (rule 4). Works inside one transaction.
struct QueryEnding {
  let parts: EngineParts
  let transaction: Transaction

  /// Ends a query whose enquiries have all ended. The work is what this transaction has read and moved on; the answers
  /// that it took in are kept already.
  func endSettled(_ work: WorkRecord, kept: KeptHere? = nil) throws {
    // Read for its seal: it may be another than the one in memory.
    guard let query = try transaction.query(number: work.query.number) else { return }
    guard !query.isAltered else { return try endAltered(query.number) }
    guard query.state.isOpen else { return }
    try end(query, work, kept)
  }

  /// Ends a query whose deadline has passed: enquiries that are still open timed out.
  func endAtDeadline(_ query: QueryRecord) throws {
    guard var work = try transaction.work(of: query) else { return try endAltered(query.number) }
    try takeBack(&work)
    for index in work.enquiries.indices { _ = work.enquiries[index].handle(.deadline, in: transaction) }
    try end(query, work)
  }

  /// Tries once more to end a query whose key could not be read. No seal covers the column of waiting queries: a query
  /// ends only if its enquiries have.
  func endWaiting(_ query: QueryRecord) throws {
    try transaction.endPostponement(of: query.number)
    guard let work = try transaction.work(of: query) else { return try endAltered(query.number) }
    try end(query, work)
  }

  /// Cancels a query for its person.
  func cancel(_ query: QueryRecord) throws {
    guard var work = try transaction.work(of: query) else { return try endAltered(query.number) }
    try takeBack(&work)
    for index in work.enquiries.indices {
      _ = work.enquiries[index].handle(.withdrawn(code: "cancelled"), in: transaction)
    }
    var machine = query.machine
    _ = machine.handle(.cancelled, at: transaction.now)
    try fail(query, machine, work)
  }

  /// Takes what was put aside out of its banks' lines: its query ends.
  private func takeBack(_ work: inout WorkRecord) throws {
    for index in work.enquiries.indices where work.enquiries[index].isAside {
      try transaction.takeBack(work.enquiries[index])
      work.enquiries[index].isAside = false
    }
  }

  /// Ends a query of which a row was altered in the file, with a code of its own, and tells its person.
  func endAltered(_ number: Int) throws {
    try transaction.endAltered(number)
    if let query = try transaction.query(number: number) { try tell(MessageText.queryAltered, query) }
  }

  /// Ends the query whose work was altered or is missing. A query that has ended already has no work: only the added row
  /// is deleted.
  func endAltered(workOf number: Int) throws {
    if let query = try transaction.query(number: number), !query.isAltered, !query.state.isOpen {
      return try transaction.deleteWork(of: query)
    }
    try endAltered(number)
  }

  /// Ends a query, if the enquiries themselves allow it: it does not end while one of them is open.
  private func end(_ query: QueryRecord, _ work: WorkRecord, _ kept: KeptHere? = nil) throws {
    guard work.isSettled else { return }
    var machine = query.machine
    let answered = work.enquiries.indices.filter { work.enquiries[$0].machine.state == .answered }
    switch machine.handle(.settled(answered: answered.count), at: transaction.now) {
    case .report(let generatedAt, _):
      guard let key = try transaction.intactKey(of: query, answered: answered, kept: kept) else {
        return try endAltered(query.number)
      }
      try report(query, machine, work, key: key, generatedAt: generatedAt)
    case .fail:
      try fail(query, machine, work)
      try tell(MessageText.queryFailed, query)
    case .none, .expire: break
    }
  }

  private func report(
    _ query: QueryRecord, _ machine: QueryMachine, _ work: WorkRecord, key: Data, generatedAt: Moment
  ) throws {
    var machine = machine
    // The report was made so late that its term is over already: there is nothing left to open.
    guard machine.handle(.term, at: transaction.now) != .expire else { return try fail(query, machine, work) }
    let day = generatedAt.lastDay
    do {
      try reseal(key, of: query, for: day)
    } catch let fault as SecretFault {
      return fault.isFinal ? try lose(query, work) : try wait(work)
    }
    try keep(query, machine, work, vaultDay: day)
    try tell(MessageText.reportReady, query)
  }

  /// Seals the key anew, under the key of the report's own last day and in that day's vault.
  private func reseal(_ sealed: Data, of query: QueryRecord, for day: CalendarDay) throws {
    let (store, now) = (parts.store, transaction.now)
    let key = try store.openKey(sealed, of: query.id, under: query.dueAt.lastDay, now: now)
    let resealed = try store.sealKey(key, of: query.id, under: day, now: now)
    if day != query.vaultDay {
      try transaction.moveVault(of: query.number, from: query.vaultDay, to: day, banks: query.banks.count)
    }
    try transaction.replaceVaultKey(resealed, of: query.number, in: day)
  }

  /// Leaves the query waiting, with all its answers, for a key that cannot be read just now (rule 14).
  private func wait(_ work: WorkRecord) throws {
    try transaction.update(work)
    try transaction.postponeEnding(of: work.query.number)
  }

  /// Fails a query whose day key is gone for good, so that it does not keep everybody else's from ending.
  private func lose(_ query: QueryRecord, _ work: WorkRecord) throws {
    var machine = query.machine
    _ = machine.handle(.keyLost, at: transaction.now)
    try fail(query, machine, work)
    try tell(MessageText.queryFailed, query)
  }

  private func fail(_ query: QueryRecord, _ machine: QueryMachine, _ work: WorkRecord) throws {
    try transaction.clearVault(of: query.number, in: query.vaultDay, banks: query.banks.count)
    try keep(query, machine, work, vaultDay: query.vaultDay)
  }

  /// Stores the ended query; its work is deleted and counted.
  private func keep(
    _ query: QueryRecord, _ machine: QueryMachine, _ work: WorkRecord, vaultDay: CalendarDay
  ) throws {
    let outcomes = work.enquiries.outcomes
    try transaction.update(query, machine: machine, vaultDay: vaultDay, outcomes: outcomes)
    try transaction.deleteWork(work)
    transaction.noteAnswers(outcomes, region: query.region)
    transaction.afterCommit { [tell = parts.tell] in
      tell(.ended(query: query.id, state: machine.state, outcomes))
    }
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

import Domain
import Foundation
import Sealing
import Store

/// The keys and identifiers of an acceptance, made before its transaction begins, so that the transaction is short.
struct PreparedApplication: Sendable {
  let person: String
  /// The person's key, to which the query's is sealed.
  let personKey: Data
  let application: Application
  let agreement: String
  let query: String
  let refusal: String
  let keys: QueryKeys

  init(parts: EngineParts, person: PersonRecord, application: Application) throws {
    self.person = person.id
    personKey = person.keys.publicKey
    self.application = application
    agreement = parts.agreement
    query = parts.random.queryIdentifier(person: person.id)
    refusal = parts.random.refusalIdentifier()
    keys = try QueryKeys.make(query: query, personKey: person.keys.publicKey)
  }
}

extension Transaction {
  /// Stores an accepted query with its work and its sealed key. Makes no table and no key: where the day is not prepared
  /// the transaction stops, and is run again.
  func accept(_ prepared: PreparedApplication, of person: PersonRecord, check: ApplicationCheck) throws -> QueryView {
    let new = record(prepared, of: person, check: check)
    try requireDays(with: new.vaultDay)
    let query = try insert(new)
    let sealed = try store.sealKey(
      prepared.keys.sealedToPerson, of: prepared.query, under: query.dueAt.lastDay, now: now)
    try keep(key: sealed, of: query.number, in: query.vaultDay)
    try insert(WorkRecord.new(query))
    let waiting = check.banks.map { QueryOutcome(bank: $0, state: .queued, code: nil) }
    return QueryView(query, banks: waiting)
  }

  private func record(_ prepared: PreparedApplication, of person: PersonRecord, check: ApplicationCheck) -> QueryRecord
  {
    let due = now.adding(QueryMachine.deadline)
    return QueryRecord(
      id: prepared.query, person: person.id, revision: check.revision, region: person.region,
      channel: prepared.application.channel, agreement: prepared.agreement, banks: check.banks,
      publicKey: prepared.keys.publicKey, acceptedAt: now,
      machine: QueryMachine(state: .accepted, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: due),
      vaultDay: now.lastDay)
  }
}

extension Moment {
  /// The last day on which a report generated at this moment can be opened.
  var lastDay: CalendarDay { QueryMachine.lastDay(generatedAt: self) }
}

extension Store {
  /// Seals a query's key, already sealed to the person, under a day key.
  func sealKey(_ sealedToPerson: Data, of query: String, under day: CalendarDay, now: Moment) throws -> Data {
    try dayKeys.sealer(of: day, now: now).seal(sealedToPerson, context: "\(query) \(day)")
  }

  func openKey(_ sealed: Data, of query: String, under day: CalendarDay, now: Moment) throws -> Data {
    do {
      return try dayKeys.sealer(of: day, now: now).open(sealed, context: "\(query) \(day)")
    } catch SecretFault.sealBroken {
      // The row is as this program wrote it, and the key of the day is another. The right key may be put back
      // (rule 14).
      throw SecretFault.unusable(path: dayKeys.path(of: day))
    }
  }
}

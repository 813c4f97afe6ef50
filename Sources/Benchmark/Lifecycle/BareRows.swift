import Domain
import QueryEngine
import Sealing

/// The statements of a query's life, prepared once, with values of the sizes that the store writes.
final class BareRows {
  private let banks: [BankCode]
  private let names: String
  private let outcomes: String
  private let shape: BareShape
  /// A hash, a public key, or the seal of a row.
  private let hash = [UInt8](repeating: 7, count: 32)
  private let sealedKey = [UInt8](repeating: 8, count: 108)
  private let sealedText = [UInt8](repeating: 6, count: 260)
  /// The states of all banks of a query, two bytes each.
  private let state: [UInt8]
  private let now = 1_800_000_000_000
  /// The source of identifiers, which come in no order, as this slows an index down.
  private let random = SeededRandom(seed: 5)
  private let statements: [Statement: BareStatement]

  private enum Statement: String, CaseIterable {
    case sendCode =
      """
      insert into codes (number, phone_hash, purpose, binding, code_hash, sent_at, expires_at, attempts, state, seal) \
      values ($1, $2, 'apply', $3, $4, $5, $6, 0, 'open', $7)
      """
    case useCode = "update codes set attempts = 0, state = 'used', seal = $1 where number = $2"
    case query =
      """
      insert into queries (number, id, person, state, revision, region, channel, agreement, banks, public_key, \
      vault_day, accepted_at, due_at, seal) values ($1, $2, $3, 'accepted', 1, 'CN-BJ', 'app', '2021-12', $4, $5, \
      20000, $6, $7, $8)
      """
    case markAsked = "update queries set state = 'collecting', seal = $1 where number = $2"
    case report =
      """
      update queries set state = 'reported', generated_at = $1, expires_at = $2, vault_day = 20000, outcomes = $3, \
      seal = $4 where number = $5
      """
    case message =
      """
      insert into outbox (number, id, phone, text, attempts, next_at, expires_at, seal) values ($1, $2, $3, $4, 0, \
      $5, $6, $7)
      """
    case leaseMessage = "update outbox set next_at = $1, attempts = 0 where number = $2"
    case deleteMessage = "delete from outbox where number = $1"
    case refuse = "insert into refusals (id, at, codes, revision, pseudonym) values ($1, $2, 'no_bank_chosen', 1, $3)"
    case noteTime = "update clock set latest = $1 where id = 1"

    // A row of work a query; the key is part -1 of the vault.
    case keepPart = "insert into vault (query, part, sealed, seal) values ($1, $2, $3, $4)"
    case resealPart = "update vault set sealed = $1, seal = $2 where query = $3 and part = -1"
    case work = "insert into work (query, next_at, state, seal) values ($1, $2, $3, $4)"
    case takeOn = "update work set next_at = $1, owner = $2 where query = $3"
    case advance = "update work set state = $1, seal = $2 where query = $3"
    case deleteWork = "delete from work where query = $1"

    // A row for each enquiry and each answer; the key is at position -1.
    case keep =
      "insert into vault (query, position, enquiry, consent, sealed, seal) values ($1, $2, $3, $4, $5, $6)"
    case reseal = "update vault set sealed = $1, seal = $2 where query = $3 and position = -1"
    case enquiry =
      """
      insert into enquiries (query, position, bank, id, consent, state, attempts, next_at, due_at, seal) values \
      ($1, $2, $3, $4, $5, 'queued', 0, $6, $7, $8)
      """
    case updateEnquiry =
      """
      update enquiries set state = $1, code = null, attempts = 1, next_at = $2, asked_at = $3, seal = $4
      where query = $5 and position = $6
      """
    case deleteEnquiries = "delete from enquiries where query = $1"

    /// The shape whose tables it is about; nil if both have them.
    var shape: BareShape? {
      switch self {
      case .keepPart, .resealPart, .work, .takeOn, .advance, .deleteWork: .query
      case .keep, .reseal, .enquiry, .updateEnquiry, .deleteEnquiries: .enquiry
      default: nil
      }
    }
  }

  /// One answer as it lies in a vault, in bytes: beside its fellows with two bytes that say where it ends.
  private static let answerSize = AnswerSeal.smallestSize + 2

  init(_ database: BareDatabase, _ shape: BareShape, banks: [BankCode]) {
    self.banks = banks
    self.shape = shape
    names = banks.map(\.text).joined(separator: " ")
    state = [UInt8](repeating: 5, count: 2 * banks.count)
    outcomes = banks.map { "\($0) answered" }.joined(separator: ";")
    let used = Statement.allCases.filter { [nil, shape].contains($0.shape) }
    statements = Dictionary(uniqueKeysWithValues: used.map { ($0, database.prepare($0.rawValue)) })
  }

  /// Binds values in the order of the statement's parameters, and runs it.
  private func run(_ statement: Statement, _ values: BareValue...) {
    guard let prepared = statements[statement] else { preconditionFailure("\(statement) is of another shape") }
    for (index, value) in values.enumerated() { prepared.bind(Int32(index + 1), value) }
    prepared.run()
  }

  // MARK: Both shapes

  func sendCode(_ number: Int) {
    run(
      .sendCode, .integer(number), .blob(hash), .blob(hash), .blob(hash), .integer(now), .integer(now), .blob(hash))
  }

  func accept(_ number: Int, _ name: String) {
    run(.useCode, .blob(hash), .integer(number))
    run(
      .query, .integer(number), .text("Q00\(name)"), .text("P00\(name)"), .text(names), .blob(hash), .integer(now),
      .integer(now), .blob(hash))
    switch shape {
    case .query:
      run(.keepPart, .integer(number), .integer(-1), .blob(sealedKey), .blob(hash))
      run(.work, .integer(number), .integer(now), .blob(state), .blob(hash))
    case .enquiry:
      keep(sealedKey, number, -1, "")
      for position in banks.indices { ask(number, position, String(random.next(), radix: 36)) }
    }
  }

  func report(_ number: Int) {
    run(shape == .query ? .resealPart : .reseal, .blob(sealedKey), .blob(hash), .integer(number))
    run(.report, .integer(now), .integer(now), .text(outcomes), .blob(hash), .integer(number))
    run(shape == .query ? .deleteWork : .deleteEnquiries, .integer(number))
    run(
      .message, .integer(number), .text("M0000000\(number)"), .blob(hash), .blob(sealedText), .integer(now),
      .integer(now), .blob(hash))
  }

  func leaseMessage(_ number: Int) { run(.leaseMessage, .integer(now), .integer(number)) }

  func deleteMessage(_ number: Int) { run(.deleteMessage, .integer(number)) }

  func refuse(_ name: String) { run(.refuse, .text(name), .integer(now), .blob(hash)) }

  func noteTime(_ index: Int) { run(.noteTime, .integer(now + index)) }

  private func markAsked(_ number: Int) { run(.markAsked, .blob(hash), .integer(number)) }

  // MARK: A row of work a query

  func claim(_ number: Int) {
    run(.takeOn, .integer(now + 45_000), .text("w1"), .integer(number))
    markAsked(number)
  }

  func answer(_ number: Int, part: Int, _ answers: Int) {
    let sealed = [UInt8](repeating: 9, count: answers * Self.answerSize)
    run(.keepPart, .integer(number), .integer(part), .blob(sealed), .blob(hash))
  }

  func advance(_ number: Int) { run(.advance, .blob(state), .blob(hash), .integer(number)) }

  // MARK: A row for each enquiry

  func claim(_ number: Int, position: Int) {
    update(number, position, "sent")
    if position == 0 { markAsked(number) }
  }

  func answer(_ number: Int, position: Int) {
    keep([UInt8](repeating: 9, count: AnswerSeal.smallestSize), number, position, "E0123456789ABCDEF")
    update(number, position, "answered")
  }

  private func ask(_ number: Int, _ position: Int, _ name: String) {
    run(
      .enquiry, .integer(number), .integer(position), .text(banks[position].text), .text("E\(name)"),
      .text("C\(name)"), .integer(now), .integer(now), .blob(hash))
  }

  private func keep(_ sealed: [UInt8], _ number: Int, _ position: Int, _ name: String) {
    run(.keep, .integer(number), .integer(position), .text(name), .text(name), .blob(sealed), .blob(hash))
  }

  private func update(_ number: Int, _ position: Int, _ state: String) {
    run(
      .updateEnquiry, .text(state), .integer(now + 45_000), .integer(now), .blob(hash), .integer(number),
      .integer(position))
  }
}

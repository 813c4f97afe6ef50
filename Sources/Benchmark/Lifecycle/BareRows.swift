import Domain
import QueryEngine
import Sealing

/// The statements of a query's life, prepared once, with values of the sizes that the store writes.
final class BareRows {
  private let banks: [BankCode]
  private let names: String
  private let outcomes: String
  private let hash = [UInt8](repeating: 7, count: 32)
  private let sealedKey = [UInt8](repeating: 8, count: 108)
  private let sealedAnswer = [UInt8](repeating: 9, count: AnswerSeal.smallestSize)
  private let sealedText = [UInt8](repeating: 6, count: 260)
  private let now = 1_800_000_000_000
  /// The source of identifiers, which come in no order, as this slows an index down.
  private let random = SeededRandom(seed: 5)
  private let statements: [Statement: BareStatement]

  private enum Statement: String, CaseIterable {
    case sendCode =
      """
      insert into codes (number, phone_hash, purpose, binding, code_hash, sent_at, expires_at, attempts, \
      state) values ($1, $2, 'apply', $3, $4, $5, $6, 0, 'open')
      """
    case useCode = "update codes set attempts = $1, state = $2 where number = $3"
    case query =
      """
      insert into queries (number, id, person, state, revision, region, channel, agreement, banks, \
      public_key, vault_day, accepted_at, due_at) values ($1, $2, $3, 'accepted', 1, 'CN-BJ', 'app', \
      '2021-12', $4, $5, 20000, $6, $7)
      """
    case keep = "insert into vault_bench (query, position, enquiry, consent, sealed) values ($1, $2, $3, $4, $5)"
    case enquiry =
      """
      insert into enquiries (query, position, bank, id, consent, state, attempts, next_at, due_at) values \
      ($1, $2, $3, $4, $5, 'queued', 0, $6, $7)
      """
    case updateEnquiry =
      """
      update enquiries set state = $1, code = null, attempts = 1, next_at = $2, asked_at = $3
      where query = $4 and position = $5
      """
    case markAsked = "update queries set state = 'collecting' where number = $1"
    case report =
      """
      update queries set state = 'reported', generated_at = $1, expires_at = $2, vault_day = 20000, \
      outcomes = $3 where number = $4
      """
    case reseal = "update vault_bench set sealed = $1 where query = $2 and position = -1"
    case deleteEnquiries = "delete from enquiries where query = $1"
    case message =
      """
      insert into outbox (number, id, phone, text, attempts, next_at, expires_at) values ($1, $2, $3, $4, \
      0, $5, $6)
      """
    case leaseMessage = "update outbox set next_at = $1, attempts = 0 where number = $2"
    case deleteMessage = "delete from outbox where number = $1"
    case refuse = "insert into refusals (id, at, codes, revision, pseudonym) values ($1, $2, 'no_bank_chosen', 1, $3)"
    case noteTime = "update clock set latest = $1 where id = 1"
  }

  /// The table of a day of expiry as the store makes it.
  static let vault = """
    create table vault_bench (query bigint not null, position integer not null, enquiry text not null,
      consent text not null, sealed blob not null);
    create unique index vault_bench_query on vault_bench (query, position);
    """

  init(_ database: BareDatabase, banks: [BankCode]) {
    self.banks = banks
    names = banks.map(\.text).joined(separator: " ")
    outcomes = banks.map { "\($0) answered" }.joined(separator: ";")
    statements = Dictionary(uniqueKeysWithValues: Statement.allCases.map { ($0, database.prepare($0.rawValue)) })
  }

  private func run(_ statement: Statement, _ bind: (BareStatement) -> Void) {
    guard let prepared = statements[statement] else { return }
    bind(prepared)
    prepared.run()
  }

  func sendCode(_ number: Int) {
    run(.sendCode) {
      $0.bind(1, number)
      for index in Int32(2)...4 { $0.bind(index, hash) }
      $0.bind(5, now)
      $0.bind(6, now)
    }
  }

  func accept(_ number: Int, _ name: String) {
    run(.useCode) {
      $0.bind(1, 0)
      $0.bind(2, "used")
      $0.bind(3, number)
    }
    run(.query) {
      $0.bind(1, number)
      $0.bind(2, "Q00\(name)")
      $0.bind(3, "P00\(name)")
      $0.bind(4, names)
      $0.bind(5, hash)
      $0.bind(6, now)
      $0.bind(7, now)
    }
    keep(sealedKey, number, -1, "")
    for position in banks.indices { ask(number, position, String(random.next(), radix: 36)) }
  }

  private func ask(_ number: Int, _ position: Int, _ name: String) {
    run(.enquiry) {
      $0.bind(1, number)
      $0.bind(2, position)
      $0.bind(3, banks[position].text)
      $0.bind(4, "E\(name)")
      $0.bind(5, "C\(name)")
      $0.bind(6, now)
      $0.bind(7, now)
    }
  }

  private func keep(_ sealed: [UInt8], _ number: Int, _ position: Int, _ name: String) {
    run(.keep) {
      $0.bind(1, number)
      $0.bind(2, position)
      $0.bind(3, name)
      $0.bind(4, name)
      $0.bind(5, sealed)
    }
  }

  private func update(_ number: Int, _ position: Int, _ state: String, _ nextAt: Int) {
    run(.updateEnquiry) {
      $0.bind(1, state)
      $0.bind(2, nextAt)
      $0.bind(3, now)
      $0.bind(4, number)
      $0.bind(5, position)
    }
  }

  func claim(_ number: Int, _ position: Int, isFirst: Bool) {
    update(number, position, "sent", now + 45_000)
    if isFirst { run(.markAsked) { $0.bind(1, number) } }
  }

  func answer(_ number: Int, _ position: Int) {
    keep(sealedAnswer, number, position, "E0123456789ABCDEF")
    update(number, position, "answered", now + 45_000)
  }

  func report(_ number: Int) {
    run(.reseal) {
      $0.bind(1, sealedKey)
      $0.bind(2, number)
    }
    run(.report) {
      $0.bind(1, now)
      $0.bind(2, now)
      $0.bind(3, outcomes)
      $0.bind(4, number)
    }
    run(.deleteEnquiries) { $0.bind(1, number) }
    run(.message) {
      $0.bind(1, number)
      $0.bind(2, "M0000000\(number)")
      $0.bind(3, hash)
      $0.bind(4, sealedText)
      $0.bind(5, now)
      $0.bind(6, now)
    }
  }

  func leaseMessage(_ number: Int) {
    run(.leaseMessage) {
      $0.bind(1, now)
      $0.bind(2, number)
    }
  }

  func deleteMessage(_ number: Int) { run(.deleteMessage) { $0.bind(1, number) } }

  func refuse(_ name: String) {
    run(.refuse) {
      $0.bind(1, name)
      $0.bind(2, now)
      $0.bind(3, hash)
    }
  }

  func noteTime(_ index: Int) { run(.noteTime) { $0.bind(1, now + index) } }
}

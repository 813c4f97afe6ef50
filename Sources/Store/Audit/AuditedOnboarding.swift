import Domain
import Foundation
import Text

/// What banks registered is compared with what the chain says of it: both ways, so that what was removed shows, too.
extension Transaction {
  func problemOfOnboarding(_ records: [AuditRecord]) throws -> AuditProblem? {
    try problemOfEndpoints(records) ?? problemOfCertifications(records) ?? problemOfCertified()
      ?? problemOfMaintenances(records)
  }

  /// What the chain says that a bank has registered: the whole of it is gone through, as a record that an index hides
  /// would bring an earlier address or key back.
  func registeredByChain(_ bank: BankCode) throws -> Registered {
    let entered = RegisteredBank.all(in: try wholeChain().facts)[bank] ?? RegisteredBank()
    return Registered(
      bank: bank, url: entered.url, privateLines: entered.privateLines, ring: entered.keys, isAltered: false)
  }

  /// By the rows alone, which are compared with what was registered last, too.
  private func problemOfEndpoints(_ records: [AuditRecord]) throws -> AuditProblem? {
    let entered = RegisteredBank.all(in: records)
    let noted = try RegistrationsTable(transaction: self).all()
    for bank in Set(entered.keys).union(try banksInTables()).union(noted.keys).sorted() {
      let stored = try storedRegistration(of: bank)
      let isRight = entered[bank] == stored.map { RegisteredBank($0.registered) }
      let isLatest = noted[bank]?.endpoint == stored?.seal
      guard isRight && isLatest || isRight && noted.isEmpty else { return .endpointAltered(bank.text) }
    }
    return nil
  }

  private func problemOfCertifications(_ records: [AuditRecord]) throws -> AuditProblem? {
    let table = CertificationsTable(transaction: self)
    guard let stored = try? table.all() else { return .certificationsAltered }
    let entered = records.filter { $0.action == "certify" }
    let summaries = try table.summaries()
    let agrees = zip(stored, entered).allSatisfy { certification, record in
      record.object == "bank \(certification.bank)" && record.detail["number"] == JSONValue(certification.number)
        && record.detail["content"] == .string(certification.contentHash)
        && summaries[certification.number] == certification.summary
    }
    return stored.count == entered.count && agrees ? nil : .certificationsAltered
  }

  /// The ends that acceptances look at follow from certifications, endpoints and keys. One that has come may have been
  /// applied or not.
  private func problemOfCertified() throws -> AuditProblem? {
    let (noted, latest) = (try certified.all(), try CertificationsTable(transaction: self).latestStored())
    for bank in Set(latest.keys).union(noted.keys).sorted() {
      let end = latest[bank]?.end(on: ground(of: try storedRegistration(of: bank)?.registered))
      let isApplied = end.map { $0 <= now } ?? false
      guard noted[bank] == end || isApplied && noted[bank] == nil else { return .certificationsAltered }
    }
    return nil
  }
}

/// What one bank has registered, by the tables or by the chain.
struct RegisteredBank: Equatable {
  var url: String?
  var privateLines = false
  var keys = KeyRing()

  init() {}

  init(_ registered: Registered) {
    url = registered.url
    privateLines = registered.privateLines
    keys = registered.ring
  }

  static func all(in records: [AuditRecord]) -> [BankCode: RegisteredBank] {
    records.reduce(into: [:]) { banks, record in
      guard ["endpoint", "key", "rotate"].contains(record.action), let bank = BankCode(auditObject: record.object)
      else {
        return
      }
      banks[bank, default: RegisteredBank()].take(record)
    }
  }

  private mutating func take(_ record: AuditRecord) {
    let detail = record.detail
    if record.action == "endpoint" {
      url = Self.text(detail["url"])
      privateLines = detail["lines"] == "private"
    } else if let pair = Self.pair(detail) {
      // Before signing keys were known a new key left no trace of the one before.
      if detail["signingKey"] == nil { keys = KeyRing() }
      if record.action == "rotate", case .integer(let overlap)? = detail["overlapMilliseconds"] {
        keys.rotate(to: pair, overlap: Span(milliseconds: overlap), at: record.at)
      } else {
        keys.replace(with: pair, at: record.at)
      }
    }
  }

  private static func pair(_ detail: JSONValue) -> BankKeyPair? {
    guard let sealing = text(detail["publicKey"]).flatMap({ Data(base64Encoded: $0) }) else { return nil }
    return BankKeyPair(sealing: sealing, signing: text(detail["signingKey"]).flatMap { Data(base64Encoded: $0) })
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }
}

import Domain
import Foundation
import RolloutRules

/// An older database does not name yet the endpoint, keys and certification that each bank registered last. They are
/// noted once, as far as the rows agree with the audit chain.
extension Store {
  func noteFirstRegistrations() throws {
    guard try read({ try $0.lacksRegistrations() }) else { return }
    try write(protecting: .rollout) { transaction in
      guard try transaction.lacksRegistrations() else { return }
      try transaction.noteFirstRegistrations()
    }
  }
}

extension Transaction {
  fileprivate func lacksRegistrations() throws -> Bool {
    guard try sealedRows(of: .registrations).isEmpty else { return false }
    return try sql.first(
      """
      select 1 from endpoints not indexed union all select 1 from bank_keys not indexed
      union all select 1 from certifications not indexed limit 1
      """, read: { _ in true }) ?? false
  }

  /// Notes the last registration of every bank. Rows that do not agree with the chain are noted as unknown: the bank is
  /// not asked, and counts as not certified, until an operator enters it anew.
  func noteFirstRegistrations() throws {
    let records = try wholeChain().facts
    let entered = RegisteredBank.all(in: records)
    let certified = records.filter { $0.action == "certify" }
    let banks = Set(entered.keys).union(certified.compactMap { BankCode(auditObject: $0.object) })
      .union(try banksStored())
    for bank in banks.sorted() {
      var registration = Registration()
      if let stored = try storedRow(of: bank) {
        registration.endpoint = entered[bank] == stored.registered.bankRegistration ? stored.seal : Registration.unknown
      } else if entered[bank] != nil {
        registration.endpoint = Registration.unknown
      }
      if let last = certified.last(where: { $0.object == "bank \(bank)" }) {
        registration.certification = try firstCertificate(of: last)
      }
      try RegistrationsTable(transaction: self).set(registration, of: bank)
    }
  }

  private func firstCertificate(of record: AuditRecord) throws -> (number: Int, seal: Data)? {
    guard case .integer(let number)? = record.detail["number"] else { return nil }
    let found = try CertificationsTable(transaction: self).stored(Int(number))
    let isRight = found.map { record.detail["content"] == .string($0.certification.contentHash) } ?? false
    return (Int(number), isRight ? found?.seal ?? Registration.unknown : Registration.unknown)
  }
}

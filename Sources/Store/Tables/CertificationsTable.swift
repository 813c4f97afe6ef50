import Domain
import Foundation
import RolloutRules
import Text

/// The stored runs of the conformance suite.
struct CertificationsTable: CertificationRecords {
  let transaction: Transaction
  private var sql: any SQLSession { transaction.sql }

  private static let columns = SealedTable.certifications.selection

  /// Stores a certification, which becomes the bank's latest, and gives its number.
  func insert(_ report: CertificationReport, of bank: BankCode, author: String, at: Moment) throws -> Int {
    let draft = Certification(number: 0, bank: bank, report: report, certifiedAt: at, author: author)
    let number = try transaction.nextNumber(in: .certifications)
    let values: [SQLValue] = [
      .int(number), .text(bank.text), .text(report.endpoint), .text(report.keys.joined(separator: " ")),
      .text(draft.verdict.name), .integer(at.milliseconds), .optional(draft.endsAt?.milliseconds),
      .text(report.suite), .text(report.json.compact), .text(author),
    ]
    try transaction.insert(values, into: .certifications)
    try RegistrationsTable(transaction: transaction).note(
      certification: number, transaction.seal(values, in: .certifications), of: bank)
    return number
  }

  /// The certification that the bank registered last; nil if there never was one. Throws if its row was altered or is
  /// missing: then no earlier certification counts any more.
  func latest(of bank: BankCode) throws -> Certification? {
    guard let noted = try RegistrationsTable(transaction: transaction).registration(of: bank)?.certification else {
      return nil
    }
    guard let found = try stored(noted.number), found.seal == noted.seal, found.certification.bank == bank else {
      transaction.notice(.certification, [.text(bank.text)])
      throw StoreFault.altered("certifications")
    }
    return found.certification
  }

  /// A certification by its number, and the seal of its row; nil if there is no unaltered one.
  func stored(_ number: Int) throws -> (certification: Certification, seal: Data)? {
    let place = SealedTable.certifications.bound.count
    let found = try sql.first(
      "select \(Self.columns) from certifications where number = $1", .int(number)
    ) { row in isIntact(row) ? (certification: try Self.read(row), seal: row.blob(place)) : nil }
    return found ?? nil
  }

  private func isIntact(_ row: any SQLRow) -> Bool { transaction.isIntact(row, in: .certifications) }

  /// All certifications, oldest first.
  func all() throws -> [Certification] {
    try sql.all("select \(Self.columns) from certifications order by number", read: Self.read)
  }

  /// The columns that follow from the evidence, verdict and end, by number.
  func summaries() throws -> [Int: String] {
    let rows = try sql.all("select number, url, keys, verdict, ends_at, suite from certifications order by number") {
      ($0.int(0), [$0.text(1), $0.text(2), $0.text(3), $0.isNull(4) ? "" : "\($0.integer(4))", $0.text(5)])
    }
    return Dictionary(rows.map { ($0.0, $0.1.joined(separator: "\n")) }) { first, _ in first }
  }

  private static func read(_ row: any SQLRow) throws -> Certification {
    guard let report = JSONValue(json: row.text(8)).flatMap(CertificationReport.init(json:)) else {
      throw StoreFault.corrupt("certifications")
    }
    return Certification(
      number: row.int(0), bank: BankCode(row.text(1)), report: report,
      certifiedAt: Moment(milliseconds: row.integer(5)), author: row.text(9))
  }
}

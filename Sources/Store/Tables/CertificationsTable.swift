import Domain

/// The runs of the conformance suite that were stored.
struct CertificationsTable {
  let transaction: Transaction
  private var sql: any SQLSession { transaction.sql }

  private static let columns = SealedTable.certifications.selection

  /// Gives the new certification's number.
  func insert(_ report: CertificationReport, of bank: BankCode, author: String, at: Moment) throws -> Int {
    let draft = Certification(number: 0, bank: bank, report: report, certifiedAt: at, author: author)
    let number = try transaction.nextNumber(in: .certifications)
    try transaction.insert(
      [
        .int(number), .text(bank.text), .text(report.endpoint), .text(report.keys.joined(separator: " ")),
        .text(draft.verdict.name), .integer(at.milliseconds), .optional(draft.endsAt?.milliseconds),
        .text(report.suite), .text(report.json.compact), .text(author),
      ], into: .certifications)
    return number
  }

  /// Nil also where the latest is not as it was written, or is not the one that the audit chain names last: what it said
  /// is not known, and an earlier one does not count any more.
  func latest(of bank: BankCode) throws -> Certification? {
    let found = try sql.first(
      "select \(Self.columns) from certifications where bank = $1 order by number desc limit 1", .text(bank.text)
    ) { row in (number: row.int(0), certification: isIntact(row) ? try Self.read(row) : nil) }
    let entered = try transaction.auditTable.details("certify", of: "bank \(bank)").last
    guard (entered ?? nil)?["number"] == found.map({ JSONValue($0.number) }) else {
      transaction.notice(.certification, [.text(bank.text)])
      return nil
    }
    return found?.certification
  }

  private func isIntact(_ row: any SQLRow) -> Bool { transaction.isIntact(row, in: .certifications) }

  /// Oldest first.
  func all() throws -> [Certification] {
    try sql.all("select \(Self.columns) from certifications order by number", read: Self.read)
  }

  /// What the columns beside the evidence say, which follows from it: verdict and end.
  func summaries() throws -> [Int: String] {
    let rows = try sql.all("select number, url, keys, verdict, ends_at, suite from certifications order by number") {
      ($0.int(0), [$0.text(1), $0.text(2), $0.text(3), $0.isNull(4) ? "" : "\($0.integer(4))", $0.text(5)])
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1.joined(separator: "\n")) })
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

extension Certification {
  /// What `summaries` has to say of it.
  var summary: String {
    let end = endsAt.map { "\($0.milliseconds)" } ?? ""
    return [report.endpoint, report.keys.joined(separator: " "), verdict.name, end, report.suite]
      .joined(separator: "\n")
  }
}

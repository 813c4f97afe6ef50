import Domain

/// The runs of the conformance suite that were stored.
struct CertificationsTable {
  let sql: any SQLSession

  private static let columns = "number, bank, certified_at, evidence, author"

  /// Gives the new certification's number.
  func insert(_ report: CertificationReport, of bank: BankCode, author: String, at: Moment) throws -> Int {
    let draft = Certification(number: 0, bank: bank, report: report, certifiedAt: at, author: author)
    let number = try sql.first(
      """
      insert into certifications (bank, url, keys, verdict, certified_at, ends_at, suite, evidence, author)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning number
      """,
      .text(bank.text), .text(report.endpoint), .text(report.keys.joined(separator: " ")), .text(draft.verdict.name),
      .integer(at.milliseconds), .optional(draft.endsAt?.milliseconds), .text(report.suite),
      .text(report.json.compact), .text(author), read: { $0.int(0) })
    guard let number else { throw StoreFault.corrupt("certifications") }
    return number
  }

  func latest(of bank: BankCode) throws -> Certification? {
    try sql.first(
      "select \(Self.columns) from certifications where bank = $1 order by number desc limit 1", .text(bank.text),
      read: Self.read)
  }

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
    guard let report = JSONValue(json: row.text(3)).flatMap(CertificationReport.init(json:)) else {
      throw StoreFault.corrupt("certifications")
    }
    return Certification(
      number: row.int(0), bank: BankCode(row.text(1)), report: report,
      certifiedAt: Moment(milliseconds: row.integer(2)), author: row.text(4))
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

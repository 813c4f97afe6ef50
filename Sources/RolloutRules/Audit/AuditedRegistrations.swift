import Domain
import Text

/// Comparison of banks' registrations with the chain, both ways, so that a removed one shows, too.
extension AuditedRecords {
  func problemOfOnboarding(_ records: [AuditRecord]) throws -> AuditProblem? {
    try problemOfEndpoints(records) ?? problemOfCertifications(records) ?? problemOfCertified()
      ?? problemOfMaintenances(records)
  }

  /// The problem of endpoints and keys, by their records alone and by the last registrations.
  private func problemOfEndpoints(_ records: [AuditRecord]) throws -> AuditProblem? {
    let entered = RegisteredBank.all(in: records)
    let noted = try notedRegistrations()
    for bank in Set(entered.keys).union(try banksStored()).union(noted.keys).sorted() {
      let stored = try storedRegistration(of: bank)
      let isRight = entered[bank] == stored?.bank
      let isLatest = (noted[bank] ?? nil) == stored?.seal
      guard isRight && isLatest || isRight && noted.isEmpty else { return .endpointAltered(bank.text) }
    }
    return nil
  }

  private func problemOfCertifications(_ records: [AuditRecord]) throws -> AuditProblem? {
    guard let stored = try? certifications.all() else { return .certificationsAltered }
    let entered = records.filter { $0.action == "certify" }
    let summaries = try certificationSummaries()
    let agrees = zip(stored, entered).allSatisfy { certification, record in
      record.object == "bank \(certification.bank)" && record.detail["number"] == JSONValue(certification.number)
        && record.detail["content"] == .string(certification.contentHash)
        && summaries[certification.number] == certification.summary
    }
    return stored.count == entered.count && agrees ? nil : .certificationsAltered
  }

  /// The problem of the ends of certifications, by which acceptances decide: they follow from certifications, endpoints
  /// and keys. An end that has come may have been applied or not.
  private func problemOfCertified() throws -> AuditProblem? {
    let (noted, latest) = (try certificationEnds.all(), try certifications.latestStored())
    for bank in Set(latest.keys).union(noted.keys).sorted() {
      let end = latest[bank]?.end(on: ground(of: try storedRegistration(of: bank)?.bank))
      let isApplied = end.map { $0 <= now } ?? false
      guard noted[bank] == end || isApplied && noted[bank] == nil else { return .certificationsAltered }
    }
    return nil
  }
}

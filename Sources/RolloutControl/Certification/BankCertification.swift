import Domain
import Store

extension BankOnboarding {
  /// Runs the suite against a bank's endpoint, outside any transaction, and stores the report. The endpoint or the keys
  /// may have changed meanwhile; whether the report still holds is decided when it is stored.
  public func certify(
    _ bank: BankCode, within span: Span? = nil, by runner: any CertificationRunner,
    pause: () throws -> Void = {}, progress: (CheckResult) -> Void
  ) throws -> Certification {
    try store.read { transaction in
      try require(.operator, in: transaction)
      try requireNoApproval(.onboarding, "banks.\(bank).certification", in: transaction)
    }
    return try record(try report(on: bank, within: span, by: runner, pause: pause, progress: progress), of: bank)
  }

  /// Runs the suite, and stores nothing.
  public func report(
    on bank: BankCode, within span: Span? = nil, by runner: any CertificationRunner, pause: () throws -> Void = {},
    progress: (CheckResult) -> Void
  ) throws -> CertificationReport {
    try runner.certify(try certificationRequest(of: bank, within: span), pause: pause, progress: progress)
  }

  /// Stores a run of the suite, in force at once and audited.
  public func record(_ report: CertificationReport, of bank: BankCode) throws -> Certification {
    try write(alone: .onboarding, "banks.\(bank).certification") { try $0.certify(bank, report, author: author) }
  }

  private func certificationRequest(of bank: BankCode, within span: Span?) throws -> CertificationRequest {
    try store.read { transaction in
      guard let endpoint = try transaction.endpoint(of: bank), let url = endpoint.url else {
        throw RolloutFault.endpointMissing(bank)
      }
      let keys = try transaction.bankKeys(of: bank)
      guard store.isSandbox || keys.first?.signing != nil else { throw RolloutFault.keysMissing(bank) }
      return CertificationRequest(
        bank: bank, endpoint: url, privateLines: endpoint.privateLines, keys: keys, store: store,
        answerWithin: span, recall: try transaction.latestCertification(of: bank)?.report.recall)
    }
  }
}

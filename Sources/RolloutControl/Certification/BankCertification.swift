import Domain
import Store

extension OperatorSession {
  /// Has the suite run against a bank's endpoint, outside any transaction, and stores what it came to. Whether that
  /// still holds is decided then: the endpoint or the keys may have changed meanwhile.
  public func certify(
    _ bank: BankCode, by runner: any CertificationRunner, pause: () throws -> Void = {}, progress: (CheckResult) -> Void
  ) throws -> Certification {
    let report = try runner.certify(try certificationRequest(of: bank), pause: pause, progress: progress)
    return try record(report, of: bank)
  }

  /// Stores a run of the suite, in force at once and audited.
  public func record(_ report: CertificationReport, of bank: BankCode) throws -> Certification {
    try store.write { try $0.certify(bank, report, author: author) }
  }

  private func certificationRequest(of bank: BankCode) throws -> CertificationRequest {
    try store.read { transaction in
      guard let endpoint = try transaction.endpoint(of: bank), let url = endpoint.url else {
        throw RolloutFault.endpointMissing(bank)
      }
      let keys = try transaction.bankKeys(of: bank)
      guard store.isSandbox || keys.first?.signing != nil else { throw RolloutFault.keysMissing(bank) }
      return CertificationRequest(
        bank: bank, endpoint: url, privateLines: endpoint.privateLines, keys: keys, store: store)
    }
  }
}

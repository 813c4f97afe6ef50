/// A stored run of the conformance suite: for one bank, one endpoint and the keys then in use.
public struct Certification: Sendable, Equatable {
  /// The number of the certification: from 1, over all banks.
  public let number: Int
  public let bank: BankCode
  public let report: CertificationReport
  /// The time at which the run was stored; its term begins then.
  public let certifiedAt: Moment
  /// The operator who had the suite run.
  public let author: String

  public init(number: Int, bank: BankCode, report: CertificationReport, certifiedAt: Moment, author: String) {
    self.number = number
    self.bank = bank
    self.report = report
    self.certifiedAt = certifiedAt
    self.author = author
  }

  public var verdict: CertificationVerdict { report.verdict(from: certifiedAt) }

  /// The end of its term; nil if the run failed.
  public var endsAt: Moment? {
    switch verdict {
    case .pass: certifiedAt.adding(CertificationVerdict.term)
    case .conditional(let until): until
    case .fail: nil
    }
  }
}

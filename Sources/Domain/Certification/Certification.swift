/// A run of the conformance suite as it was stored: for one bank, one endpoint and the keys then in use.
public struct Certification: Sendable, Equatable {
  /// From 1, over all banks.
  public let number: Int
  public let bank: BankCode
  public let report: CertificationReport
  /// When it was stored; its term counts from then.
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

  /// The end of its term; nil where it failed.
  public var endsAt: Moment? {
    switch verdict {
    case .pass: certifiedAt.adding(CertificationVerdict.term)
    case .conditional(let until): until
    case .fail: nil
    }
  }
}

import Domain
import Foundation
import Store
import Text

extension Store {
  /// Commits edits of what is running.
  @discardableResult
  public func edit(_ edits: RolloutEdit...) throws -> Revision {
    try write { transaction in
      var rollout = try transaction.runningRevision().rollout
      for edit in edits { rollout.apply(edit) }
      return try transaction.append(
        rollout, author: "wang", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }

  /// Connects a bank and lets it pass the suite; certification is required from then on.
  public func connectCertified(_ bank: BankCode, _ outcome: CheckOutcome = .passed) throws {
    try certify(bank, outcome)
    try write { transaction in
      var rollout = try transaction.runningRevision().rollout
      rollout.set(policy: Policy.certification.name, to: "required")
      rollout.apply(.connect([bank], .named([RegionCode("CN-SH")])))
      _ = try transaction.append(
        rollout, author: "wang", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }

  @discardableResult
  public func certify(_ bank: BankCode, _ outcome: CheckOutcome = .passed, keys: [String] = []) throws -> Certification
  {
    let url = "http://\(bank)/"
    return try write { transaction in
      if try transaction.endpoint(of: bank)?.url == nil {
        try transaction.audit(
          author: "wang", action: "endpoint", object: "bank \(bank)", detail: ["url": .string(url), "lines": "public"])
        try transaction.setEndpoint(url, of: bank)
      }
      return try transaction.certify(
        bank, .of(url, outcome, keys: keys, at: transaction.now), author: "wang")
    }
  }
}

extension CertificationReport {
  /// A report with one check of a group that allows a condition.
  public static func of(_ url: String, _ outcome: CheckOutcome, keys: [String] = [], at now: Moment)
    -> CertificationReport
  {
    CertificationReport(
      suite: "1", endpoint: url, keys: keys, startedAt: now, endedAt: now,
      checks: [
        CheckResult(
          identifier: "load.rate", group: .load, title: Bilingual(zh: "负载", en: "load"), outcome: outcome,
          milliseconds: 1)
      ])
  }
}

import Crypto
import Domain
import Foundation
import Sealing
import Text

/// The certifications by which banks may be connected if the policy asks for certification.
extension RolloutRecords {
  /// Stores a run of the suite. The latest run decides: if it failed, a connected bank is suspended.
  public func certify(_ bank: BankCode, _ report: CertificationReport, author: String) throws -> Certification {
    try applyDue()
    try settleCertified()
    let number = try certifications.insert(report, of: bank, author: author, at: now)
    let certification = Certification(number: number, bank: bank, report: report, certifiedAt: now, author: author)
    try audit(
      author: author, action: "certify", object: "bank \(bank)",
      detail: [
        "number": JSONValue(number), "verdict": .string(certification.verdict.name),
        "endpoint": .string(report.endpoint), "keys": JSONValue(report.keys),
        "endsAt": JSONValue(certification.endsAt), "content": .string(certification.contentHash),
      ])
    try settle(bank)
    return certification
  }

  /// The latest certification of a bank; nil if there never was one. Throws if the row is not the one that the bank
  /// registered last.
  public func latestCertification(of bank: BankCode) throws -> Certification? { try certifications.latest(of: bank) }

  /// Whether a bank's certification holds now.
  public func standing(of bank: BankCode) throws -> CertificationStanding { try standing(of: bank, at: now) }

  func standing(of bank: BankCode, at moment: Moment) throws -> CertificationStanding {
    CertificationStanding(try latestCertification(of: bank), on: try ground(of: bank), at: moment)
  }

  /// The banks that a rollout connects without a valid certification; empty if the rollout asks for none.
  public func uncertifiedBanks(in rollout: Rollout, at moment: Moment? = nil) throws -> [UncertifiedBank] {
    guard rollout.requiresCertification(isSandbox: isSandbox) else { return [] }
    return try rollout.connectedBanks.compactMap { bank in
      guard case .invalid(let gap) = try standing(of: bank, at: moment ?? now) else { return nil }
      return UncertifiedBank(bank: bank, gap: gap)
    }
  }

  /// Makes a change that a bank's certification depends on. Due changes are applied before, by the earlier
  /// registration.
  public func changing(_ bank: BankCode, _ change: () throws -> Void) throws {
    guard try latestCertification(of: bank) != nil else { return try change() }
    try applyDue()
    try settleCertified()
    try change()
    try settle(bank)
  }

  /// Notes the end of the bank's certification; if that is over, a connected bank is suspended.
  private func settle(_ bank: BankCode) throws {
    switch try standing(of: bank) {
    case .valid(let end): try certificationEnds.set(bank, until: end)
    case .invalid(let gap):
      try certificationEnds.set(bank, until: nil)
      try suspend(bank, for: gap, at: now)
    }
  }

  /// Applies the end of a certification whose time has come.
  func applyEnd(of bank: BankCode, at end: Moment) throws {
    switch try standing(of: bank, at: end) {
    // Reached only if the noted end was tampered with.
    case .valid(let later): try certificationEnds.set(bank, until: later)
    case .invalid(let gap):
      try certificationEnds.set(bank, until: nil)
      try suspend(bank, for: gap, at: end)
    }
  }

  /// Suspends a connected bank in a revision with the reason, if the running rollout asks for certification. Its
  /// regions stay, so that `resume` gives them back.
  private func suspend(_ bank: BankCode, for gap: CertificationGap, at moment: Moment) throws {
    var rollout = try lastAppliedRevision().rollout
    guard rollout.requiresCertification(isSandbox: isSandbox),
      case .connected(let regions) = rollout.state(of: bank)
    else { return }
    rollout.set(.suspended(reason: BankRollout.certificationEnded, regions: regions), for: bank)
    _ = try append(
      rollout, author: Revision.systemAuthor,
      comment: StoredWords.certification.text(
        zh: "，暂停银行 \(bank)：\(gap.message.zh)", en: ", bank \(bank) suspended: \(gap.message.en)"),
      committedAt: moment, effectiveAt: moment)
  }

  /// The endpoint and keys that the bank's certification depends on.
  func ground(of bank: BankCode) throws -> CertifiedGround { ground(of: try registration(of: bank)) }

  func ground(of registered: RegisteredBank?) -> CertifiedGround {
    CertifiedGround(
      endpoint: registered?.url,
      keys: (registered?.keys ?? KeyRing()).all.map {
        .init(identifiers: $0.pair.identifiers, until: $0.validUntil)
      },
      needsKeys: !isSandbox)
  }
}

extension Certification {
  /// SHA-256, hexadecimal, over the whole certification; the audit chain holds it.
  public var contentHash: String {
    let text = JSONValue.object([
      .init("number", JSONValue(number)), .init("bank", .string(bank.text)), .init("author", .string(author)),
      .init("certifiedAt", .integer(certifiedAt.milliseconds)), .init("report", report.json),
    ]).compact
    return Data(SHA256.hash(data: Data(text.utf8))).hexadecimal
  }

  /// The columns beside its evidence that follow from it: verdict and end, with lines between.
  public var summary: String {
    let end = endsAt.map { "\($0.milliseconds)" } ?? ""
    return [report.endpoint, report.keys.joined(separator: " "), verdict.name, end, report.suite]
      .joined(separator: "\n")
  }
}

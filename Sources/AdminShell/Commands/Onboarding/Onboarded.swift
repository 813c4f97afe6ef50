import Domain
import Foundation
import RolloutControl
import Store
import Text

extension Reply {
  fileprivate static func onboarded(_ banks: [BankCode], _ notes: [Bilingual]) -> Reply {
    Reply(
      notes: notes,
      confirmation: Bilingual(
        zh: "已登记 \(banks.count) 家银行，立即生效",
        en: banks.count == 1
          ? "Registered for 1 bank, effective at once" : "Registered for \(banks.count) banks, effective at once"))
  }
}

extension CommandContext {
  /// The keys in a file.
  func keyPair(in file: Word) throws -> BankPublicKeys {
    try session().onboarding.keyPair(in: Data(try files.bytes(of: file)))
  }

  /// Changes what banks have registered, and says what follows from it.
  func onboarding(_ banks: [BankCode], _ change: (BankOnboarding) throws -> Void) throws -> Reply {
    let onboarding = try session().onboarding
    let (_, notes) = try consequences(for: banks) { try change(onboarding) }
    return .onboarded(banks, notes)
  }

  /// Does something that may end banks' certifications, and says where it did, or will. Of a bank whose record was
  /// altered nothing is told: what is done may be what mends it.
  func consequences<Value>(
    for banks: [BankCode], of change: () throws -> Value
  ) throws -> (value: Value, notes: [Bilingual]) {
    let onboarding = try session().onboarding
    let before = banks.map { try? onboarding.profile(of: $0) }
    let value = try change()
    let notes = zip(banks, before).compactMap { bank, before in
      before.flatMap { before in (try? onboarding.profile(of: bank)).flatMap { $0.consequence(after: before) } }
    }
    return (value, notes)
  }
}

extension BankProfile {
  /// What has become of the bank's certification since, and of the bank with it; nil where that is as it was.
  fileprivate func consequence(after before: BankProfile) -> Bilingual? {
    switch standing {
    case .invalid(let gap):
      if case .connected = before.state, case .suspended = state { return suspension(for: gap) }
      guard case .valid = before.standing else { return nil }
      return Bilingual(
        zh: "银行 \(bank) 的认证不再有效（\(gap.message.zh)）；请重新认证",
        en: "the certification of bank \(bank) does not hold any more (\(gap.message.en)); certify it again")
    case .valid(let end):
      guard case .valid(let former) = before.standing, end < former else { return nil }
      return ending(at: end)
    }
  }

  private func suspension(for gap: CertificationGap) -> Bilingual {
    Bilingual(
      zh: "银行 \(bank) 已自动暂停（\(gap.message.zh)）；请重新认证，再用 resume bank \(bank) 恢复",
      en: """
        bank \(bank) is suspended now (\(gap.message.en)); certify it again, then resume bank \(bank)
        """)
  }

  private func ending(at end: Moment) -> Bilingual {
    let isSuspending = if case .connected = state { needsCertification } else { false }
    return Bilingual(
      zh: "银行 \(bank) 的认证将于 \(end.short) 随旧公钥失效" + (isSuspending ? "，失效即暂停" : "") + "；请在此之前重新认证",
      en: "the certification of bank \(bank) ends at \(end.short) with the former keys"
        + (isSuspending ? ", and suspends it" : "") + "; certify it again before")
  }
}

extension RequestedChange {
  /// The banks whose certification may end with it.
  var banksOnboarded: [BankCode] {
    switch self {
    case .endpoints(let endpoints): endpoints.map(\.bank)
    case .register(let endpoint, _): [endpoint.bank]
    case .key(let bank, _), .rotateKey(let bank, _, _), .certify(let bank, _): [bank]
    case .commit, .rotateNetworkKey, .maintenance, .setOperator, .removeOperator, .reanchor, .updateRegistry,
      .cancelCommit:
      []
    }
  }
}

import Domain
import Foundation
import Program
import RolloutControl
import Store
import Text

/// Commands that take a bank on board.
extension Console {
  func onboard(_ onboarding: Onboarding<BankCode>, _ session: OperatorSession) throws -> Reply {
    switch onboarding {
    case .register(let bank, let url, let lines, let keys):
      try session.onboarding.register(bank, endpoint: url, lines: lines, keys: Data(try ScriptFile.bytes(of: keys)))
      return Reply(confirmation: Self.onboarded([bank]))
    case .rotateKey(let bank, let file, let overlap):
      try session.onboarding.rotateKeys(Data(try ScriptFile.bytes(of: file)), for: bank, overlap: overlap)
      return Reply(confirmation: Self.onboarded([bank]))
    case .rotateNetworkKey(let overlap):
      let key = try session.onboarding.rotateNetworkKey(overlap: overlap)
      return Reply(answer: NetworkKeysAnswer(keys: [key]))
    case .certify(let bank, let span): return try certify(bank, within: span, session)
    case .maintenance(let bank, let from, let until):
      return Reply(confirmation: Self.announced(try session.onboarding.announceMaintenance(of: bank, from: from, until: until)))
    case .cancelMaintenance(let bank):
      return Reply(confirmation: Self.calledOff(try session.onboarding.cancelMaintenance(of: bank)))
    }
  }

  /// Runs the suite and shows what it came to; one that failed is found wrong by a rule.
  private func certify(_ bank: BankCode, within span: Span?, _ session: OperatorSession) throws -> Reply {
    let certification = try session.onboarding.certify(
      bank, within: span, by: certifying.runner, pause: interruption.check, progress: progress())
    return Reply(
      answer: try certificationAnswer(of: bank, session),
      status: certification.verdict == .fail ? .refused : .done)
  }

  /// What the latest run came to, signed by the network for whoever it is handed on to, where its key can be read.
  func certificationAnswer(of bank: BankCode, _ session: OperatorSession) throws -> CertificationAnswer {
    CertificationAnswer(
      profile: try session.onboarding.profile(of: bank), catalogue: catalogue, signingKey: try? session.onboarding.networkSigningKey())
  }

  /// Tells each check as it is done.
  func progress() -> (CheckResult) -> Void {
    var count = 0
    return { [certifying, settings] result in
      count += 1
      certifying.tell(Self.progress(count, result)[settings.language])
    }
  }

  /// `  7 signatures.forged: passed (12 ms)`
  private static func progress(_ number: Int, _ result: CheckResult) -> Bilingual {
    let place = String(repeating: " ", count: max(0, 3 - "\(number)".count)) + "\(number)"
    let (title, time) = (result.outcome.title, result.milliseconds)
    return Bilingual(
      zh: "\(place) \(result.identifier)：\(title.zh)（\(time) 毫秒）",
      en: "\(place) \(result.identifier): \(title.en) (\(time) ms)")
  }

  private static func announced(_ maintenance: Maintenance) -> Bilingual {
    Bilingual(
      zh: "已预告维护：\(maintenance.period)，期间不询问，询问等它结束",
      en: "maintenance announced: \(maintenance.period); nothing is asked meanwhile, enquiries wait")
  }

  private static func calledOff(_ maintenances: [Maintenance]) -> Bilingual {
    Bilingual(
      zh: "已取消维护：" + maintenances.map(\.period).joined(separator: "、"),
      en: "maintenance called off: " + maintenances.map(\.period).joined(separator: ", "))
  }
}

/// How the console has banks certified: what runs the suite, and where its progress is told, a line at a time.
struct Certifying {
  let runner: any CertificationRunner
  var tell: (String) -> Void = { _ in }
}

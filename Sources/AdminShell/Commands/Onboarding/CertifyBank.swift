import Domain
import Program
import RolloutControl
import Text

/// `certify bank`
struct CertifyBank: RequestableChange {
  let bank: BankCode
  /// The time for an answer that was accepted for later; nil for the usual one.
  let within: Span?

  static let form = Form(
    "certify bank", [.one(.bank)],
    clauses: [
      Clause(
        "within", .one(.hours), zh: "已受理的询问最多等待多少小时，默认 1 分钟",
        en: "hours that an accepted enquiry may take; default 1 minute")
    ],
    zh: "检测银行接口并保存认证结果", en: "test a bank against the protocol, and keep the result",
    details: Bilingual(
      zh: """
        通过的有效期 180 天，有条件通过 30 天；只对当时的接口地址和密钥有效。以最近一次为准：未通过则已接入的银行暂停。
        银行在 /test 下有测试环境时，在该环境检测。银行重启后 24 小时内再次认证，还会检查它是否记得先前的询问。
        """,
      en: """
        A pass is valid for 180 days, a conditional pass for 30, for that endpoint and those keys only. The latest run \
        counts: if it fails, a connected bank is suspended.
        A bank with a test environment below /test is tested there. If it is certified again within 24 hours after a \
        restart, it is also checked that it remembers earlier enquiries.
        """),
    examples: ["certify bank icbc", "certify bank icbc within 12"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    let session = try context.session()
    try session.permission.requireRole(.operator)
    let progress = progress(in: context)
    defer { progress.end() }
    return .certify(
      bank,
      try session.onboarding.report(
        on: bank, within: within, by: context.certifying.runner, pause: context.interruption.check,
        progress: progress.take))
  }

  /// Runs the suite and shows the report; a failed run ends with the exit status of a broken rule.
  func run(in context: CommandContext) throws -> Reply {
    let progress = progress(in: context)
    defer { progress.end() }
    let onboarding = try context.session().onboarding
    let (certification, notes) = try context.consequences(for: [bank]) {
      try onboarding.certify(
        bank, within: within, by: context.certifying.runner, pause: context.interruption.check, progress: progress.take)
    }
    return Reply(
      result: try context.certification(of: bank), notes: notes,
      status: certification.verdict == .fail ? .refused : .done)
  }

  private func progress(in context: CommandContext) -> CertificationProgress {
    CertificationProgress(context.certifying, context.settings.language)
  }
}

extension CertifyBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let within = try arguments.hours("within")
    self.init(bank: try names.bank(arguments.operands[0]), within: within)
  }
}

import Domain
import Program
import RolloutControl
import Text

/// `certify bank`
struct CertifyBank: RequestableChange {
  let bank: BankCode
  /// How long an answer that was accepted for later may take; nil: the usual.
  let within: Span?

  static let form = Form(
    "certify bank", [.one(.bank)],
    clauses: [
      Clause(
        "within", .one(.hours), zh: "已受理的询问最多等多少小时才有答复，默认 1 分钟",
        en: "hours that an accepted enquiry may take; default 1 minute")
    ],
    zh: "对银行的接口进行认证检测，并保存结果", en: "run the conformance suite against a bank, and keep the result",
    details: Bilingual(
      zh: """
        通过的有效期 180 天，有条件通过 30 天；只对当时的接口地址和密钥有效。以最近一次为准：未通过的，已接入的银行暂停。
        银行在 /test 下有测试环境时，检测在那里进行。银行重启后 24 小时内再认证一次，还会检查它是否仍认得先前的询问。
        """,
      en: """
        Passed holds for 180 days, passed on condition for 30, at that endpoint and with those keys only. The latest run \
        decides: if it fails, a connected bank is suspended.
        A bank with a test environment below /test is tested there. Certified again within 24 hours, after a restart, it \
        is also asked what it was asked before.
        """),
    examples: ["certify bank icbc", "certify bank icbc within 12"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange {
    let session = try context.session()
    try session.permission.requireRole(.operator)
    return .certify(
      bank,
      try session.onboarding.report(
        on: bank, within: within, by: context.certifying.runner, pause: context.interruption.check,
        progress: progress(in: context)))
  }

  /// Runs the suite and shows what it came to; one that failed is found wrong by a rule.
  func run(in context: CommandContext) throws -> Reply {
    let onboarding = try context.session().onboarding
    let (certification, notes) = try context.consequences(for: [bank]) {
      try onboarding.certify(
        bank, within: within, by: context.certifying.runner, pause: context.interruption.check,
        progress: progress(in: context))
    }
    return Reply(
      result: try context.certification(of: bank), notes: notes,
      status: certification.verdict == .fail ? .refused : .done)
  }

  /// Tells each check as it is done.
  private func progress(in context: CommandContext) -> (CheckResult) -> Void {
    var count = 0
    return { [certifying = context.certifying, language = context.settings.language] result in
      count += 1
      certifying.tell(Self.progress(count, result)[language])
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
}

extension CertifyBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let within = try arguments.hours("within")
    self.init(bank: try names.bank(arguments.operands[0]), within: within)
  }
}

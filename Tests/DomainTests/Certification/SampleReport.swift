import Domain
import Text

/// Reports of a suite with findings set by the test.
enum SampleReport {
  static let moment = Moment(text: "2022-06-09T10:00:00.123") ?? .distantFuture
  static let why = Bilingual(zh: "拒绝的应答没有错误码", en: "the refusal carries no code")

  static func check(_ group: CheckGroup, _ outcome: CheckOutcome) -> CheckResult {
    CheckResult(
      identifier: "\(group.rawValue).sample", group: group, title: Bilingual(zh: "检查", en: "check"), outcome: outcome,
      milliseconds: 12)
  }

  static func report(
    _ checks: [CheckResult] = [check(.transport, .passed)], endpoint: String = "https://a.example", keys: [String] = []
  ) -> CertificationReport {
    CertificationReport(
      suite: "1.0", endpoint: endpoint, keys: keys, startedAt: moment, endedAt: moment.adding(.minutes(2)),
      checks: checks)
  }
}

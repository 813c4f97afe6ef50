import Domain
import Program
import Text

/// The remedies at `chaka-bank` against faults, and against findings of a certification.
struct BankRemedies: Remedies {
  func remedy(for code: String, _ facts: JSONValue) -> Bilingual? { SharedRemedies().remedy(for: code, facts) }

  /// The remedy against a check that did not pass; nil if there is none.
  func remedy(for check: CheckResult) -> Bilingual? {
    switch check.outcome {
    case .passed: nil
    case .failed, .conditional: check.limit.flatMap(Self.option).map(Self.longer)
    case .notMade: Self.missing(check)
    }
  }

  /// The option that sets a limit.
  private static func option(_ limit: CertificationLimit) -> String? {
    switch limit {
    case .exchange: "--exchange-seconds"
    case .answer: "--answer-seconds"
    case .check: "--check-seconds"
    case .pace: "--pace-seconds"
    }
  }

  private static func longer(_ option: String) -> Bilingual {
    Bilingual(zh: "时限可用 \(option) 调整", en: "\(option) sets the limit")
  }

  /// The option without which a check cannot be made.
  private static func missing(_ check: CheckResult) -> Bilingual? {
    switch check.identifier {
    case "idempotency.restart": Bilingual(zh: "用 --record 记录这次运行", en: "record this run with --record")
    case "signatures.introduction":
      Bilingual(zh: "用 --network-key 给出密钥", en: "give one with --network-key")
    default: nil
    }
  }
}

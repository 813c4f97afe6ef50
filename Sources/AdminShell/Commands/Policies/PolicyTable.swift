import Domain
import Program
import Text

/// Every policy with its values, its standard value, and its effect: `help set`.
enum PolicyTable {
  static let table: @Sendable (Language) -> Table = { language in
    Table(
      Policy.allCases,
      [
        Field("policy", zh: "策略", en: "policy") { .init($0.name, .bold) },
        Field("values", zh: "取值", en: "values") { .init(values($0)[language]) },
        Field("default", zh: "默认", en: "default") { .init(usual($0)[language]) },
        Field("effect", zh: "作用", en: "effect") { .init(effect($0)[language]) },
      ])
  }

  /// The values, short enough for a column; a refused value is answered with the whole rule.
  private static func values(_ policy: Policy) -> Bilingual {
    switch policy {
    case .guardrail: Bilingual(zh: "off，或百分比，如 97.5", en: "off, or a percentage such as 97.5")
    case .fourEyes:
      Bilingual(
        zh: "off、all，或以下几项，用逗号连接：" + FourEyes.Kind.allCases.map(\.rawValue).joined(separator: " "),
        en: "off, all, or any of these, joined by commas: "
          + FourEyes.Kind.allCases.map(\.rawValue).joined(separator: " "))
    default: policy.rule
    }
  }

  private static func usual(_ policy: Policy) -> Bilingual {
    let (real, sandbox) = (policy.standard(isSandbox: false), policy.standard(isSandbox: true))
    guard real != sandbox else { return Bilingual(same: real) }
    return Bilingual(zh: "\(real)；沙箱 \(sandbox)", en: "\(real); \(sandbox) in a sandbox")
  }

  private static func effect(_ policy: Policy) -> Bilingual {
    switch policy {
    case .certification:
      Bilingual(
        zh: "没有有效认证的银行不能接入；认证失效则自动暂停",
        en: "a bank without a valid certification cannot be connected, and is suspended when it ends")
    case .guardrail:
      Bilingual(
        zh: "30 秒内答复的比例低于此值的银行自动暂停",
        en: "a bank is suspended if its share of answers within 30 s falls below it")
    case .fourEyes: Bilingual(zh: "这些改动须由他人审批", en: "these changes need someone else's approval")
    case .approvals: Bilingual(zh: "一个申请需要几个人批准", en: "how many approvals a request needs")
    case .losses:
      Bilingual(zh: "使人失去服务或银行的提交须写明人数", en: "a commit by which people lose the service or a bank states how many")
    case .preconditions:
      Bilingual(zh: "提交须满足登记资料中的前提条件", en: "a commit must meet the preconditions of the registry")
    }
  }
}

import Domain
import Text

/// A policy that does not exist, or that cannot have a value.
enum PolicyFault: Fault, Equatable {
  case unknown(String)
  case invalidValue(String, of: Policy)

  var code: String {
    switch self {
    case .unknown: "unknown_policy"
    case .invalidValue: "invalid_value"
    }
  }

  var kind: FaultKind { .refused }

  var message: Bilingual {
    switch self {
    case .unknown(let name):
      let known = Policy.allCases.map(\.name)
      return Bilingual(
        zh: "没有策略“\(name.shown)”。可选：\(known.joined(separator: "、"))",
        en: "Unknown policy \"\(name.shown)\". Policies: \(known.joined(separator: ", "))")
    case .invalidValue(let value, let policy):
      return Bilingual(
        zh: "策略 \(policy.name) 的值“\(value.shown)”无效，应为：\(policy.rule.zh)",
        en: "Invalid value \"\(value.shown)\" for \(policy.name): expected \(policy.rule.en)")
    }
  }

  var facts: [JSONValue.Member] {
    switch self {
    case .unknown(let name): [.init("name", .string(name))]
    case .invalidValue(let value, let policy): [.init("policy", .string(policy.name)), .init("value", .string(value))]
    }
  }
}

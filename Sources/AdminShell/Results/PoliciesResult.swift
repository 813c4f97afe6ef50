import Domain
import Program
import Text

extension Listing where Row == Policy {
  /// `show policies`: every policy with the value in force, and whether an operator set it.
  static func policies(running: Rollout, candidate: Rollout, isSandbox: Bool) -> Listing {
    func value(_ rollout: Rollout, _ policy: Policy) -> String { rollout.value(of: policy, isSandbox: isSandbox) }
    func isSet(_ policy: Policy) -> Bool { running.policies[policy.name] != nil }
    return Listing(
      Policy.allCases,
      [
        Field("policy", zh: "策略", en: "policy") { .init($0.name) },
        Field("value", zh: "值", en: "value") { .init(value(running, $0), .bold) },
        Field("set", zh: "来源", en: "from") { policy in
          let origin = isSet(policy) ? Bilingual(zh: "已设定", en: "set") : Bilingual(zh: "默认", en: "default")
          return .init(origin.chosen, csv: "\(isSet(policy))")
        },
        Field("candidate", zh: "候选版本", en: "candidate") { policy in
          let coming = value(candidate, policy)
          return .init(value(running, policy) == coming ? "" : coming, .yellow, .bold, csv: coming)
        },
        Field("summary", zh: "含义", en: "meaning") { .init($0.summary.chosen, .dim) },
      ]
    ) { policy in
      [
        "policy": .string(policy.name), "value": .string(value(running, policy)),
        "default": .string(policy.standard(isSandbox: isSandbox)), "set": .bool(isSet(policy)),
        "candidate": .string(value(candidate, policy)),
      ]
    }
  }
}

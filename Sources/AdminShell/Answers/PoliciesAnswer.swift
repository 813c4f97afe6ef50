import Domain
import Program
import Text

/// `show policies`: every policy with the value that holds, and whether anybody set it.
struct PoliciesAnswer: Answer {
  let running: Rollout
  let candidate: Rollout
  let isSandbox: Bool

  var json: JSONValue {
    .array(
      Policy.allCases.map { policy in
        [
          "policy": .string(policy.name), "value": .string(running.value(of: policy, isSandbox: isSandbox)),
          "default": .string(policy.standard(isSandbox: isSandbox)),
          "set": .bool(running.policies[policy.name] != nil),
          "candidate": .string(candidate.value(of: policy, isSandbox: isSandbox)),
        ]
      })
  }

  var table: Table {
    var table = Table([
      .init("policy", zh: "策略", en: "policy"), .init("value", zh: "值", en: "value"),
      .init("set", zh: "来源", en: "from"), .init("candidate", zh: "候选", en: "candidate"),
      .init("summary", zh: "含义", en: "meaning"),
    ])
    for policy in Policy.allCases {
      let value = running.value(of: policy, isSandbox: isSandbox)
      let coming = candidate.value(of: policy, isSandbox: isSandbox)
      let isSet = running.policies[policy.name] != nil
      let origin = isSet ? Bilingual(zh: "已设定", en: "set") : Bilingual(zh: "默认", en: "default")
      table.add([
        .init(policy.name), .init(value, .bold), .init(origin.chosen, csv: "\(isSet)"),
        .init(value == coming ? "" : coming, .yellow, .bold, csv: coming), .init(policy.summary.chosen, .dim),
      ])
    }
    return table
  }
}

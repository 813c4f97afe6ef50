import Text

/// The demands of a rollout beyond its openings, by names that scripts rely on.
public enum Policy: String, Sendable, Hashable, CaseIterable {
  /// Whether a bank is connected only while it is certified.
  case certification
  /// The share of enquiries answered within 30 seconds under which a bank is suspended by itself.
  case guardrail
  /// The changes that need the approval of somebody else.
  case fourEyes = "four-eyes"
  /// The number of others who have to approve.
  case approvals
  /// Whether a commit from which people lose something has to say how many.
  case losses
  /// Whether a commit has to meet the registry's preconditions.
  case preconditions

  public var name: String { rawValue }

  public var summary: Bilingual {
    switch self {
    case .certification: Bilingual(zh: "接入的银行是否须有有效认证", en: "whether connected banks need a valid certification")
    case .guardrail:
      Bilingual(
        zh: "30 秒内答复的比例低于此值的银行自动暂停", en: "banks that answer less than this share within 30 s are suspended")
    case .fourEyes: Bilingual(zh: "哪些改动须经审批", en: "which changes need approval")
    case .approvals: Bilingual(zh: "须有几人批准", en: "how many must approve")
    case .losses:
      Bilingual(zh: "提交使人失去服务或银行时，是否须写明人数", en: "whether a commit by which people lose something must state how many")
    case .preconditions:
      Bilingual(zh: "提交是否须满足登记资料中的前提条件", en: "whether commits must meet the registry's preconditions")
    }
  }

  /// The rule for values of the policy, for people.
  public var rule: Bilingual {
    switch self {
    case .certification, .preconditions: Bilingual(zh: "required 或 off", en: "required or off")
    case .losses: Bilingual(zh: "confirm 或 off", en: "confirm or off")
    case .guardrail:
      Bilingual(
        zh: "off，或百分比，如 97.5（大于 0，不超过 100，最多两位小数）",
        en: "off, or a percentage such as 97.5 (above 0, at most 100, at most two decimals)")
    case .fourEyes:
      Bilingual(
        zh: "off、all，或以下各项，用逗号隔开：\(Self.kinds)", en: "off, all, or any of \(Self.kinds), separated by commas")
    case .approvals: Bilingual(zh: "1 到 5", en: "1 to 5")
    }
  }

  /// The values that can be listed.
  public var values: [String] {
    switch self {
    case .certification, .preconditions: ["required", "off"]
    case .losses: ["confirm", "off"]
    case .guardrail: ["off"]
    case .fourEyes: ["off", "all"]
    case .approvals: (1...5).map(String.init)
    }
  }

  private static var kinds: String { FourEyes.Kind.allCases.map(\.rawValue).joined(separator: ",") }

  /// The value while none is set: safe in a real database, open in a sandbox (docs/rules.md, "Safe by default, open in
  /// a sandbox").
  public func standard(isSandbox: Bool) -> String {
    switch self {
    case .certification, .preconditions: isSandbox ? "off" : "required"
    case .losses: isSandbox ? "off" : "confirm"
    case .guardrail: "off"
    case .fourEyes: isSandbox ? "off" : "all"
    case .approvals: "1"
    }
  }
}

/// A policy with a valid value.
public struct PolicySetting: Sendable, Equatable {
  public let policy: Policy
  /// The one spelling of the value, so that equal settings compare equal.
  public let value: String

  /// Nil if the value is not valid for the policy.
  public init?(_ policy: Policy, _ text: String) {
    self.policy = policy
    if policy.values.contains(text) {
      value = text
    } else if policy == .guardrail, let share = Share(text: text), share > .none {
      value = share.description
    } else if policy == .fourEyes, let fourEyes = FourEyes(text: text) {
      value = fourEyes.text
    } else {
      return nil
    }
  }
}

extension Rollout {
  /// The value in force: the one set, or the standard one.
  public func value(of policy: Policy, isSandbox: Bool) -> String {
    policies[policy.name] ?? policy.standard(isSandbox: isSandbox)
  }

  public func requiresCertification(isSandbox: Bool) -> Bool {
    value(of: .certification, isSandbox: isSandbox) == "required"
  }

  public func fourEyes(isSandbox: Bool) -> FourEyes {
    FourEyes(text: value(of: .fourEyes, isSandbox: isSandbox)) ?? .all
  }

  public var approvals: Int { Int(value(of: .approvals, isSandbox: false)) ?? 1 }

  public func confirmsLosses(isSandbox: Bool) -> Bool { value(of: .losses, isSandbox: isSandbox) == "confirm" }

  public func requiresPreconditions(isSandbox: Bool) -> Bool {
    value(of: .preconditions, isSandbox: isSandbox) == "required"
  }

  /// The share of enquiries that a bank has to answer within 30 seconds; nil if no bank is suspended by it.
  public var guardrail: Share? {
    policies[Policy.guardrail.name].flatMap { Share(text: $0) }
  }
}

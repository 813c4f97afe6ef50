import Domain
import RolloutControl
import Text

/// Policies, their values, and other words of which there are few.
extension Completer {
  func policies(_ typed: String) -> [Choice] {
    Policy.allCases.filter { $0.name.hasPrefix(typed) }.map { Choice($0.name, $0.summary) }
  }

  /// The values of a policy that can be listed.
  func values(ofPolicy name: String?, _ typed: String) -> [Choice] {
    guard let policy = name.flatMap(Policy.init(rawValue:)) else { return [] }
    return policy.values.filter { $0.hasPrefix(typed) }.map { Choice($0, policy.meaning(of: $0)) }
  }
}

extension Policy {
  /// The effect of one of the values that can be listed.
  fileprivate func meaning(of value: String) -> Bilingual {
    switch (self, value) {
    case (.certification, "off"): Bilingual(zh: "接入银行不要求认证", en: "banks connect without certification")
    case (.certification, _): Bilingual(zh: "接入的银行须有有效认证", en: "connected banks need a valid certification")
    case (.guardrail, _): Bilingual(zh: "不自动暂停", en: "no automatic suspension")
    case (.fourEyes, "off"): Bilingual(zh: "改动无须审批", en: "no change needs approval")
    case (.fourEyes, _): Bilingual(zh: "全部改动须他人审批", en: "every change needs approval")
    case (.approvals, _):
      Bilingual(
        zh: "一个申请须 \(value) 人批准", en: value == "1" ? "1 approval per request" : "\(value) approvals per request")
    case (.losses, "off"): Bilingual(zh: "不必写明人数", en: "no number is asked for")
    case (.losses, _): Bilingual(zh: "使人受影响的提交须写明人数", en: "a commit states how many people lose something")
    case (.preconditions, "off"): Bilingual(zh: "不检查前提条件", en: "preconditions are not checked")
    case (.preconditions, _): Bilingual(zh: "提交须满足前提条件", en: "a commit must meet the preconditions")
    }
  }
}

extension EndpointLines {
  var summary: Bilingual {
    switch self {
    case .private: Bilingual(zh: "允许内网地址", en: "private addresses allowed")
    case .public: Bilingual(zh: "只允许公网地址", en: "public addresses only")
    }
  }
}

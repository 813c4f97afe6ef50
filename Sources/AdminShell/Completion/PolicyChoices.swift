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
    return policy.values.filter { $0.hasPrefix(typed) }.map { Choice($0, policy.summary) }
  }
}

extension EndpointLines {
  var summary: Bilingual {
    switch self {
    case .private: Bilingual(zh: "允许内网地址", en: "a private address is allowed")
    case .public: Bilingual(zh: "只允许公网地址", en: "a public address only")
    }
  }
}

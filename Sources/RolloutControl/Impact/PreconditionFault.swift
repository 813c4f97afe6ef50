import Domain
import Text

/// A commit misses preconditions.
public enum PreconditionFault: Fault, Equatable {
  case unmet([UnmetPrecondition])
  /// The author may not override the preconditions.
  case approverNeeded([UnmetPrecondition])

  public var code: String {
    switch self {
    case .unmet: "preconditions_unmet"
    case .approverNeeded: "override_needs_approver"
    }
  }

  public var kind: FaultKind { .refused }

  private var list: [UnmetPrecondition] {
    switch self {
    case .unmet(let list), .approverNeeded(let list): list
    }
  }

  public var facts: [JSONValue.Member] { [.init("unmet", .array(list.map(\.json)))] }

  public var message: Bilingual {
    let zh = list.map(\.message.zh).joined(separator: "；")
    let en = list.map(\.message.en).joined(separator: "; ")
    return switch self {
    case .unmet: Bilingual(zh: "不满足前提条件：\(zh)", en: "preconditions not met: \(en)")
    case .approverNeeded:
      Bilingual(
        zh: "只有审批人可以强制提交；不满足的前提条件：\(zh)", en: "only an approver may override preconditions: \(en)")
    }
  }
}

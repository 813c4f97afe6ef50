import Sealing
import Synchronization
import Text

/// What has to be done once a transaction is committed. It can fail, and then what was committed stays committed: it is
/// told, and done again until it is done.
struct FollowUp: Sendable {
  let kind: Kind
  let work: @Sendable () throws -> Void

  enum Kind: String, Sendable {
    /// The head beside the secrets follows the chain.
    case auditHead
    /// A key of the network that was made is taken in.
    case networkKey
    /// A key of the network that will not come is destroyed.
    case other
  }
}

/// Committed, but something that belongs to it is not done yet.
public struct FollowUpFault: Fault, Equatable {
  let followUp: FollowUp.Kind
  let reason: Bilingual

  public var code: String { "follow_up_failed" }
  public var kind: FaultKind { .environment }
  public var facts: [JSONValue.Member] {
    [.init("committed", .bool(true)), .init("missing", .string(followUp.rawValue))]
  }

  public var message: Bilingual {
    let what =
      switch followUp {
      case .auditHead:
        Bilingual(zh: "密钥目录中的审计链头尚未更新", en: "the audit head in the secrets folder is not updated yet")
      case .networkKey: Bilingual(zh: "新的网络密钥尚未启用", en: "the new network key is not in use yet")
      case .other: Bilingual(zh: "后续步骤尚未完成", en: "what follows is not done yet")
      }
    return Bilingual(
      zh: "已提交，但\(what.zh)（\(reason.zh)），稍后自动重试",
      en: "committed, but \(what.en) (\(reason.en)); it will be tried again automatically")
  }
}

/// What could not be done after a commit, until it is done.
final class FollowUps: Sendable {
  private struct State {
    var waiting: [FollowUp] = []
    var untold: [FollowUpFault] = []
  }

  private let state = Mutex(State())

  var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// Does what waits from before, then these.
  func run(_ fresh: [FollowUp]) {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    for followUp in waiting { attempt(followUp, isNew: false) }
    for followUp in fresh { attempt(followUp, isNew: true) }
  }

  private func attempt(_ followUp: FollowUp, isNew: Bool) {
    do { try followUp.work() } catch {
      let reason = (error as? any Fault)?.message ?? Bilingual(zh: "出错", en: "failed")
      state.withLock { state in
        state.waiting.append(followUp)
        guard isNew else { return }
        state.untold.append(FollowUpFault(followUp: followUp.kind, reason: reason))
      }
    }
  }

  /// What has failed since somebody was told.
  func takeUntold() -> [FollowUpFault] {
    state.withLock { state in
      defer { state.untold = [] }
      return state.untold
    }
  }
}

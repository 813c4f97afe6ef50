import Sealing
import Synchronization
import Text

/// Work to do once a transaction is committed. If the work fails, the commit stands: the failure is told, and the work
/// is done again until it succeeds.
struct FollowUp: Sendable {
  let kind: Kind
  let work: @Sendable () throws -> Void

  enum Kind: String, Sendable {
    /// The head beside the secrets is set to the end of the chain.
    case auditHead
    /// A new key of the network is taken in.
    case networkKey
    /// A key of the network that will not come is destroyed.
    case other
  }
}

/// A transaction was committed, but work that belongs to it is not done yet.
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

/// The work after commits that failed, until it succeeds.
final class FollowUps: Sendable {
  private struct State {
    var waiting: [FollowUp] = []
    var untold: [FollowUpFault] = []
  }

  private let state = Mutex(State())

  var isEmpty: Bool { state.withLock { $0.waiting.isEmpty } }

  /// Does the work left from before, then the new work.
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
        let fault = FollowUpFault(followUp: followUp.kind, reason: reason)
        if let collector = CommitTroubles.current { collector.add(fault) } else { state.untold.append(fault) }
      }
    }
  }

  /// The failures that nobody was told of yet, or collected for the caller whose commit it was.
  func takeUntold() -> [FollowUpFault] {
    state.withLock { state in
      defer { state.untold = [] }
      return state.untold
    }
  }
}

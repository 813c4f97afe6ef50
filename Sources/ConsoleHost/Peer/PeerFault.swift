import Text

/// A reason for which an account of this machine is not let in, or not any more.
public enum PeerFault: Fault, Equatable {
  /// The process lives in another user namespace, where account numbers mean what its maker wants.
  case foreign
  /// Nobody can say whose process it is.
  case unknown(Unidentified)
  /// The account is no member of the operators' group. A nil group: the service has none.
  case notInGroup(account: String, group: String?)

  /// The reason why a peer has no name.
  public enum Unidentified: Sendable, Equatable {
    /// The number is no account's, or stands for all that are none here.
    case noAccount(UInt32)
    /// The process cannot be looked at: it has ended, or is hidden.
    case noProcess
    /// The account database gave no answer, or none in time.
    case accountsSilent
    /// The account is called otherwise than when it connected.
    case renamed(from: String, to: String)
  }

  public var code: String {
    switch self {
    case .foreign: "peer_foreign"
    case .unknown: "peer_unknown"
    case .notInGroup: "not_in_group"
    }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .foreign: []
    case .unknown(let reason): reason.facts
    case .notInGroup(let account, let group): [.init("account", .string(account)), .init("group", JSONValue(group))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .foreign:
      Bilingual(
        zh: "来自另一个用户命名空间，服务无法核实身份",
        en: "the connection comes from another user namespace, where the service cannot tell who you are")
    case .unknown(let reason): reason.message
    case .notInGroup(let account, let group?):
      Bilingual(zh: "账户 \(account) 不在 \(group) 组中", en: "the account \(account) is not in the group \(group)")
    case .notInGroup(let account, nil):
      Bilingual(
        zh: "服务没有设置操作员组，账户 \(account) 不能连接",
        en: "the service has no group of operators, so the account \(account) cannot connect")
    }
  }
}

extension PeerFault.Unidentified {
  var facts: [JSONValue.Member] {
    switch self {
    case .noAccount(let number): [.init("reason", "no_account"), .init("account", .integer(Int64(number)))]
    case .noProcess: [.init("reason", "no_process")]
    case .accountsSilent: [.init("reason", "accounts_silent")]
    case .renamed(let from, let to):
      [.init("reason", "renamed"), .init("account", .string(from)), .init("now", .string(to))]
    }
  }

  var message: Bilingual {
    switch self {
    case .noAccount(let number):
      Bilingual(zh: "编号 \(number) 没有对应的账户", en: "the number \(number) is no account of the service's machine")
    case .noProcess:
      Bilingual(
        zh: "服务看不到这个连接的进程，无法核实身份",
        en: "the service cannot see the process behind this connection, and so cannot tell who you are")
    case .accountsSilent:
      Bilingual(
        zh: "账户数据库没有及时答复，服务无法核实身份",
        en: "the account database gave no answer in time, so the service cannot tell who you are")
    case .renamed(let from, let to):
      Bilingual(
        zh: "账户 \(from) 已改名为 \(to)，连接已结束", en: "the account \(from) is called \(to) now, so this connection is over")
    }
  }
}

import Program
import Text

/// A reason why a console does not speak to a service on this machine.
public enum ServiceSocketFault: Fault, Equatable {
  /// No service listens there (errno).
  case unreachable(String, number: Int32)
  /// This account may not connect: it is not in the socket's group, or was not when its session began.
  case notInGroup(String, account: String, group: String)
  /// This program runs in a user namespace of its own, where it cannot be told whose a file is.
  case foreign(String)
  /// Somebody else than the service could be listening.
  case untrusted(String, Doubt)

  /// What speaks against a socket.
  public enum Doubt: Sendable, Equatable {
    /// There is something else than a socket.
    case noSocket
    case folder(FolderBreach)
    /// Whoever listens is neither root nor the owner of the socket.
    case peer
  }

  public var code: String {
    switch self {
    case .unreachable: "service_unreachable"
    case .notInGroup: "not_in_group"
    case .foreign: "peer_foreign"
    case .untrusted: "service_untrusted"
    }
  }

  public var kind: FaultKind {
    switch self {
    case .notInGroup, .foreign: .refused
    case .unreachable, .untrusted: .environment
    }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .unreachable(let path, let number):
      [.init("address", .string(path)), .init("error", .integer(Int64(number)))]
    case .notInGroup(let path, let account, let group):
      [.init("address", .string(path)), .init("account", .string(account)), .init("group", .string(group))]
    case .untrusted(let path, .folder(let breach)):
      [.init("address", .string(path)), .init("folder", .string(breach.path))]
    case .untrusted(let path, _), .foreign(let path): [.init("address", .string(path))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .unreachable(let path, let number):
      Bilingual(zh: "服务没有应答：\(path)（错误号 \(number)）", en: "no service answers at \(path) (error \(number))")
    case .notInGroup(let path, let account, let group):
      Bilingual(
        zh: "账户 \(account) 不能连接 \(path)：不在 \(group) 组中，或登录时还不在",
        en: """
          the account \(account) may not connect to \(path), as it is not in the group \(group), or was not when it signed \
          in to the machine
          """)
    case .foreign(let path):
      Bilingual(
        zh: "本程序在另一个用户命名空间里运行，无法核实 \(path) 是不是服务的套接字，服务也无法核实身份",
        en: """
          this program runs in a user namespace of its own, where neither it can tell whose \(path) is, nor the service who \
          you are
          """)
    case .untrusted(let path, let doubt):
      Bilingual(
        zh: "\(path) 可能不是服务的套接字，未连接：\(doubt.message.zh)",
        en: "\(path) may not be the service's socket, and nothing was sent: \(doubt.message.en)")
    }
  }
}

extension ServiceSocketFault.Doubt {
  var message: Bilingual {
    switch self {
    case .noSocket: Bilingual(zh: "那里不是套接字", en: "there is no socket")
    case .folder(let breach): breach.message
    case .peer:
      Bilingual(
        zh: "监听者既不是 root 也不是套接字的所有者", en: "whoever listens is neither root nor the socket's owner")
    }
  }
}

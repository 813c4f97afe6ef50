import Program
import Text

/// A reason why the service cannot listen for operators. Nothing was changed at the path then.
public enum SocketFault: Fault, Equatable {
  /// Somebody else could put a socket in this one's place.
  case unsafe(String, FolderBreach)
  /// Another service listens there.
  case inUse(String)
  /// The system refuses (errno).
  case unusable(String, number: Int32)
  /// A socket's path has room for 107 bytes (unix(7)).
  case tooLong(String)
  /// Something else than a socket stands there.
  case occupied(String)
  /// There is no such group.
  case noGroup(String)
  /// The service's account may not give a file to the group.
  case foreignGroup(String)
  /// What was handed over under this name is no socket that listens at a path.
  case notListening(String)

  public var code: String {
    switch self {
    case .unsafe: "socket_unsafe"
    case .inUse: "address_in_use"
    case .unusable, .tooLong, .occupied, .noGroup, .foreignGroup, .notListening: "address_unusable"
    }
  }

  public var kind: FaultKind { .environment }

  public var facts: [JSONValue.Member] {
    switch self {
    case .unsafe(let path, let breach): [.init("path", .string(path)), .init("folder", .string(breach.path))]
    case .inUse(let path), .tooLong(let path), .occupied(let path): [.init("path", .string(path))]
    case .unusable(let path, let number): [.init("path", .string(path)), .init("error", .integer(Int64(number)))]
    case .noGroup(let group), .foreignGroup(let group): [.init("group", .string(group))]
    case .notListening(let name): [.init("name", .string(name))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .unsafe(let path, let breach):
      Bilingual(
        zh: "操作员套接字 \(path) 不安全：\(breach.message.zh)",
        en: "the operators' socket \(path) would not be safe: \(breach.message.en)")
    case .inUse(let path):
      Bilingual(zh: "另一个服务正在 \(path) 上监听", en: "another service listens at \(path)")
    case .unusable(let path, let number):
      Bilingual(zh: "无法在 \(path) 上监听（错误号 \(number)）", en: "cannot listen at \(path) (error \(number))")
    case .tooLong(let path):
      Bilingual(
        zh: "套接字路径过长，最多 107 字节：\(path)", en: "the path of a socket has at most 107 bytes: \(path)")
    case .occupied(let path):
      Bilingual(zh: "\(path) 已存在，且不是套接字", en: "\(path) is there already, and is no socket")
    case .noGroup(let group): Bilingual(zh: "没有用户组 \(group)", en: "there is no group \(group)")
    case .foreignGroup(let group):
      Bilingual(
        zh: "服务账户不能把套接字交给 \(group) 组：请把服务账户加入该组，或由 systemd 建立套接字（chaka.socket）",
        en: """
          the service's account may not give the socket to the group \(group): make it a member, or let systemd make \
          the socket (chaka.socket)
          """)
    case .notListening(let name):
      Bilingual(
        zh: "systemd 交来的 \(name) 不是在某个路径上监听的套接字",
        en: "what systemd handed over as \(name) is no socket that listens at a path")
    }
  }
}

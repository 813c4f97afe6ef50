import Text

/// The connection between a console and its service failed, or was refused.
public enum ConsoleFault: Fault, Equatable {
  /// No service answers at an address.
  case unreachable(String)
  /// The service is gone in the middle, and no new connection could be made.
  case lost
  /// The service does not answer, and the person waits no longer.
  case unanswered
  /// The service is being stopped.
  case stopping
  /// Bytes came that are no message.
  case malformed
  /// A message is larger than any may be.
  case tooLarge
  /// A message began and did not end, or an answer did not come.
  case tooSlow
  /// Both sides speak no common version of the protocol.
  case unknownProtocol(ours: [Int], theirs: [Int])
  /// The service has as many consoles as it takes.
  case tooMany(Int)
  /// The service asked for a file that nothing typed or sent names.
  case askedForMore(String)

  public var code: String {
    switch self {
    case .unreachable: "service_unreachable"
    case .lost, .unanswered: "service_lost"
    case .stopping: "service_stopping"
    case .malformed, .tooSlow: "message_malformed"
    case .tooLarge: "message_too_large"
    case .unknownProtocol: "protocol_unknown"
    case .tooMany: "console_limit"
    case .askedForMore: "service_untrusted"
    }
  }

  public var kind: FaultKind { .environment }

  public var facts: [JSONValue.Member] {
    switch self {
    case .unreachable(let address): [.init("address", .string(address))]
    case .unknownProtocol(let ours, let theirs):
      [.init("service", .array(ours.map { JSONValue($0) })), .init("console", .array(theirs.map { JSONValue($0) }))]
    case .tooMany(let most): [.init("most", JSONValue(most))]
    case .askedForMore(let path): [.init("path", .string(path))]
    case .lost, .unanswered, .stopping, .malformed, .tooLarge, .tooSlow: []
    }
  }

  public var message: Bilingual {
    switch self {
    case .unreachable(let address):
      Bilingual(zh: "服务没有应答：\(address)", en: "no service answers at \(address)")
    case .lost:
      Bilingual(
        zh: "与服务的连接中断，未能恢复，上一条命令是否完成未知",
        en:
          "the connection to the service broke and could not be restored; whether the last command was done is not known"
      )
    case .unanswered:
      Bilingual(zh: "服务没有应答，命令是否完成未知", en: "the service does not answer; whether the command was done is not known")
    case .stopping: Bilingual(zh: "服务正在停止", en: "the service is being stopped")
    case .malformed: Bilingual(zh: "收到的不是有效的消息", en: "what came is no valid message")
    case .tooLarge: Bilingual(zh: "消息过大", en: "the message is too large")
    case .tooSlow: Bilingual(zh: "消息未在规定时间内收全", en: "the message was not complete in time")
    case .unknownProtocol(let ours, let theirs):
      Bilingual(
        zh: "控制台与服务没有共同的协议版本（服务：\(Self.list(ours))；控制台：\(Self.list(theirs))）",
        en: """
          console and service speak no common version of the protocol (service: \(Self.list(ours)); console: \
          \(Self.list(theirs)))
          """)
    case .tooMany(let most):
      Bilingual(zh: "已有 \(most) 个控制台连接，请先退出其他控制台", en: "\(most) consoles are connected already: quit another first")
    case .askedForMore(let path):
      Bilingual(
        zh: "服务要求读写 \(path.legible)，但您的命令里没有这个文件：已拒绝",
        en: "the service asked for \(path.legible), which no command of yours names: refused")
    }
  }

  private static func list(_ versions: [Int]) -> String { versions.map(String.init).joined(separator: ", ") }
}

extension ConsoleFault {
  /// A fault as a message; `nil` for what is none of this type, or of a newer version.
  public init?(code: String, facts: JSONValue) {
    switch code {
    case "service_lost": self = .lost
    case "service_stopping": self = .stopping
    case "message_malformed": self = .malformed
    case "message_too_large": self = .tooLarge
    case "protocol_unknown":
      self = .unknownProtocol(ours: facts.numbers("service"), theirs: facts.numbers("console"))
    case "console_limit": self = .tooMany(facts.number("most") ?? 0)
    default: return nil
    }
  }
}

/// A fault that the other side of the connection told, in its words.
public struct ToldFault: Fault, Equatable {
  public let code: String
  public let kind: FaultKind
  public let message: Bilingual
  public let facts: [JSONValue.Member]

  /// The same fault, with facts by which the other side makes it again.
  public init(_ fault: any Fault, facts: [JSONValue.Member]? = nil) {
    (code, kind, message) = (fault.code, fault.kind, fault.message)
    self.facts = facts ?? fault.facts
  }

  public init?(_ json: JSONValue) {
    guard let code = json.text("code"), let kind = json.text("kind").flatMap(FaultKind.init(word:)),
      let zh = json.text("zh"), let en = json.text("en")
    else { return nil }
    self.code = code
    self.kind = kind
    message = Bilingual(zh: zh, en: en)
    guard case .object(let members)? = json["facts"] else {
      facts = []
      return
    }
    facts = members
  }

  public var json: JSONValue {
    .object([
      .init("code", .string(code)), .init("kind", .string(kind.word)), .init("zh", .string(message.zh)),
      .init("en", .string(message.en)), .init("facts", .object(facts)),
    ])
  }
}

extension FaultKind {
  fileprivate var word: String {
    switch self {
    case .refused: "refused"
    case .usage: "usage"
    case .environment: "environment"
    }
  }

  fileprivate init?(word: String) {
    switch word {
    case "refused": self = .refused
    case "usage": self = .usage
    case "environment": self = .environment
    default: return nil
    }
  }
}

import Domain

/// Why the console does not do what an operator asked.
public enum RolloutFault: Fault, Equatable {
  case nothingChanged
  /// Somebody else's revision changed the same things since the candidate was made.
  case revisionConflict(base: Int, running: Int, ours: [RolloutChange], theirs: [RolloutChange])
  case unknownRevision(Int)
  case timeInPast(Moment, now: Moment)
  case timeInFuture(Moment, now: Moment)
  case invalidEndpoint(String)
  case invalidKey

  public var code: String {
    switch self {
    case .nothingChanged: "nothing_changed"
    case .revisionConflict: "revision_conflict"
    case .unknownRevision: "unknown_revision"
    case .timeInPast: "time_in_past"
    case .timeInFuture: "time_in_future"
    case .invalidEndpoint: "invalid_endpoint"
    case .invalidKey: "invalid_key"
    }
  }

  public var exitStatus: ExitStatus { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .nothingChanged, .invalidKey: []
    case .revisionConflict(let base, let running, let ours, let theirs):
      [
        .init("base", JSONValue(base)), .init("running", JSONValue(running)), .init("ours", ours.json),
        .init("theirs", theirs.json),
      ]
    case .unknownRevision(let number): [.init("revision", JSONValue(number))]
    case .timeInPast(let time, let now), .timeInFuture(let time, let now):
      [.init("time", JSONValue(time)), .init("now", JSONValue(now))]
    case .invalidEndpoint(let url): [.init("url", .string(url))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .nothingChanged:
      Bilingual(
        zh: "候选与运行中的版本没有差别，没有可提交的内容",
        en: "the candidate does not differ from the running revision: there is nothing to commit")
    case .revisionConflict(let base, let running, let ours, let theirs):
      Self.conflict(base: base, running: running, ours: ours, theirs: theirs)
    case .unknownRevision(let number):
      Bilingual(
        zh: "没有第 \(number) 号版本：show history 列出全部", en: "there is no revision \(number): show history lists them")
    case .timeInPast(let time, let now):
      Bilingual(zh: "\(time) 已经过去，现在是 \(now)", en: "\(time) lies in the past; it is \(now)")
    case .timeInFuture(let time, let now):
      Bilingual(
        zh: "\(time) 还没有到，现在是 \(now)：只能解释现在和过去",
        en: "\(time) has not come yet; it is \(now), and only now and the past can be explained")
    case .invalidEndpoint(let url):
      Bilingual(
        zh: "\(url) 不是银行的接口地址：应以 http:// 或 https:// 开头，含主机名",
        en: "\(url) is not an endpoint: it begins with http:// or https:// and names a host")
    case .invalidKey:
      Bilingual(
        zh: "密钥文件不是 X25519 公钥：应为 32 字节，或其 Base64 或十六进制",
        en: "the file does not hold an X25519 public key: 32 bytes, or those in Base64 or hexadecimal")
    }
  }

  private static func conflict(base: Int, running: Int, ours: [RolloutChange], theirs: [RolloutChange]) -> Bilingual {
    func list(_ changes: [RolloutChange]) -> String {
      changes.map { "\($0.path) \($0.from.compact) -> \($0.to.compact)" }.joined(separator: "; ")
    }
    return Bilingual(
      zh: """
        候选基于第 \(base) 号版本，而运行中的已是第 \(running) 号，并且改动了相同的内容（对方：\(list(theirs))；\
        候选：\(list(ours))）：请 discard 后重做
        """,
      en: """
        the candidate was made from revision \(base), but revision \(running) is running and changed the same things \
        (theirs: \(list(theirs)); yours: \(list(ours))): discard and make the change again
        """)
  }
}

import Text

/// The remedies at any of the programs: about their common options, and about a database that only `chaka-admin`
/// repairs.
public struct SharedRemedies: Remedies {
  public init() {}

  public func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    Self.opening(code, facts) ?? Self.speaking(code, facts) ?? Self.trusting(code, facts)
      ?? ServiceRemedies().remedy(for: code, facts)
  }

  /// Remedies against a database or secrets that are missing, or not the right ones.
  private static func opening(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "database_missing":
      Bilingual(
        zh: "请用 --database 指定，或先运行 chaka-admin init", en: "give its path with --database, or run chaka-admin init first"
      )
    case "database_outdated":
      Bilingual(zh: "请运行 chaka-admin init 升级", en: "run chaka-admin init to upgrade it")
    case "database_unsealed": Bilingual(zh: "请运行 chaka-admin init 封印", en: "run chaka-admin init to seal them")
    case "secret_missing" where isNetworkKeys(facts):
      Bilingual(
        zh: "请从备份放回；若已丢失，请用 rotate key network 新建",
        en: "put it back from the backup; if it is lost, make a new key with rotate key network")
    case "secret_unusable" where isNetworkKeys(facts): replacement
    case "secret_missing":
      Bilingual(
        zh: "请用 --secrets 指定密钥目录；文件丢失的，请从备份放回",
        en: "give the folder of the secrets with --secrets; if the file is lost, put it back from the backup")
    case "secret_mismatch", "seal_broken": Bilingual(zh: "请核对 --secrets", en: "check --secrets")
    case "secret_foreign": replacement
    case "sandbox_mismatch": mismatch(facts)
    case "not_a_sandbox": pretended(facts)
    default: nil
    }
  }

  /// Remedies where a service owns the database.
  private static func speaking(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "service_only" where facts["running"] == .bool(false):
      Bilingual(
        zh: "请先启动服务（systemctl start chaka），再连接它", en: "start the service (systemctl start chaka), then speak to it")
    case "service_only": address(facts)
    case "service_running" where facts["maintenance"] == nil:
      Bilingual(zh: "请使用它，或先停止它（systemctl stop chaka）", en: "use it, or stop it first (systemctl stop chaka)")
    default: nil
    }
  }

  private static func address(_ facts: JSONValue) -> Bilingual? {
    let ways = [
      facts.text("socket").map { "chaka-admin --socket \($0)" }, facts.text("server").map { "chaka --server \($0)" },
    ].compactMap(\.self)
    guard !ways.isEmpty else { return nil }
    return Bilingual(
      zh: "请使用 \(ways.joined(separator: "、"))", en: "use \(ways.joined(separator: ", "))")
  }

  /// Only the network's keys can be made anew.
  private static func isNetworkKeys(_ facts: JSONValue) -> Bool {
    if case .string(let path)? = facts["path"] { path.hasSuffix("network.keys") } else { false }
  }

  private static let replacement = Bilingual(
    zh: "请放回原来的文件；若已丢失，请移走这个文件，再用 rotate key network 新建",
    en: "put the right file back; if it is lost, move this one away and make a new key with rotate key network")

  private static func mismatch(_ facts: JSONValue) -> Bilingual? {
    switch facts["found"] {
    case "secrets": Bilingual(zh: "请用 --secrets 指定另一个目录", en: "give another folder with --secrets")
    case "sandbox": Bilingual(zh: "请用 init --sandbox", en: "use init --sandbox")
    default: nil
    }
  }

  private static func pretended(_ facts: JSONValue) -> Bilingual? {
    switch facts["pretended"] {
    case "time": Bilingual(zh: "请去掉 --now", en: "leave out --now")
    case "operator": Bilingual(zh: "请去掉 --as", en: "leave out --as")
    case "face": Bilingual(zh: "请去掉 --face", en: "leave out --face")
    default: nil
    }
  }

  /// Remedies against a database that cannot be trusted: an administrator inspects it, and decides.
  private static func trusting(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "clock_ahead" where facts["kernel"] != nil, "clock_behind" where facts["kernel"] != nil:
      Bilingual(zh: "请校准时钟", en: "set the clock")
    case "clock_ahead":
      Bilingual(
        zh: "请校准时钟；如果时钟无误，请管理员执行 clock confirm",
        en: "set the clock; if it is right, an administrator runs clock confirm")
    case "clock_behind" where facts["latest"] != nil:
      Bilingual(
        zh: "请校准时钟；如果时钟无误，请管理员执行 clock reset",
        en: "set the clock; if it is right, an administrator runs clock reset")
    case "database_older" where facts["noted"] != nil || facts["missing"] != nil:
      Bilingual(
        zh: "请换回最新的数据库；若是有意恢复备份，请管理员执行 audit reanchor reason TEXT",
        en: """
          put the latest database back; if a backup was restored on purpose, an administrator runs audit reanchor reason \
          TEXT
          """)
    case "database_exchanged" where facts["empty"] == nil:
      Bilingual(
        zh: "请换回原来的；若是有意更换，请管理员执行 audit reanchor reason TEXT",
        en: "put that one back; if it was replaced on purpose, an administrator runs audit reanchor reason TEXT")
    case "audit_head_unreadable":
      Bilingual(
        zh: "确认数据库是最新的之后，请管理员执行 audit reanchor reason TEXT",
        en: "once the database is known to be the latest, an administrator runs audit reanchor reason TEXT")
    case "authority_altered":
      Bilingual(zh: "请用 audit verify 查看，并恢复备份", en: "look at audit verify, and restore a backup")
    case "record_altered":
      Bilingual(
        zh: "请联系服务方，由操作员用 audit verify 查明", en: "tell the service; its operators look into it with audit verify")
    case "registry_changed" where facts["of"] == nil:
      Bilingual(
        zh: "核实后请管理员执行 registry update（沙箱也可运行 chaka-admin init --sandbox）",
        en: "once it is checked, an administrator runs registry update (in a sandbox: chaka-admin init --sandbox)")
    default: nil
    }
  }
}

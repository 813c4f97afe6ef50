import Text

/// What can be done at any of the programs: about their common options, and about a database that only `chaka-admin` puts
/// right.
public struct SharedRemedies: Remedies {
  public init() {}

  public func remedy(for code: String, _ facts: JSONValue) -> Bilingual? {
    Self.opening(code, facts) ?? Self.trusting(code, facts)
  }

  /// Against a database or secrets that are not there, or are not the right ones.
  private static func opening(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "database_missing":
      Bilingual(
        zh: "请用 --database 指明，或先运行 chaka-admin init", en: "name it with --database, or run chaka-admin init first")
    case "database_outdated":
      Bilingual(zh: "请运行 chaka-admin init 升级", en: "run chaka-admin init to migrate it")
    case "database_unsealed": Bilingual(zh: "请运行 chaka-admin init", en: "run chaka-admin init")
    case "secret_missing" where isNetworkKeys(facts):
      Bilingual(
        zh: "请从备份放回；找不回时用 rotate key network 新建",
        en: "put it back from the backup; where it is lost, make a new key with rotate key network")
    case "secret_unusable" where isNetworkKeys(facts): replacement
    case "secret_missing":
      Bilingual(
        zh: "请用 --secrets 指明密钥目录；文件丢失的，从备份放回",
        en: "name the folder of the secrets with --secrets; where the file is lost, put it back from the backup")
    case "secret_mismatch", "seal_broken": Bilingual(zh: "请核对 --secrets", en: "check --secrets")
    case "secret_foreign": replacement
    case "sandbox_mismatch": mismatch(facts)
    case "not_a_sandbox": pretended(facts)
    default: nil
    }
  }

  /// Only the network's keys can be made anew.
  private static func isNetworkKeys(_ facts: JSONValue) -> Bool {
    if case .string(let path)? = facts["path"] { path.hasSuffix("network.keys") } else { false }
  }

  private static let replacement = Bilingual(
    zh: "请放回原来的文件；找不回时先移走它，再用 rotate key network 新建",
    en: "put the right file back; where it is lost, move this one away and make a new key with rotate key network")

  private static func mismatch(_ facts: JSONValue) -> Bilingual? {
    switch facts["found"] {
    case "secrets": Bilingual(zh: "请用 --secrets 指明另一目录", en: "name another folder with --secrets")
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

  /// Against what cannot be trusted: an administrator looks into it, and decides.
  private static func trusting(_ code: String, _ facts: JSONValue) -> Bilingual? {
    switch code {
    case "clock_ahead" where facts["kernel"] != nil, "clock_behind" where facts["kernel"] != nil:
      Bilingual(zh: "请校准时钟", en: "set it right")
    case "clock_ahead":
      Bilingual(
        zh: "请校准时钟；确认无误后由管理员执行 clock confirm",
        en: "set it right, or if it is right an administrator says clock confirm")
    case "clock_behind" where facts["latest"] != nil:
      Bilingual(
        zh: "请校准时钟；如果现在的时间是对的，由管理员执行 clock reset",
        en: "set it right, or if it is right an administrator says clock reset")
    case "database_older" where facts["noted"] != nil || facts["missing"] != nil:
      Bilingual(
        zh: "若是有意恢复备份，请管理员执行 audit reanchor reason TEXT；否则请换回最新的数据库",
        en: """
          if a backup was restored on purpose, an administrator says audit reanchor reason TEXT; otherwise put the latest \
          database back
          """)
    case "database_exchanged" where facts["empty"] == nil:
      Bilingual(
        zh: "请换回原来的；若是有意改用现在这个，请管理员执行 audit reanchor reason TEXT",
        en:
          "put that one back; if this one is meant to take its place, an administrator says audit reanchor reason TEXT")
    case "audit_head_unreadable":
      Bilingual(
        zh: "核实后请管理员执行 audit reanchor reason TEXT",
        en: "once that is made sure of, an administrator says audit reanchor reason TEXT")
    case "authority_altered":
      Bilingual(zh: "请执行 audit verify 查看，并恢复备份", en: "see audit verify, and restore a backup")
    case "record_altered":
      Bilingual(
        zh: "请联系服务方，由其用 audit verify 查明", en: "tell the service, whose operators look into it with audit verify")
    case "registry_changed" where facts["of"] == nil:
      Bilingual(
        zh: "核实后请管理员执行 registry update（沙箱也可运行 chaka-admin init --sandbox）",
        en: """
          once it is checked, an administrator says registry update (in a sandbox chaka-admin init --sandbox does, too)
          """)
    default: nil
    }
  }
}

import Domain
import Text

/// The operand at one place of a command.
public struct Operand: Sendable, Equatable {
  public let kind: Kind
  public let least: Int
  public let most: Int

  public enum Kind: Sendable, Equatable, CaseIterable {
    case regions, region, banks, bank, bankOrAll, channels, channel
    case revision, policy, value, file, url, text, time, share, minutes, hours, lines, count, loss, topic
    case number, account, role, guardrails, otherwise, reviews
    case seconds, variable, command
    case query, refusal, hash, author, object, action
    case bankCode, tier, names, name, chinese, english
  }

  /// The operand of a clause without values.
  static let none = Operand(kind: .text, least: 0, most: 0)

  static func one(_ kind: Kind) -> Operand { Operand(kind: kind, least: 1, most: 1) }
  static func some(_ kind: Kind) -> Operand { Operand(kind: kind, least: 1, most: .max) }
  static func any(_ kind: Kind) -> Operand { Operand(kind: kind, least: 0, most: .max) }
  static func atMost(_ count: Int, _ kind: Kind) -> Operand { Operand(kind: kind, least: 0, most: count) }

  /// The operand in the synopsis of a command: `REGION...`, `[BANK...]`, `[REVISION [REVISION]]`.
  var synopsis: String {
    let name = kind.placeholder
    if most == 0 { return "" }
    if most == .max { return least == 0 ? "[\(name)...]" : "\(name)..." }
    let required = Array(repeating: name, count: least).joined(separator: " ")
    let optional = (least..<most).reduce("") { inner, _ in inner.isEmpty ? "[\(name)]" : "[\(name) \(inner)]" }
    return [required, optional].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Operand.Kind {
  /// Whether the words are looked up in the catalogue.
  var isName: Bool {
    switch self {
    case .regions, .region, .banks, .bank, .bankOrAll, .channels, .channel: true
    case .revision, .policy, .value, .file, .url, .text, .time, .share, .minutes, .hours, .lines, .count, .loss, .topic,
      .number, .account, .role, .guardrails, .otherwise, .reviews, .seconds, .variable, .command, .query, .refusal,
      .hash, .author, .object, .action, .bankCode, .tier, .names, .name, .chinese, .english:
      false
    }
  }

  var placeholder: String {
    switch self {
    case .regions, .region: "REGION"
    case .banks, .bank: "BANK"
    case .bankOrAll: "BANK|all"
    case .channels, .channel: "CHANNEL"
    case .revision: "REVISION"
    case .policy: "POLICY"
    case .value: "VALUE"
    case .file: "FILE"
    case .url: "URL"
    case .text: "TEXT"
    case .time: "TIME"
    case .share: "PERCENT"
    case .minutes: "MINUTES"
    case .hours: "HOURS"
    case .lines: "private|public"
    case .count: "COUNT"
    case .loss: "lost NUMBER"
    case .topic: "TOPIC"
    case .number: "NUMBER"
    case .account: "OPERATOR"
    case .role: "ROLE"
    case .guardrails: "GUARDRAIL"
    case .otherwise: Evidence.Otherwise.allCases.map(\.rawValue).joined(separator: "|")
    case .reviews: "review NUMBER"
    case .seconds: "SECONDS"
    case .variable: "NAME"
    case .command: "COMMAND"
    case .query, .refusal: "NUMBER"
    case .hash: "HASH"
    case .author: "OPERATOR"
    case .object: "OBJECT"
    case .action: "ACTION"
    case .bankCode: "CODE"
    case .tier: BankTier.allCases.map(\.rawValue).joined(separator: "|")
    case .names: "ZH EN"
    case .name: "NAME"
    case .chinese: "ZH"
    case .english: "EN"
    }
  }

  var title: Bilingual {
    switch self {
    case .regions: Bilingual(zh: "至少一个地区", en: "at least one region")
    case .region: Bilingual(zh: "一个地区", en: "a region")
    case .banks: Bilingual(zh: "至少一家银行", en: "at least one bank")
    case .bank: Bilingual(zh: "一家银行", en: "a bank")
    case .bankOrAll: Bilingual(zh: "一家银行或 all", en: "a bank or all")
    case .channels: Bilingual(zh: "至少一个渠道", en: "at least one channel")
    case .channel: Bilingual(zh: "一个渠道", en: "a channel")
    case .revision: Bilingual(zh: "版本号", en: "a revision number")
    case .policy: Bilingual(zh: "策略", en: "a policy")
    case .value: Bilingual(zh: "取值", en: "a value")
    case .file: Bilingual(zh: "文件", en: "a file")
    case .url: Bilingual(zh: "接口地址", en: "an endpoint")
    case .text: Bilingual(zh: "文字", en: "a text")
    case .time: Bilingual(zh: "时间", en: "a time")
    case .share: Bilingual(zh: "百分比", en: "a percentage")
    case .minutes: Bilingual(zh: "分钟数", en: "a number of minutes")
    case .hours: Bilingual(zh: "小时数", en: "a number of hours")
    case .lines: Bilingual(zh: "private 或 public", en: "private or public")
    case .count: Bilingual(zh: "条数", en: "a count")
    case .loss: Bilingual(zh: "lost 人数", en: "lost NUMBER")
    case .topic: Bilingual(zh: "主题", en: "a topic")
    case .number: Bilingual(zh: "编号", en: "a number")
    case .account: Bilingual(zh: "操作员的系统账户", en: "an operator's system account")
    case .role: Bilingual(zh: "角色", en: "a role")
    case .guardrails: Bilingual(zh: "至少一个护栏", en: "at least one guardrail")
    case .otherwise: Bilingual(zh: "back 或 hold", en: "back or hold")
    case .reviews: Bilingual(zh: "review 编号", en: "review NUMBER")
    case .seconds: Bilingual(zh: "秒数", en: "a number of seconds")
    case .variable: Bilingual(zh: "变量名", en: "a variable name")
    case .command: Bilingual(zh: "一条命令", en: "a command")
    case .query: Bilingual(zh: "查询编号", en: "a query number")
    case .refusal: Bilingual(zh: "未受理编号", en: "a refusal number")
    case .hash: Bilingual(zh: "哈希", en: "a hash")
    case .author: Bilingual(zh: "操作员", en: "an operator")
    case .object: Bilingual(zh: "对象", en: "an object")
    case .action: Bilingual(zh: "动作", en: "an action")
    case .bankCode: Bilingual(zh: "新的银行代码", en: "a new bank code")
    case .tier: Bilingual(zh: "national 或 regional", en: "national or regional")
    case .names: Bilingual(zh: "中文名和英文名", en: "a Chinese and an English name")
    case .name: Bilingual(zh: "名称", en: "a name")
    case .chinese: Bilingual(zh: "中文名", en: "a Chinese name")
    case .english: Bilingual(zh: "英文名", en: "an English name")
    }
  }

  /// The rule for a value, for the message about an invalid one.
  var rule: Bilingual {
    switch self {
    case .share:
      Bilingual(
        zh: "0 到 100 的百分比，最多两位小数，如 12.5",
        en: "a percentage from 0 to 100 with at most two decimals, for example 12.5")
    case .time:
      Bilingual(
        zh: "时间，如 2022-06-09 或 2022-06-09T10:00", en: "a time, for example 2022-06-09 or 2022-06-09T10:00"
      )
    case .revision: Bilingual(zh: "版本号，如 17", en: "a revision number, for example 17")
    case .count: Bilingual(zh: "条数，如 10", en: "a count, for example 10")
    case .minutes:
      Bilingual(zh: "分钟数，1 到 10080 的整数，如 30", en: "minutes: a whole number from 1 to 10080, for example 30")
    case .number: Bilingual(zh: "编号，如 3", en: "a number, for example 3")
    case .role:
      Bilingual(
        zh: "角色：" + OperatorRole.allCases.map(\.rawValue).joined(separator: "、"),
        en: "a role: " + OperatorRole.allCases.map(\.rawValue).joined(separator: ", "))
    case .guardrails:
      Bilingual(
        zh: "护栏：" + HealthGuardrail.allCases.map(\.rawValue).joined(separator: "、"),
        en: "guardrails: " + HealthGuardrail.allCases.map(\.rawValue).joined(separator: ", "))
    case .reviews: Bilingual(zh: "review 编号，如 review 3", en: "review NUMBER, for example review 3")
    case .loss: Bilingual(zh: "lost 人数，如 lost 120", en: "lost NUMBER, for example lost 120")
    case .seconds: Bilingual(zh: "秒数，1 到 3600 的整数，如 5", en: "seconds: a whole number from 1 to 3600, for example 5")
    case .variable:
      Bilingual(
        zh: "变量名：字母、数字和下划线，不以数字开头，env 除外，如 ticket",
        en: "a variable name: letters, digits and underscores, not starting with a digit, not env; for example ticket")
    case .hours: Bilingual(zh: "小时数，0 到 720 的整数，如 48", en: "hours: a whole number from 0 to 720, for example 48")
    case .query: Bilingual(zh: "查询编号，如 Q00ABCDEFGHJKMNPQR", en: "a query number, for example Q00ABCDEFGHJKMNPQR")
    case .refusal: Bilingual(zh: "未受理编号，如 RABCDEFGHJKMNPQR0", en: "a refusal number, for example RABCDEFGHJKMNPQR0")
    case .hash: Bilingual(zh: "64 位十六进制的哈希", en: "a hash of 64 hexadecimal digits")
    case .url:
      Bilingual(zh: "接口地址，如 https://icbc.example/chaka", en: "an endpoint, for example https://icbc.example/chaka")
    case .bankCode:
      Bilingual(
        zh: "银行代码：2 至 16 个小写字母或数字，以字母开头，如 gxnx",
        en: "a bank code: 2 to 16 lower-case letters or digits, starting with a letter, for example gxnx")
    case .name, .chinese, .english:
      Bilingual(
        zh: "名称：1 至 \(Arguments.longestName) 个字符，不含看不见的字符",
        en: "a name of 1 to \(Arguments.longestName) characters, none of them invisible")
    default: title
    }
  }

  /// The hint of Tab and `?` if no values can be listed.
  var hint: Bilingual {
    switch self {
    case .text: Bilingual(zh: "一段文字；含空格时加引号", en: "text; in quotes if it has spaces")
    case .share, .time, .revision, .count, .url, .hours, .minutes, .number, .loss, .reviews, .seconds, .variable,
      .query,
      .refusal, .hash, .bankCode:
      rule
    default: title
    }
  }
}

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
    case .revision: Bilingual(zh: "版本号", en: "the number of a revision")
    case .policy: Bilingual(zh: "策略名", en: "a policy")
    case .value: Bilingual(zh: "值", en: "a value")
    case .file: Bilingual(zh: "文件", en: "a file")
    case .url: Bilingual(zh: "网址", en: "a URL")
    case .text: Bilingual(zh: "文字", en: "a text")
    case .time: Bilingual(zh: "时间", en: "a time")
    case .share: Bilingual(zh: "百分比", en: "a percentage")
    case .minutes: Bilingual(zh: "分钟数", en: "a number of minutes")
    case .hours: Bilingual(zh: "小时数", en: "a number of hours")
    case .lines: Bilingual(zh: "private 或 public", en: "private or public")
    case .count: Bilingual(zh: "条数", en: "a count")
    case .loss: Bilingual(zh: "lost 和人数", en: "lost and a number of people")
    case .topic: Bilingual(zh: "主题", en: "a topic")
    case .number: Bilingual(zh: "编号", en: "a number")
    case .account: Bilingual(zh: "操作员的系统账户", en: "an operator's system account")
    case .role: Bilingual(zh: "角色", en: "a role")
    case .guardrails: Bilingual(zh: "至少一个护栏", en: "at least one guardrail")
    case .otherwise: Bilingual(zh: "back 或 hold", en: "back or hold")
    case .reviews: Bilingual(zh: "review 和复核编号", en: "review and its number")
    case .seconds: Bilingual(zh: "秒数", en: "a number of seconds")
    case .variable: Bilingual(zh: "变量名", en: "the name of a variable")
    case .command: Bilingual(zh: "一条命令", en: "a command")
    case .query: Bilingual(zh: "查询的编号", en: "the number of a query")
    case .refusal: Bilingual(zh: "拒绝的编号", en: "the number of a refusal")
    case .hash: Bilingual(zh: "哈希", en: "a hash")
    case .author: Bilingual(zh: "操作员", en: "an operator")
    case .object: Bilingual(zh: "对象", en: "an object")
    case .action: Bilingual(zh: "动作", en: "an action")
    case .bankCode: Bilingual(zh: "新的银行代码", en: "a new code of a bank")
    case .tier: Bilingual(zh: "national 或 regional", en: "national or regional")
    case .names: Bilingual(zh: "中文名和英文名", en: "the Chinese and the English name")
    case .name: Bilingual(zh: "名称", en: "a name")
    case .chinese: Bilingual(zh: "中文名", en: "the Chinese name")
    case .english: Bilingual(zh: "英文名", en: "the English name")
    }
  }

  /// The rule for a value, for the message about an invalid one.
  var rule: Bilingual {
    switch self {
    case .share:
      Bilingual(zh: "0 到 100 之间、最多两位小数的百分比", en: "a percentage from 0 to 100 with at most two decimals")
    case .time:
      Bilingual(
        zh: "时间，如 2022-06-09 或 2022-06-09T10:00:00+08:00", en: "a time such as 2022-06-09 or 2022-06-09T10:00:00+08:00"
      )
    case .revision: Bilingual(zh: "版本号，即 0 或正整数", en: "the number of a revision: 0, 1, 2 ...")
    case .count: Bilingual(zh: "条数，即正整数", en: "a count: 1, 2, 3 ...")
    case .minutes: Bilingual(zh: "分钟数，1 到 10080 的整数", en: "a whole number of minutes from 1 to 10080")
    case .number: Bilingual(zh: "编号，即正整数", en: "a number: 1, 2, 3 ...")
    case .role:
      Bilingual(
        zh: "角色：" + OperatorRole.allCases.map(\.rawValue).joined(separator: "、"),
        en: "a role: " + OperatorRole.allCases.map(\.rawValue).joined(separator: ", "))
    case .guardrails:
      Bilingual(
        zh: "护栏：" + HealthGuardrail.allCases.map(\.rawValue).joined(separator: "、"),
        en: "guardrails: " + HealthGuardrail.allCases.map(\.rawValue).joined(separator: ", "))
    case .reviews: Bilingual(zh: "review 和复核编号，如 review 3", en: "review and its number, such as review 3")
    case .loss: Bilingual(zh: "lost 和人数，如 lost 120", en: "lost and a number of people, such as lost 120")
    case .seconds: Bilingual(zh: "秒数，1 到 3600 的整数", en: "a whole number of seconds from 1 to 3600")
    case .variable:
      Bilingual(
        zh: "变量名：字母、数字和下划线，数字不在首位，env 除外",
        en: "the name of a variable: letters, digits and underscores, no digit first, and not env")
    case .hours: Bilingual(zh: "小时数，0 到 720 的整数", en: "a whole number of hours from 0 to 720")
    case .query: Bilingual(zh: "查询的编号，字母和数字，如 Q00ABCDEFGHJKMNPQR", en: "the number of a query: letters and digits")
    case .refusal: Bilingual(zh: "拒绝的编号，字母和数字，如 RABCDEFGHJKMNPQR0", en: "the number of a refusal: letters and digits")
    case .hash: Bilingual(zh: "64 位十六进制的哈希", en: "a hash of 64 hexadecimal digits")
    case .url: Bilingual(zh: "网址，如 http://127.0.0.1:8080/icbc", en: "a URL such as http://127.0.0.1:8080/icbc")
    case .bankCode:
      Bilingual(
        zh: "银行代码：2 至 16 个小写字母或数字，以字母开头", en: "a bank code: 2 to 16 lower-case letters or digits, a letter first")
    case .name, .chinese, .english:
      Bilingual(
        zh: "名称：1 至 \(Arguments.longestName) 个字符，不含看不见的字符",
        en: "a name: 1 to \(Arguments.longestName) characters, none of them invisible")
    default: title
    }
  }

  /// The hint of Tab and `?` if no values can be listed.
  var hint: Bilingual {
    switch self {
    case .text: Bilingual(zh: "一段文字；含空格时放进引号", en: "one text; in quotes where it has spaces")
    case .share, .time, .revision, .count, .url, .hours, .minutes, .number, .loss, .reviews, .seconds, .variable,
      .query,
      .refusal, .hash, .bankCode:
      rule
    default: title
    }
  }
}

import Text

/// A command line is not valid (code `usage`, exit status 64).
public enum UsageFault: Fault, Equatable {
  case unknownOption(String, suggestion: String?)
  case unknownCommand(String, suggestion: String?)
  case missingCommand
  case missingValue(String)
  case unexpectedValue(String)
  case invalidValue(String, option: String, allowed: [String])
  case missingArgument(String)
  case unexpectedArgument(String)
  /// Another fault, with the message of its finder.
  case other(Bilingual)

  public var code: String { "usage" }
  public var kind: FaultKind { .usage }

  public var message: Bilingual {
    switch self {
    case .unknownOption(let name, let near): Self.unknown(name, near, zh: "没有这个选项", en: "unknown option")
    case .unknownCommand(let name, let near): Self.unknown(name, near, zh: "没有这个命令", en: "unknown command")
    case .missingCommand: Bilingual(zh: "缺少命令", en: "missing command")
    case .missingValue(let option): Bilingual(zh: "选项 \(option) 缺少取值", en: "option \(option) needs a value")
    case .unexpectedValue(let option): Bilingual(zh: "选项 \(option) 不带取值", en: "option \(option) takes no value")
    case .invalidValue(let value, let option, let allowed): Self.invalid(value, option, allowed)
    case .missingArgument(let name): Bilingual(zh: "缺少 \(name)", en: "missing \(name)")
    case .unexpectedArgument(let value): Bilingual(zh: "多余的参数“\(value)”", en: "unexpected argument '\(value)'")
    case .other(let message): message
    }
  }

  private static func unknown(_ name: String, _ near: String?, zh: String, en: String) -> Bilingual {
    Bilingual(
      zh: zh + "：\(name)" + (near.map { "，是不是 \($0)？" } ?? ""),
      en: en + " '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
  }

  private static func invalid(_ value: String, _ option: String, _ allowed: [String]) -> Bilingual {
    Bilingual(
      zh: "\(option) 的取值“\(value)”无效" + (allowed.isEmpty ? "" : "，可选：\(allowed.joined(separator: "、"))"),
      en: "invalid value '\(value)' for \(option)"
        + (allowed.isEmpty ? "" : "; one of: \(allowed.joined(separator: ", "))"))
  }
}

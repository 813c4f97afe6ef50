import Text

/// A configuration file that cannot be used (code `config_invalid`, exit status 3).
public struct ConfigurationFault: Fault, Equatable {
  public enum Problem: Sendable, Equatable {
    case missing
    case unreadable
    case notYAML
    case unknownKey(String, suggestion: String?)
    case repeatedKey(String)
    case wrongValue(String, expected: Bilingual)
  }

  public let file: String
  /// The line; nil if the fault is about the whole file.
  public let line: Int?
  public let problem: Problem

  public init(file: String, line: Int?, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  public var code: String { "config_invalid" }
  public var kind: FaultKind { .environment }
  public var facts: [JSONValue.Member] { [.init("file", .string(file)), .init("line", JSONValue(line))] }

  public var message: Bilingual {
    let place = line.map { "\(file):\($0): " } ?? "\(file): "
    let words = problem.message
    return Bilingual(zh: place + words.zh, en: place + words.en)
  }
}

extension ConfigurationFault.Problem {
  var message: Bilingual {
    switch self {
    case .missing: Bilingual(zh: "配置文件不存在", en: "no such configuration file")
    case .unreadable:
      Bilingual(
        zh: "无法读取配置文件（没有权限，或不是 UTF-8 文本）",
        en: "the configuration file cannot be read (no permission, or not UTF-8 text)")
    case .notYAML: Bilingual(zh: "YAML 格式有误", en: "invalid YAML")
    case .unknownKey(let key, let near):
      Bilingual(
        zh: "没有“\(key)”这项设置" + (near.map { "，是不是 \($0)？" } ?? ""),
        en: "unknown setting '\(key)'" + (near.map { "; did you mean '\($0)'?" } ?? ""))
    case .repeatedKey(let key): Bilingual(zh: "\(key) 写了两次", en: "'\(key)' is set twice")
    case .wrongValue(let key, let expected):
      Bilingual(zh: "\(key) 应为\(expected.zh)", en: "'\(key)' must be \(expected.en)")
    }
  }
}

import Text

/// A book cannot be loaded. Names keys and places only, never values.
public struct BookFault: Fault, Equatable {
  public let file: String
  public let line: Int?
  public let problem: Problem

  public init(file: String, line: Int?, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  public enum Problem: Sendable, Equatable {
    case unreadable
    case syntax
    case empty
    case expected(key: String, Shape)
    case missing(key: String)
    case unknownKey(String)
    case duplicateCardholder
  }

  public enum Shape: Sendable, Equatable {
    case mapping
    case list
    case text
    case yesOrNo
    case seconds
    case bankCode
    case cardNumber
    case oneOf([String])
  }

  public var code: String { problem == .unreadable ? "book_unreadable" : "book_invalid" }
  public var kind: FaultKind { problem == .unreadable ? .environment : .refused }

  public var facts: [JSONValue.Member] { [.init("file", .string(file)), .init("line", JSONValue(line))] }

  public var message: Bilingual {
    let place = line.map { "\(file):\($0): " } ?? "\(file): "
    let text = problem.message
    return Bilingual(zh: place + text.zh, en: place + text.en)
  }
}

extension BookFault.Problem {
  var message: Bilingual {
    switch self {
    case .unreadable: Bilingual(zh: "无法读取该文件", en: "the file cannot be read")
    case .syntax: Bilingual(zh: "不是有效的 YAML", en: "not valid YAML")
    case .empty: Bilingual(zh: "文件为空", en: "the file is empty")
    case .missing(let key): Bilingual(zh: "缺少 \(key)", en: "\(key) is missing")
    case .unknownKey(let key): Bilingual(zh: "未知的键 \(key)", en: "unknown key \(key)")
    case .duplicateCardholder: Bilingual(zh: "同一身份证号出现两次", en: "this identity number appears twice")
    case .expected(let key, let shape):
      Bilingual(zh: "\(key) 应为\(shape.name.zh)", en: "\(key) must be \(shape.name.en)")
    }
  }
}

extension BookFault.Shape {
  var name: Bilingual {
    switch self {
    case .mapping: Bilingual(zh: "键值表", en: "a mapping")
    case .list: Bilingual(zh: "列表", en: "a list")
    case .text: Bilingual(zh: "非空文本", en: "a non-empty text")
    case .yesOrNo: Bilingual(zh: " true 或 false", en: "true or false")
    case .seconds: Bilingual(zh: " 0 到 86400 之间的秒数", en: "a number of seconds, 0 to 86400")
    case .bankCode: Bilingual(zh: "银行代码（小写字母、数字和连字符）", en: "a bank code (lower-case letters, digits, hyphens)")
    case .cardNumber: Bilingual(zh: " 13 至 19 位数字的卡号", en: "a card number of 13 to 19 digits")
    case .oneOf(let values):
      Bilingual(zh: "以下之一：\(values.joined(separator: "、"))", en: "one of \(values.joined(separator: ", "))")
    }
  }
}

import Text

/// All problems of the registry's files.
public struct RegistryFault: ListFault, Equatable {
  public let problems: [RegistryProblem]

  public init(problems: [RegistryProblem]) { self.problems = problems }

  public var code: String { "registry_invalid" }
  public var kind: FaultKind { .environment }

  public var message: Bilingual {
    let list = { (language: Language) in problems.map { "\n  " + $0.text(in: language) }.joined() }
    return Bilingual(zh: "登记资料有误：" + list(.zh), en: "the registry has errors:" + list(.en))
  }

  public var facts: [JSONValue.Member] {
    let list = problems.map { problem -> JSONValue in
      [
        "file": .string(problem.file), "line": JSONValue(problem.line),
        "message": ["zh": .string(problem.message.zh), "en": .string(problem.message.en)],
      ]
    }
    return [.init("problems", .array(list))]
  }

  static let notInstalled = RegistryFault(problems: [
    RegistryProblem(
      file: Registry.bundleName, line: nil,
      message: Bilingual(
        zh: "程序所在目录没有它，也没有设置 CHAKA_REGISTRY",
        en: "not found beside the program, and CHAKA_REGISTRY is not set"))
  ])
}

/// One problem and its place.
public struct RegistryProblem: Sendable, Hashable {
  /// The file's name without its folder.
  public let file: String
  /// The line, counted from 1; nil if the problem is about the whole file.
  public let line: Int?
  public let message: Bilingual

  /// The problem with its place: `banks.yaml:12: there is no region CN-XX`.
  public func text(in language: Language) -> String {
    "\(file):\(line.map { "\($0):" } ?? "") \(message[language])"
  }

  static func unreadable(_ file: String) -> RegistryProblem {
    RegistryProblem(file: file, line: nil, message: Bilingual(zh: "无法读取", en: "cannot be read"))
  }
}

/// Collects the problems found while files are being read, so that one load can list all of them.
final class Findings {
  private(set) var problems: [RegistryProblem] = []

  /// The problems, file by file in the order given, each from its first line to its last.
  func problems(inOrderOf files: [String]) -> [RegistryProblem] {
    let place = { (problem: RegistryProblem) in (files.firstIndex(of: problem.file) ?? files.count, problem.line ?? 0) }
    return problems.sorted { place($0) < place($1) }
  }

  func report(_ problem: RegistryProblem) { problems.append(problem) }

  func report(_ file: String, _ line: Int?, zh: String, en: String) {
    report(RegistryProblem(file: file, line: line, message: Bilingual(zh: zh, en: en)))
  }
}

import Foundation
import Text
import Yams

/// One of the registry's YAML files.
struct DataFile {
  let name: String
  let findings: Findings
  private let root: EntryReader

  /// Nil if the file cannot be read as a mapping with these keys; the findings say why.
  init?(_ name: String, in directory: String, keys: [String], findings: Findings) {
    guard let node = Self.node(name, directory, findings) else { return nil }
    guard let root = EntryReader(node, file: name, required: keys, findings: findings) else { return nil }
    self.name = name
    self.findings = findings
    self.root = root
  }

  func text(_ key: String) -> String { root.text(key) }
  func bilingual(_ key: String) -> Bilingual { root.bilingual(key) }

  /// Every entry of a list that is a mapping, with the value made of it.
  func entries<Value>(
    _ key: String, required: [String], optional: [String] = [], _ make: (EntryReader) -> Value
  ) -> [Located<Value>] {
    root.nodes(key).compactMap { node in
      let before = findings.problems.count
      let reader = EntryReader(node, file: name, required: required, optional: optional, findings: findings)
      return reader.map { Located(value: make($0), reader: $0, isBroken: findings.problems.count > before) }
    }
  }

  private static func node(_ name: String, _ directory: String, _ findings: Findings) -> Node? {
    guard let data = FileManager.default.contents(atPath: "\(directory)/Data/\(name)") else {
      findings.report(.unreadable(name))
      return nil
    }
    guard let text = String(data: data, encoding: .utf8) else {
      findings.report(name, nil, zh: "不是有效的 UTF-8 文本", en: "not valid UTF-8")
      return nil
    }
    do {
      // Every scalar is read as text here: finding out its type takes most of the time.
      guard let node = try Yams.compose(yaml: text, .basic) else {
        findings.report(name, nil, zh: "文件是空的", en: "the file is empty")
        return nil
      }
      return node
    } catch {
      let (line, problem) = describe(error)
      findings.report(name, line, zh: "YAML 格式有误：\(problem)", en: "invalid YAML: \(problem)")
      return nil
    }
  }

  private static func describe(_ error: any Error) -> (line: Int?, problem: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let keys, let context):
      (context.mark.line, "key given twice: \(keys.joined(separator: ", "))")
    case .reader(let problem, _, _, _): (nil, problem)
    default: (nil, String(describing: error))
    }
  }
}

/// A value made of an entry, with the place of the entry.
struct Located<Value> {
  let value: Value
  let reader: EntryReader
  /// Whether a problem of the entry was reported while it was read.
  let isBroken: Bool
}

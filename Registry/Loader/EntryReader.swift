import Text
import Yams

/// A mapping whose keys are known beforehand. A field that is missing or of the wrong kind is reported once and read as
/// empty, so that reading goes on and finds the rest.
struct EntryReader {
  let file: String
  private let line: Int
  private let fields: [String: (line: Int, value: Node)]
  private let findings: Findings

  init?(_ node: Node, file: String, required: [String], optional: [String] = [], findings: Findings) {
    let line = node.mark?.line ?? 1
    guard case .mapping(let mapping) = node else {
      findings.report(file, line, zh: "应为键值对", en: "must be a mapping")
      return nil
    }
    var fields: [String: (line: Int, value: Node)] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      let keyLine = key.mark?.line ?? line
      if required.contains(name) || optional.contains(name) {
        fields[name] = (keyLine, value)
      } else {
        findings.report(file, keyLine, zh: "没有“\(name)”这个键", en: "unknown key \"\(name)\"")
      }
    }
    for name in required where fields[name] == nil {
      findings.report(file, line, zh: "缺少键“\(name)”", en: "missing key \"\(name)\"")
    }
    (self.file, self.line, self.fields, self.findings) = (file, line, fields, findings)
  }

  /// The line of a field, or of one element of a list in it; the entry's own line if the field is missing.
  func line(of key: String, element: Int? = nil) -> Int {
    guard let field = fields[key] else { return line }
    guard let element, case .sequence(let list) = field.value, list.indices.contains(element) else { return field.line }
    return list[element].mark?.line ?? field.line
  }

  func reportHere(_ key: String, zh: String, en: String) {
    findings.report(file, line(of: key), zh: "“\(key)”：\(zh)", en: "\"\(key)\": \(en)")
  }

  func text(_ key: String) -> String { optionalText(key) ?? "" }

  func optionalText(_ key: String) -> String? {
    guard let field = fields[key] else { return nil }
    return string(field.value, key)
  }

  func integer(_ key: String) -> Int {
    guard fields[key] != nil else { return 0 }
    guard let number = optionalText(key).flatMap({ Int($0) }) else {
      reportHere(key, zh: "应为整数", en: "must be a whole number")
      return 0
    }
    return number
  }

  func nodes(_ key: String) -> [Node] {
    guard let field = fields[key] else { return [] }
    guard case .sequence(let list) = field.value else {
      reportHere(key, zh: "应为列表", en: "must be a list")
      return []
    }
    return Array(list)
  }

  func texts(_ key: String) -> [String] { nodes(key).map { string($0, key) ?? "" } }

  func bilinguals(_ key: String) -> [Bilingual] { nodes(key).map(bilingual) }

  func bilingual(_ key: String) -> Bilingual {
    fields[key].map { bilingual($0.value) } ?? Bilingual(zh: "", en: "")
  }

  func mapping(_ key: String, required: [String]) -> EntryReader? {
    guard let field = fields[key] else { return nil }
    return EntryReader(field.value, file: file, required: required, findings: findings)
  }

  /// Reports names with which one region or bank could pass for another.
  func requirePlain(_ names: [String]) {
    for name in names {
      guard let odd = name.composed.firstUnplain, name.firstHidden == nil else { continue }
      findings.report(
        file, line, zh: "名称“\(name)”中不能有\(odd.text.zh)", en: "the name \"\(name)\" cannot contain \(odd.text.en)")
    }
  }

  private func bilingual(_ node: Node) -> Bilingual {
    let reader = EntryReader(node, file: file, required: ["zh", "en"], findings: findings)
    return Bilingual(zh: reader?.text("zh") ?? "", en: reader?.text("en") ?? "")
  }

  private func string(_ node: Node, _ key: String) -> String? {
    guard case .scalar(let scalar) = node else {
      findings.report(
        file, node.mark?.line ?? line(of: key), zh: "“\(key)”：应为文本", en: "\"\(key)\": must be text")
      return nil
    }
    if let hidden = scalar.string.split(separator: "\n").lazy.compactMap({ String($0).firstHidden }).first {
      findings.report(
        file, node.mark?.line ?? line(of: key), zh: "文字中不能有\(hidden.text.zh)",
        en: "a text cannot contain \(hidden.text.en)")
    }
    if scalar.string.isEmpty {
      findings.report(file, node.mark?.line ?? line(of: key), zh: "“\(key)”：不能为空", en: "\"\(key)\": must not be empty")
    }
    return scalar.string
  }
}

import Domain
import Text
import Yams

/// One mapping of a configuration file, read setting by setting; a key without a reader is unknown.
struct ConfigurationSection {
  private let file: String
  /// The keys that lead to the mapping, such as `limits.`.
  private let prefix: String
  private let entries: [(key: String, line: Int?, value: Node)]

  init(_ node: Node, file: String, prefix: String = "") throws(ConfigurationFault) {
    self.file = file
    self.prefix = prefix
    guard let mapping = node.mapping else {
      let key = prefix.isEmpty ? file : String(prefix.dropLast())
      throw ConfigurationFault(
        file: file, line: node.mark?.line,
        problem: .wrongValue(key, expected: Bilingual(zh: "一组设置", en: "a mapping of settings")))
    }
    entries = mapping.map { ($0.key.string ?? "?", $0.key.mark?.line, $0.value) }
  }

  /// Throws if a key is not among the known ones.
  func allow(_ known: [String]) throws(ConfigurationFault) {
    for entry in entries where !known.contains(entry.key) {
      let near = Nearest.match(to: entry.key, among: known)
      throw fault(entry.line, .unknownKey(prefix + entry.key, suggestion: near.map { prefix + $0 }))
    }
  }

  /// The mapping under a key; nil if it is missing or empty.
  func section(_ key: String) throws(ConfigurationFault) -> ConfigurationSection? {
    guard let entry = entry(key) else { return nil }
    return try ConfigurationSection(entry.value, file: file, prefix: prefix + key + ".")
  }

  func number(_ key: String, in range: ClosedRange<Int>) throws(ConfigurationFault) -> Int? {
    guard let entry = entry(key) else { return nil }
    guard let value = entry.value.int, range.contains(value) else {
      let expected = Bilingual(
        zh: " \(range.lowerBound) 到 \(range.upperBound) 的整数",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      throw fault(entry.line, .wrongValue(prefix + key, expected: expected))
    }
    return value
  }

  func text(_ key: String) throws(ConfigurationFault) -> String? {
    guard let entry = entry(key) else { return nil }
    guard let value = entry.value.string, !value.isEmpty else {
      throw fault(entry.line, .wrongValue(prefix + key, expected: Bilingual(zh: "文字", en: "text")))
    }
    return value
  }

  /// One of the values of a setting that has a few.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String
  ) throws(ConfigurationFault) -> Value? where Value.RawValue == String {
    guard let text = try text(key) else { return nil }
    guard let value = Value(rawValue: text) else {
      let all = Value.allCases.map(\.rawValue)
      let expected = Bilingual(zh: " \(all.joined(separator: "、")) 之一", en: "one of \(all.joined(separator: ", "))")
      throw fault(entry(key)?.line, .wrongValue(prefix + key, expected: expected))
    }
    return value
  }

  func url(_ key: String) throws(ConfigurationFault) -> String? {
    guard let value = try text(key) else { return nil }
    guard Self.isAddress(value) else {
      let expected = Bilingual(
        zh: " http:// 或 https:// 地址，须有主机名，不能有用户名和“#”",
        en: "an http:// or https:// address with a host, without a user and without anything behind #")
      throw fault(entry(key)?.line, .wrongValue(prefix + key, expected: expected))
    }
    return value
  }

  /// Whether the text is an address that every reader takes the same way: an endpoint in its one spelling, perhaps with
  /// a query behind it.
  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard EndpointURL(String(parts[0])) != nil else { return false }
    return parts.dropFirst().allSatisfy { query in
      query.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"\"#<>\\^`{|}".utf8.contains($0) }
    }
  }

  /// The URL of callbacks in its one spelling: a host, perhaps a port, and the path of callbacks with nothing before or
  /// behind. Another path would always be answered with 404; one that a proxy removes would not be the one that was
  /// signed.
  func callbackURL(_ key: String) throws(ConfigurationFault) -> String? {
    guard let value = try text(key) else { return nil }
    let path = EngineSettings.callbackPath
    guard let url = EndpointURL(value), url.path == path else {
      let expected = Bilingual(
        zh: " http:// 或 https:// 地址，只含主机名、端口（可省略）和 \(path)",
        en: "an http:// or https:// address of a host, an optional port and \(path), and nothing else")
      throw fault(entry(key)?.line, .wrongValue(prefix + key, expected: expected))
    }
    return url.text
  }

  /// The fault of a required setting that is missing.
  func missing(_ key: String, _ expected: Bilingual) -> ConfigurationFault {
    fault(entries.first?.line, .wrongValue(prefix + key, expected: expected))
  }

  /// An entry whose value is not `null`; nil if there is none.
  private func entry(_ key: String) -> (key: String, line: Int?, value: Node)? {
    entries.first { $0.key == key && $0.value.null == nil }
  }

  private func fault(_ line: Int?, _ problem: ConfigurationFault.Problem) -> ConfigurationFault {
    ConfigurationFault(file: file, line: line, problem: problem)
  }
}

import Foundation
import Text
import Yams

extension Configuration {
  /// Reads a file. Throws `ConfigurationFault` with file and line.
  public init(file: String) throws(ConfigurationFault) {
    guard FileManager.default.fileExists(atPath: file) else {
      // A folder on the way that this account may not enter hides the file.
      throw ConfigurationFault(
        file: file, line: nil, problem: access(file, F_OK) != 0 && errno == EACCES ? .unreadable : .missing)
    }
    guard let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8) else {
      throw ConfigurationFault(file: file, line: nil, problem: .unreadable)
    }
    try self.init(yaml: text, file: file)
  }

  /// Reads a text; `file` is the file's name in faults.
  public init(yaml: String, file: String) throws(ConfigurationFault) {
    self.init()
    guard let node = try Self.compose(yaml, file: file), node.null == nil else { return }
    let root = try ConfigurationSection(node, file: file)
    try root.allow([
      "database", "identity", "face", "sms", "engine", "banks", "limits", "tls", "service", "log",
    ])
    database = try root.text("database")
    identity = try EndpointSettings(root.section("identity"))
    face = try EndpointSettings(root.section("face"))
    sms = try EndpointSettings(root.section("sms"))
    tls = try TLSSettings(root.section("tls"))
    try root.section("engine").map { section throws(ConfigurationFault) in try engine.read(section) }
    try root.section("banks").map { section throws(ConfigurationFault) in try banks.read(section) }
    try root.section("limits").map { section throws(ConfigurationFault) in try limits.read(section) }
    try root.section("service").map { section throws(ConfigurationFault) in try service.read(section) }
    try root.section("log").map { section throws(ConfigurationFault) in try log.read(section) }
  }

  private static func compose(_ yaml: String, file: String) throws(ConfigurationFault) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw ConfigurationFault(error, file: file)
    } catch {
      throw ConfigurationFault(file: file, line: nil, problem: .notYAML)
    }
  }
}

extension EndpointSettings {
  fileprivate init?(_ section: ConfigurationSection?) throws(ConfigurationFault) {
    guard let section else { return nil }
    try section.allow(["url", "timeoutSeconds", "tokenFile", "tls"])
    guard let url = try section.url("url") else {
      throw section.missing("url", Bilingual(zh: "一个地址", en: "an address"))
    }
    self.init(url: url)
    timeoutSeconds = try section.number("timeoutSeconds", in: 1...600) ?? timeoutSeconds
    tokenFile = try section.text("tokenFile")
    tls = try TLSSettings(section.section("tls"))
    if tokenFile != nil, tls != nil {
      throw section.missing(
        "tokenFile", Bilingual(zh: "空，因为设置了 tls（二者选一）", en: "left out, as tls is set (one of the two)"))
    }
  }
}

extension TLSSettings {
  fileprivate init?(_ section: ConfigurationSection?) throws(ConfigurationFault) {
    guard let section else { return nil }
    try section.allow(["certificate", "privateKey", "roots"])
    let file = Bilingual(zh: " PEM 文件的路径", en: "the path of a PEM file")
    guard let certificate = try section.text("certificate") else { throw section.missing("certificate", file) }
    guard let privateKey = try section.text("privateKey") else { throw section.missing("privateKey", file) }
    guard let roots = try section.text("roots") else { throw section.missing("roots", file) }
    self.init(certificate: certificate, privateKey: privateKey, roots: roots)
  }
}

extension EngineSettings {
  fileprivate mutating func read(_ section: ConfigurationSection) throws(ConfigurationFault) {
    try section.allow(["callbackHost", "callbackPort", "callbackURL", "pollMilliseconds", "batchSize"])
    callbackHost = try section.text("callbackHost") ?? callbackHost
    callbackPort = try section.number("callbackPort", in: 1...65_535)
    callbackURL = try section.callbackURL("callbackURL")
    pollMilliseconds = try section.number("pollMilliseconds", in: 10...60_000) ?? pollMilliseconds
    batchSize = try section.number("batchSize", in: 1...200) ?? batchSize
  }
}

extension BankSettings {
  fileprivate mutating func read(_ section: ConfigurationSection) throws(ConfigurationFault) {
    try section.allow(["requestTimeoutSeconds", "certificationPort", "certificationURL"])
    certificationPort = try section.number("certificationPort", in: 1...65_535)
    certificationURL = try section.callbackURL("certificationURL")
    requestTimeoutSeconds = try section.number("requestTimeoutSeconds", in: 1...600) ?? requestTimeoutSeconds
  }
}

extension LimitSettings {
  fileprivate mutating func read(_ section: ConfigurationSection) throws(ConfigurationFault) {
    try section.allow([
      "codeLifetimeMinutes", "codeAttempts", "codesPerDay", "codesPerHour", "codeResendSeconds", "checksPerHour",
      "sessionDays",
    ])
    codeLifetimeMinutes = try section.number("codeLifetimeMinutes", in: 1...60) ?? codeLifetimeMinutes
    codeAttempts = try section.number("codeAttempts", in: 1...20) ?? codeAttempts
    codesPerDay = try section.number("codesPerDay", in: 1...1_000) ?? codesPerDay
    codesPerHour = try section.number("codesPerHour", in: 1...1_000)
    codeResendSeconds = try section.number("codeResendSeconds", in: 0...3_600)
    checksPerHour = try section.number("checksPerHour", in: 1...1_000) ?? checksPerHour
    sessionDays = try section.number("sessionDays", in: 1...365) ?? sessionDays
  }
}

extension ConfigurationFault {
  fileprivate init(_ error: YamlError, file: String) {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      self.init(file: file, line: mark.line, problem: .notYAML)
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(file: file, line: context.mark.line, problem: .repeatedKey(keys.sorted().first ?? ""))
    default:
      self.init(file: file, line: nil, problem: .notYAML)
    }
  }
}

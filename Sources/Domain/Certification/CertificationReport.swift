import Text

/// The evidence of one run of the conformance suite against one endpoint. Holds nothing about people: the suite asks
/// about the published test people only.
public struct CertificationReport: Sendable, Equatable {
  /// The version of the suite.
  public let suite: String
  /// The endpoint of the bank, as registered.
  public let endpoint: String
  /// The identifiers of the bank's keys that were in use, sealing and signing alike.
  public let keys: [String]
  public let startedAt: Moment
  public let endedAt: Moment
  /// The results, in the order in which the checks ran.
  public let checks: [CheckResult]
  /// The side of the endpoint that was asked; nil in a report of an earlier suite.
  public let environment: CertificationEnvironment?
  /// The limits of the bank's answers; nil in a report of an earlier suite.
  public let limits: CertificationLimits?
  /// Notes for readers beside the checks.
  public let notes: [Bilingual]
  /// One test enquiry of this run, for the next run to ask again. Not part of the published report.
  public let recall: JSONValue?

  public init(
    suite: String, endpoint: String, keys: [String], startedAt: Moment, endedAt: Moment, checks: [CheckResult],
    environment: CertificationEnvironment? = nil, limits: CertificationLimits? = nil, notes: [Bilingual] = [],
    recall: JSONValue? = nil
  ) {
    self.suite = suite
    self.endpoint = endpoint
    self.keys = keys
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.checks = checks
    self.environment = environment
    self.limits = limits
    self.notes = notes
    self.recall = recall
  }
}

/// The side of a bank's endpoint that a run asked.
public enum CertificationEnvironment: String, Sendable, Equatable {
  /// Below `{endpoint}/test`, with the live keys and certificates: the test people are on record there.
  case test
  /// The endpoint itself, of a bank without a test environment.
  case endpoint

  public var name: Bilingual {
    switch self {
    case .test: Bilingual(zh: "测试环境（/test）", en: "test environment (/test)")
    case .endpoint: Bilingual(zh: "正式接口地址", en: "live endpoint (not /test)")
    }
  }
}

extension CertificationReport {
  public var json: JSONValue {
    .object(
      [
        .init("suite", .string(suite)), .init("endpoint", .string(endpoint)), .init("keys", JSONValue(keys)),
        .init("startedAt", JSONValue(startedAt)), .init("endedAt", JSONValue(endedAt)),
        .init("checks", .array(checks.map(\.json))),
      ] + laterMembers)
  }

  /// The members that reports of earlier suites lack.
  private var laterMembers: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let environment { members.append(.init("environment", .string(environment.rawValue))) }
    if let limits { members.append(.init("limits", limits.json)) }
    if !notes.isEmpty { members.append(.init("notes", .array(notes.map(\.json)))) }
    if let recall { members.append(.init("recall", recall)) }
    return members
  }

  /// The limits that were hit, each once.
  public var limitsHit: [CertificationLimit] {
    CertificationLimit.allCases.filter { limit in checks.contains { $0.limit == limit } }
  }

  /// Reads the form that `json` writes; nil for anything else.
  public init?(json: JSONValue) {
    guard let suite = json.text("suite"), let endpoint = json.text("endpoint"),
      case .array(let keys)? = json["keys"], let startedAt = json["startedAt"].flatMap(Moment.init(json:)),
      let endedAt = json["endedAt"].flatMap(Moment.init(json:)), case .array(let checks)? = json["checks"]
    else { return nil }
    let names = keys.compactMap(String.init(json:))
    let results = checks.compactMap(CheckResult.init(json:))
    let limits = json["limits"].map(CertificationLimits.init(json:))
    let environment = json["environment"].map { String(json: $0).flatMap(CertificationEnvironment.init(rawValue:)) }
    let notes = Self.notes(json["notes"])
    guard names.count == keys.count, results.count == checks.count, limits != .some(nil),
      environment != .some(nil), let notes
    else { return nil }
    self.init(
      suite: suite, endpoint: endpoint, keys: names, startedAt: startedAt, endedAt: endedAt, checks: results,
      environment: environment ?? nil, limits: limits ?? nil, notes: notes, recall: json["recall"])
  }

  private static func notes(_ json: JSONValue?) -> [Bilingual]? {
    guard let json else { return [] }
    guard case .array(let items) = json else { return nil }
    let notes = items.compactMap(Bilingual.init(json:))
    return notes.count == items.count ? notes : nil
  }
}

extension CheckResult {
  public var json: JSONValue {
    .object(
      [
        .init("check", .string(identifier)), .init("group", .string(group.rawValue)), .init("title", title.json),
        .init("outcome", .string(outcome.name)), .init("why", outcome.why?.json ?? .null),
        .init("milliseconds", JSONValue(milliseconds)),
      ] + (limit.map { [.init("limit", .string($0.rawValue))] } ?? []))
  }

  init?(json: JSONValue) {
    guard let identifier = json.text("check"), let group = json.text("group"),
      let group = CheckGroup(rawValue: group), let title = json["title"].flatMap(Bilingual.init(json:)),
      let outcome = CheckOutcome(json: json), case .integer(let milliseconds)? = json["milliseconds"]
    else { return nil }
    let limit = json["limit"].map { String(json: $0).flatMap(CertificationLimit.init(rawValue:)) }
    guard limit != .some(nil) else { return nil }
    self.init(
      identifier: identifier, group: group, title: title, outcome: outcome, limit: limit ?? nil,
      milliseconds: Int(milliseconds))
  }
}

extension CheckOutcome {
  fileprivate init?(json: JSONValue) {
    let why = json["why"].flatMap(Bilingual.init(json:))
    switch (json["outcome"], why) {
    case ("passed", nil): self = .passed
    case ("failed", let why?): self = .failed(why: why)
    case ("conditional", let why?): self = .conditional(why: why)
    case ("not_made", let why?): self = .notMade(why: why)
    default: return nil
    }
  }
}

extension String {
  fileprivate init?(json: JSONValue) {
    guard case .string(let text) = json else { return nil }
    self = text
  }
}

extension Moment {
  fileprivate init?(json: JSONValue) {
    guard case .string(let text) = json else { return nil }
    self.init(text: text)
  }
}

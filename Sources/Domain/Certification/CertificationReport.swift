/// The evidence of one run of the conformance suite against one endpoint. Holds nothing about people: the suite asks
/// about the published test people only.
public struct CertificationReport: Sendable, Equatable {
  /// The version of the suite.
  public let suite: String
  /// Where the bank was asked, as its endpoint is registered.
  public let endpoint: String
  /// The identifiers of the bank's keys that were in use, sealing and signing alike.
  public let keys: [String]
  public let startedAt: Moment
  public let endedAt: Moment
  /// In the order in which they ran.
  public let checks: [CheckResult]

  public init(
    suite: String, endpoint: String, keys: [String], startedAt: Moment, endedAt: Moment, checks: [CheckResult]
  ) {
    self.suite = suite
    self.endpoint = endpoint
    self.keys = keys
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.checks = checks
  }
}

extension CertificationReport {
  public var json: JSONValue {
    .object([
      .init("suite", .string(suite)), .init("endpoint", .string(endpoint)), .init("keys", JSONValue(keys)),
      .init("startedAt", JSONValue(startedAt)), .init("endedAt", JSONValue(endedAt)),
      .init("checks", .array(checks.map(\.json))),
    ])
  }

  /// Reads what `json` wrote; nil when it is anything else.
  public init?(json: JSONValue) {
    guard case .string(let suite)? = json["suite"], case .string(let endpoint)? = json["endpoint"],
      case .array(let keys)? = json["keys"], let startedAt = json["startedAt"].flatMap(Moment.init(json:)),
      let endedAt = json["endedAt"].flatMap(Moment.init(json:)), case .array(let checks)? = json["checks"]
    else { return nil }
    let names = keys.compactMap(String.init(json:))
    let results = checks.compactMap(CheckResult.init(json:))
    guard names.count == keys.count, results.count == checks.count else { return nil }
    self.init(
      suite: suite, endpoint: endpoint, keys: names, startedAt: startedAt, endedAt: endedAt, checks: results)
  }
}

extension CheckResult {
  public var json: JSONValue {
    .object([
      .init("check", .string(identifier)), .init("group", .string(group.rawValue)), .init("title", title.json),
      .init("outcome", .string(outcome.name)), .init("why", outcome.why?.json ?? .null),
      .init("milliseconds", JSONValue(milliseconds)),
    ])
  }

  init?(json: JSONValue) {
    guard case .string(let identifier)? = json["check"], case .string(let group)? = json["group"],
      let group = CheckGroup(rawValue: group), let title = json["title"].flatMap(Bilingual.init(json:)),
      let outcome = CheckOutcome(json: json), case .integer(let milliseconds)? = json["milliseconds"]
    else { return nil }
    self.init(
      identifier: identifier, group: group, title: title, outcome: outcome, milliseconds: Int(milliseconds))
  }
}

extension CheckOutcome {
  fileprivate init?(json: JSONValue) {
    let why = json["why"].flatMap(Bilingual.init(json:))
    switch (json["outcome"], why) {
    case ("passed", nil): self = .passed
    case ("failed", let why?): self = .failed(why: why)
    case ("conditional", let why?): self = .conditional(why: why)
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

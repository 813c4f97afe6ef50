import Text

/// The first message of a console: who speaks, and the page that its person reads.
public struct Hello: Sendable, Equatable {
  public var protocols = ProtocolVersion.spoken
  /// The version of the program, for people.
  public var program = ""
  public var language = Language.en
  /// `table`, `json` or `csv`.
  public var format = "table"
  /// Whether a person types; a script otherwise.
  public var isInteractive = false
  public var columns = 80
  public var output = Screen()
  public var error = Screen()
  /// The operator to be pretended, which only a sandbox allows.
  public var pretendedOperator: String?
  /// The session of a console whose connection broke.
  public var resumed: String?

  /// What standard output or standard error leads to.
  public struct Screen: Sendable, Equatable {
    public var isTerminal = false
    public var isPainted = false
    /// Whether a text can be drawn anew in its place.
    public var canRedraw = false

    public init(isTerminal: Bool = false, isPainted: Bool = false, canRedraw: Bool = false) {
      (self.isTerminal, self.isPainted, self.canRedraw) = (isTerminal, isPainted, canRedraw)
    }

    init(_ json: JSONValue?) {
      let json = json ?? .null
      self.init(
        isTerminal: json.flag("terminal"), isPainted: json.flag("paint"), canRedraw: json.flag("redraw"))
    }

    var json: JSONValue {
      ["terminal": .bool(isTerminal), "paint": .bool(isPainted), "redraw": .bool(canRedraw)]
    }
  }

  public init() {}

  init(_ json: JSONValue) {
    protocols = json.numbers("protocols")
    program = json.text("program") ?? ""
    language = json.text("language") == "zh" ? .zh : .en
    format = json.text("format") ?? "table"
    isInteractive = json.flag("interactive")
    columns = min(10_000, max(40, json.number("columns") ?? 80))
    output = Screen(json["output"])
    error = Screen(json["error"])
    pretendedOperator = json.text("as")
    resumed = json.text("resume")
  }

  var json: JSONValue {
    [
      "t": "hello", "protocols": .array(protocols.map { JSONValue($0) }), "program": .string(program),
      "language": .string(language.rawValue), "format": .string(format), "interactive": .bool(isInteractive),
      "columns": JSONValue(columns), "output": output.json, "error": error.json, "as": JSONValue(pretendedOperator),
      "resume": JSONValue(resumed),
    ]
  }
}

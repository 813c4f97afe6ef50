import Text

/// A message of a console to its service.
public enum ClientMessage: Sendable, Equatable {
  case hello(Hello)
  case line(LineRequest)
  case script(ScriptRequest)
  case complete(CompletionRequest)
  case answer(Answer)
  /// Ends the request of this identifier as soon as that is possible; the empty one is a typed line that was given up.
  case cancel(String)
  /// The terminal has another width.
  case resize(Int)
  /// The person ends the console by the end of input.
  case quit(String)
}

/// One typed or pasted text, of one line or several.
public struct LineRequest: Sendable, Equatable {
  public let id: String
  public let bytes: [UInt8]
  /// Whether the time of each command is told.
  public let tellsTime: Bool
  /// The environment variables that the text names.
  public let environment: [String: String]
  /// The number of replies that came before the connection broke, for a request that is sent again; nil for a new one.
  public var replied: Int?

  public init(id: String, bytes: [UInt8], tellsTime: Bool, environment: [String: String]) {
    (self.id, self.bytes, self.tellsTime, self.environment) = (id, bytes, tellsTime, environment)
  }
}

/// All scripts of one call, which are one session.
public struct ScriptRequest: Sendable, Equatable {
  public let id: String
  public let sources: [Source]

  /// One script: its name in error messages, and its text if it came as an argument. The bytes of any other are asked
  /// for when they are needed.
  public struct Source: Sendable, Equatable {
    public let name: String
    public let text: String?

    public init(name: String, text: String?) { (self.name, self.text) = (name, text) }
  }
  /// The environment variables that the texts name.
  public let environment: [String: String]
  /// As of a line.
  public var replied: Int?

  public init(id: String, sources: [Source], environment: [String: String]) {
    (self.id, self.sources, self.environment) = (id, sources, environment)
  }
}

/// Tab, or a question mark: what may stand next behind a text.
public struct CompletionRequest: Sendable, Equatable {
  public let before: String
  public let form: Form
  /// The names of the environment's variables, where the text may go on with one.
  public let environment: [String]

  /// The form of the answer: the lines that Tab leads to, the choices in columns, or each with a line of help.
  public enum Form: String, Sendable { case lines, list, help }

  public init(before: String, form: Form, environment: [String]) {
    (self.before, self.form, self.environment) = (before, form, environment)
  }
}

/// The answer of the side with the person and the files; empty if there is none.
public struct Answer: Sendable, Equatable {
  public var text: String?
  public var bytes: [UInt8] = []
  /// Whether these bytes are the whole source.
  public var isWhole = false
  /// Whether the source has ended.
  public var isEnd = false
  /// The reason why a file could not be read or written.
  public var fault: ToldFault?
  public var paths: [String] = []
  /// The environment variables that the bytes name.
  public var environment: [String: String] = [:]

  public init() {}
}

extension ClientMessage {
  public init(_ frame: Frame) throws(ConsoleFault) {
    let json = frame.header
    switch json.text("t") {
    case "hello": self = .hello(Hello(json))
    case "line":
      var line = LineRequest(
        id: try Self.identifier(json), bytes: frame.bytes, tellsTime: json.flag("timing"),
        environment: json.table("env"))
      line.replied = json.number("replied")
      self = .line(line)
    case "script":
      guard case .array(let sources)? = json["sources"] else { throw .malformed }
      var script = ScriptRequest(
        id: try Self.identifier(json),
        sources: sources.map { .init(name: $0.text("name") ?? "", text: $0.text("text")) },
        environment: json.table("env"))
      script.replied = json.number("replied")
      self = .script(script)
    case "complete":
      guard let before = json.text("before"),
        let form = json.text("form").flatMap(CompletionRequest.Form.init(rawValue:))
      else { throw .malformed }
      self = .complete(CompletionRequest(before: before, form: form, environment: json.texts("env") ?? []))
    case "answer": self = .answer(Answer(frame))
    case "cancel": self = .cancel(json.text("id") ?? "")
    case "resize": self = .resize(min(10_000, max(40, json.number("columns") ?? 80)))
    case "quit": self = .quit(try Self.identifier(json))
    default: throw .malformed
    }
  }

  private static func identifier(_ json: JSONValue) throws(ConsoleFault) -> String {
    guard let id = json.text("id"), (1...64).contains(id.utf8.count) else { throw .malformed }
    return id
  }

  public var frame: Frame {
    switch self {
    case .hello(let hello): Frame(hello.json)
    case .line(let line):
      Frame(
        [
          "t": "line", "id": .string(line.id), "timing": .bool(line.tellsTime),
          "env": JSONValue(table: line.environment), "replied": JSONValue(line.replied),
        ], line.bytes)
    case .script(let script):
      Frame([
        "t": "script", "id": .string(script.id),
        "sources": .array(
          script.sources.map { ["name": .string($0.name), "text": JSONValue($0.text)] }),
        "env": JSONValue(table: script.environment), "replied": JSONValue(script.replied),
      ])
    case .complete(let request):
      Frame([
        "t": "complete", "before": .string(request.before), "form": .string(request.form.rawValue),
        "env": JSONValue(request.environment),
      ])
    case .answer(let answer): answer.frame
    case .cancel(let id): Frame(["t": "cancel", "id": .string(id)])
    case .resize(let columns): Frame(["t": "resize", "columns": JSONValue(columns)])
    case .quit(let id): Frame(["t": "quit", "id": .string(id)])
    }
  }
}

extension Answer {
  fileprivate init(_ frame: Frame) {
    text = frame.header.text("text")
    bytes = frame.bytes
    isWhole = frame.header.flag("whole")
    isEnd = frame.header.flag("end")
    fault = frame.header["fault"].flatMap(ToldFault.init)
    paths = frame.header.texts("paths") ?? []
    environment = frame.header.table("env")
  }

  fileprivate var frame: Frame {
    Frame(
      [
        "t": "answer", "text": JSONValue(text), "whole": .bool(isWhole), "end": .bool(isEnd),
        "fault": fault?.json ?? .null, "paths": JSONValue(paths), "env": JSONValue(table: environment),
      ], bytes)
  }
}

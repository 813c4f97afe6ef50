import Text

/// A message of a service to a console.
public enum ServiceMessage: Sendable, Equatable {
  case welcome(Welcome)
  /// A text for standard output; a page is one that may be shown page by page.
  case output(String, isPage: Bool)
  /// A text for standard error.
  case error(String)
  /// The progress of what is being done; nil to remove it.
  case progress(String?)
  /// The reply to one command of the request is complete.
  case replied
  /// A question to the person, answered with a text.
  case ask(String)
  /// The next line of what is being typed, answered with bytes.
  case more
  /// The next bytes of a script, by its place among all scripts.
  case source(Int)
  case file(NamedFile)
  /// A file to be written at the end of a command, answered when that can be done.
  case save(NamedFile)
  /// The contents of the file, answered when it is written.
  case saved([UInt8])
  /// The files whose names go on from a text, answered with paths.
  case paths(String)
  /// What has happened while nothing was asked: notes above the line being typed, and the prompt from now on.
  case news(String, PromptState)
  case completion(CompletionAnswer)
  case done(Done)
  /// The connection ends.
  case fault(ToldFault)
}

/// The service's first message.
public struct Welcome: Sendable, Equatable {
  public var version = 1
  /// The version of the service's program.
  public var program = ""
  /// The session, by which a console whose connection breaks goes on.
  public var session = ""
  /// The operator, as the service knows the console's person; nil where the database is opened by the first command.
  public var operatorName: String?

  public init() {}
}

/// A file, as a command names it.
public struct NamedFile: Sendable, Hashable {
  /// The word of the command.
  public let text: String
  /// The name of the text with the command, and the word's place in it.
  public let origin: String
  public let line: Int
  public let column: Int

  public init(text: String, origin: String, line: Int, column: Int) {
    (self.text, self.origin, self.line, self.column) = (text, origin, line, column)
  }
}

/// What a prompt shows.
public struct PromptState: Sendable, Equatable {
  /// The running revision; nil if it cannot be read.
  public var revision: Int?
  public var hasChanges = false
  /// The time in which an unconfirmed commit can still be confirmed, in milliseconds.
  public var confirmation: Int?

  public init() {}

  init(_ json: JSONValue?) {
    revision = json?.number("revision")
    hasChanges = json?.flag("changes") ?? false
    confirmation = json?.number("confirm")
  }

  var json: JSONValue {
    ["revision": JSONValue(revision), "changes": .bool(hasChanges), "confirm": JSONValue(confirmation)]
  }
}

public struct CompletionAnswer: Sendable, Equatable {
  public var lines: [String] = []
  /// The choices as text to print; nil for none.
  public var list: String?

  public init() {}
}

/// The end of a request.
public struct Done: Sendable, Equatable {
  /// The exit status of a program that ends here.
  public var status: Int32 = 0
  /// Whether the console ends.
  public var isQuitting = false
  public var prompt = PromptState()

  public init() {}
}

extension ServiceMessage {
  public init(_ frame: Frame) throws(ConsoleFault) {
    let json = frame.header
    switch json.text("t") {
    case "welcome":
      var welcome = Welcome()
      welcome.version = json.number("protocol") ?? 0
      welcome.program = json.text("program") ?? ""
      welcome.session = json.text("session") ?? ""
      welcome.operatorName = json.text("operator")
      self = .welcome(welcome)
    case "output": self = .output(String(decoding: frame.bytes, as: UTF8.self), isPage: json.flag("page"))
    case "error": self = .error(String(decoding: frame.bytes, as: UTF8.self))
    case "progress": self = .progress(json.text("text"))
    case "replied": self = .replied
    case "ask": self = .ask(json.text("question") ?? "")
    case "more": self = .more
    case "source": self = .source(json.number("place") ?? 0)
    case "file": self = .file(NamedFile(json))
    case "save": self = .save(NamedFile(json))
    case "saved": self = .saved(frame.bytes)
    case "paths": self = .paths(json.text("typed") ?? "")
    case "news": self = .news(String(decoding: frame.bytes, as: UTF8.self), PromptState(json["prompt"]))
    case "completion":
      var answer = CompletionAnswer()
      answer.lines = json.texts("lines") ?? []
      answer.list = json.text("list")
      self = .completion(answer)
    case "done":
      var done = Done()
      done.status = Int32(truncatingIfNeeded: json.number("status") ?? 3)
      done.isQuitting = json.flag("quitting")
      done.prompt = PromptState(json["prompt"])
      self = .done(done)
    case "fault":
      guard let fault = ToldFault(json) else { throw .malformed }
      self = .fault(fault)
    default: throw .malformed
    }
  }

  public var frame: Frame {
    switch self {
    case .welcome(let welcome):
      Frame([
        "t": "welcome", "protocol": JSONValue(welcome.version), "program": .string(welcome.program),
        "session": .string(welcome.session), "operator": JSONValue(welcome.operatorName),
      ])
    case .output(let text, let isPage): Frame(["t": "output", "page": .bool(isPage)], Array(text.utf8))
    case .error(let text): Frame(["t": "error"], Array(text.utf8))
    case .progress(let text): Frame(["t": "progress", "text": JSONValue(text)])
    case .replied: Frame(["t": "replied"])
    case .ask(let question): Frame(["t": "ask", "question": .string(question)])
    case .more: Frame(["t": "more"])
    case .source(let place): Frame(["t": "source", "place": JSONValue(place)])
    case .file(let file): Frame(file.json(kind: "file"))
    case .save(let file): Frame(file.json(kind: "save"))
    case .saved(let bytes): Frame(["t": "saved"], bytes)
    case .paths(let typed): Frame(["t": "paths", "typed": .string(typed)])
    case .news(let notes, let prompt): Frame(["t": "news", "prompt": prompt.json], Array(notes.utf8))
    case .completion(let answer):
      Frame(["t": "completion", "lines": JSONValue(answer.lines), "list": JSONValue(answer.list)])
    case .done(let done):
      Frame([
        "t": "done", "status": JSONValue(Int(done.status)), "quitting": .bool(done.isQuitting),
        "prompt": done.prompt.json,
      ])
    case .fault(let fault): Frame(fault.message(kind: "fault"))
    }
  }
}

extension NamedFile {
  fileprivate init(_ json: JSONValue) {
    self.init(
      text: json.text("word") ?? "", origin: json.text("origin") ?? "", line: json.number("line") ?? 0,
      column: json.number("column") ?? 0)
  }

  fileprivate func json(kind: String) -> JSONValue {
    [
      "t": .string(kind), "word": .string(text), "origin": .string(origin), "line": JSONValue(line),
      "column": JSONValue(column),
    ]
  }
}

extension ToldFault {
  fileprivate func message(kind: String) -> JSONValue {
    guard case .object(let members) = json else { return json }
    return .object([.init("t", .string(kind))] + members)
  }
}

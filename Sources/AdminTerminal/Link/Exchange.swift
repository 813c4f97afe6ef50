import AdminShell
import ConsoleProtocol
import Program
import Text

/// One request to a service, up to its end: prints what comes, and answers what the service asks for.
final class Exchange {
  private let connection: ServiceConnection
  private let own: OwnSide
  private let status: StatusLine
  /// The scripts whose bytes the service may ask for, in order.
  var scripts: [any ScriptInput] = []
  /// Shows a text page by page.
  var showPage: (String) -> Void = { Output.standard.write($0) }
  /// Asks the person; nil if the answer was given up.
  var ask: (String) -> String? = { _ in nil }
  /// The next line of what is being typed; nil if it was given up.
  var nextLine: () -> [UInt8]? = { nil }
  /// Looks at Ctrl-C and the terminal's width when the wait was cut short.
  var betweenWaits: (ConsoleLink) throws -> Void = { _ in }
  /// The longest wait between two such looks; nil for none.
  var pause: Duration?
  /// Whether a person's session is gone on with after a break.
  var goesOn = false
  /// The number of commands whose reply came.
  private var replies = 0
  /// What was sent of each script, in case it has to be sent again.
  private var sent: [Int: SentScript] = [:]

  private struct SentScript {
    var bytes: [UInt8] = []
    var isWhole = false
    /// The connection, by its number, to which all of it was sent.
    var generation = 0
  }

  init(_ connection: ServiceConnection, _ own: OwnSide, status: StatusLine) {
    (self.connection, self.own, self.status) = (connection, own, status)
  }

  private var link: ConsoleLink { connection.link }

  /// Sends a message and takes what comes, up to the end of the request. If the connection breaks, it is made anew and
  /// the request is sent again under its identifier: what was done already is answered, and not done twice. Throws the
  /// connection's fault.
  func run(_ message: ClientMessage?) throws -> Done {
    var breaks = 0
    while true {
      do {
        if connection.isBroken { try goOn() }
        return try runOnce(breaks == 0 ? message : message?.repeated(replied: replies))
      } catch let fault where ServiceConnection.mayPass(fault) && connection.isRemote {
        let isOver = connection.isBroken || breaks == Self.mostBreaks
        connection.noteBreak()
        guard !isOver else { throw fault }
        breaks += 1
        tellBreak()
      }
    }
  }

  /// The number of times that the connection may break during one request.
  private static let mostBreaks = 5

  private func tellBreak() {
    status.clear()
    Output.error.line(
      Bilingual(zh: "与服务的连接中断，正在重新连接……", en: "the connection to the service broke; connecting again...").chosen)
  }

  /// Connects anew; a person's console goes on with its session.
  private func goOn() throws {
    try connection.reconnect()
    if goesOn { _ = try runOnce(nil) }
  }

  private func runOnce(_ message: ClientMessage?) throws -> Done {
    if let message { try link.send(message.frame) }
    while true {
      guard let frame = try link.receive(within: pause) else {
        try betweenWaits(link)
        continue
      }
      if let done = try take(ServiceMessage(frame)) { return done }
    }
  }

  private func take(_ message: ServiceMessage) throws -> Done? {
    if case .progress = message {} else { status.clear() }
    switch message {
    case .welcome: throw ConsoleFault.malformed
    case .output(let text, let isPage): isPage ? showPage(text) : Output.standard.write(text)
    case .error(let text), .news(let text, _): Output.error.write(text)
    case .progress(let text): text.map(status.show) ?? status.clear()
    case .replied: replies += 1
    case .ask(let question): try answer { $0.text = ask(question) }
    case .more:
      try answer { answer in
        guard let line = nextLine() else { return answer.isEnd = true }
        own.sent.note([UInt8(ascii: "\n")] + line, from: SourceName.terminal, goesOn: true)
        answer.bytes = line
      }
    case .source(let place): try answer { try take(source: place, into: &$0) }
    case .file(let file):
      try answer { answer in
        answer.bytes = try own.contents(of: file)
        answer.environment = own.sent.environment(of: answer.bytes)
      }
    case .save(let file): try answer { _ in try own.prepare(file) }
    case .saved(let bytes): try answer { _ in try own.finish(bytes) }
    case .paths(let typed): try answer { $0.paths = PathCompletion.paths(typed) }
    case .completion: throw ConsoleFault.malformed
    case .done(let done): return done
    case .fault(let fault): throw fault
    }
    return nil
  }

  /// Sends an answer, or why there is none.
  private func answer(_ fill: (inout Answer) throws -> Void) throws {
    var answer = Answer()
    do {
      try fill(&answer)
    } catch let fault as FileFault {
      answer.fault = ToldFault(fault, facts: fault.toldFacts)
    }
    try link.send(ClientMessage.answer(answer).frame)
  }

  /// The next bytes of a script; all so far for a service that has none of it.
  private func take(source place: Int, into answer: inout Answer) throws {
    guard scripts.indices.contains(place) else { throw ConsoleFault.malformed }
    let script = scripts[place]
    if var known = sent[place], known.generation != connection.generation {
      (answer.bytes, answer.isWhole) = (known.bytes, known.isWhole)
      known.generation = connection.generation
      sent[place] = known
    } else if sent[place] == nil {
      (answer.bytes, answer.isWhole) = try script.arrived()
      sent[place] = SentScript(bytes: answer.bytes, isWhole: answer.isWhole, generation: connection.generation)
      own.sent.note(answer.bytes, from: script.name)
    } else if let more = try script.next() {
      answer.bytes = more
      sent[place]?.bytes += more
      own.sent.note(more, from: script.name, goesOn: true)
    } else {
      answer.isEnd = true
    }
    answer.environment = own.sent.environment(of: answer.bytes)
  }
}

extension ClientMessage {
  /// The same request, asked again after a number of replies.
  fileprivate func repeated(replied: Int) -> ClientMessage {
    switch self {
    case .line(var line):
      line.replied = replied
      return .line(line)
    case .script(var script):
      script.replied = replied
      return .script(script)
    case .hello, .complete, .answer, .cancel, .resize, .quit: return self
    }
  }
}

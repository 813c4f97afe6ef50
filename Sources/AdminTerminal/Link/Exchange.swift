import AdminShell
import ConsoleProtocol
import Program
import Text

/// One request to a service, up to its end: prints what comes, and answers what the service asks for.
final class Exchange {
  private let link: ConsoleLink
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
  private var hasBegun: Set<Int> = []

  init(_ link: ConsoleLink, _ own: OwnSide, status: StatusLine) {
    (self.link, self.own, self.status) = (link, own, status)
  }

  /// Sends a message and takes what comes, up to the end of the request. Throws the connection's fault.
  func run(_ message: ClientMessage?) throws -> Done {
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

  private func take(source place: Int, into answer: inout Answer) throws {
    guard scripts.indices.contains(place) else { throw ConsoleFault.malformed }
    let script = scripts[place]
    let isFirst = hasBegun.insert(place).inserted
    if isFirst {
      (answer.bytes, answer.isWhole) = try script.arrived()
    } else if let more = try script.next() {
      answer.bytes = more
    } else {
      answer.isEnd = true
    }
    own.sent.note(answer.bytes, from: script.name, goesOn: !isFirst)
    answer.environment = own.sent.environment(of: answer.bytes)
  }
}

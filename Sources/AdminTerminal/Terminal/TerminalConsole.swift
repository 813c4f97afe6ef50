import AdminShell
import ConsoleProtocol
import LineEditor
import Program
import Text

/// The console on a terminal: asks for a line, has it done, and goes on after any fault.
@MainActor public final class TerminalConsole: LineAssistant {
  private let context: ProgramContext
  private let connection: ServiceConnection
  private let own: OwnSide
  private var pager: Pager
  private var tellsTime = false
  private var link: ConsoleLink { connection.link }
  private var prompt = DrawnPrompt(PromptState())
  private var shownPrompt = Prompt()
  /// Whether a question or the rest of a command waits for its line: its prompt stays as it is.
  private var isAsking = false
  private var toldColumns = Screen.columns

  /// Connects the console. Throws the connection's fault.
  public init(_ connector: ConsoleConnector, _ context: ProgramContext, as operatorName: String?) throws {
    self.context = context
    connection = try ServiceConnection(connector, Hello(context, isInteractive: true, as: operatorName))
    own = OwnSide(environment: context.environment) { context.ownFiles }
    pager = Pager(environment: context.environment)
  }

  /// Runs the console, and gives the exit status.
  public func run(historyPath: String?) throws -> Int32 {
    let editor = LineEditor(program: context.name, historyPath: historyPath, assistant: self)
    connection.waitToRead = { LineEditor.waitToRead($0, within: $1) }
    greet()
    let begun = try exchange(editor).run(nil)
    if begun.isQuitting { return begun.status }
    prompt = DrawnPrompt(begun.prompt)
    while true {
      switch editor.read(nextPrompt()) {
      case .cancelled: try? link.send(ClientMessage.cancel("").frame)
      case .end:
        guard Screen.inputIsTerminal else { return 0 }
        if perform(.quit(RequestName.new()), editor) { return 0 }
      case .line(let bytes): if perform(bytes, editor) { return 0 }
      }
    }
  }

  private func greet() {
    let greeting = Bilingual(
      zh: "查卡控制台。输入 help 查看命令，按 ? 查看可选内容。", en: "Chaka console. Type help for commands; press ? for options.")
    if context.format == .table { Output.standard.write(context.paint(greeting[context.language], .dim) + "\n") }
  }

  /// Has a typed or pasted text done. True if the console ends.
  private func perform(_ bytes: [UInt8], _ editor: LineEditor) -> Bool {
    do {
      if let meta = try MetaCommand.read(bytes) {
        change(meta)
        return false
      }
    } catch {
      report(error)
      return false
    }
    own.sent.note(bytes, from: SourceName.terminal)
    return perform(
      .line(
        LineRequest(
          id: RequestName.new(), bytes: bytes, tellsTime: tellsTime, environment: own.sent.environment(of: bytes))),
      editor)
  }

  private func perform(_ request: ClientMessage, _ editor: LineEditor) -> Bool {
    do {
      try tellColumns()
      let done = try exchange(editor, request).run(request)
      prompt = DrawnPrompt(done.prompt)
      return done.isQuitting
    } catch {
      report(error)
      connection.noteBreak()
      return !connection.isRemote
    }
  }

  private func exchange(_ editor: LineEditor, _ request: ClientMessage? = nil) -> Exchange {
    let exchange = Exchange(connection, own, status: context.statusLine)
    exchange.showPage = { [pager, context] text in
      guard context.outputIsTerminal else { return Output.standard.write(text) }
      pager.show(text) { Output.standard.write($0) }
    }
    exchange.ask = { question in MainActor.assumeIsolated { self.ask(question, editor) } }
    exchange.nextLine = { MainActor.assumeIsolated { self.nextLine(editor) } }
    exchange.pause = .milliseconds(100)
    exchange.goesOn = true
    var isCancelled = false
    exchange.betweenWaits = { link in
      try MainActor.assumeIsolated {
        try self.tellColumns()
        guard LineEditor.wasInterrupted, let request else { return }
        LineEditor.forgetInterrupt()
        // The second Ctrl-C is for a service that does not answer.
        if isCancelled { throw ConsoleFault.unanswered }
        isCancelled = true
        try link.send(ClientMessage.cancel(request.identifier).frame)
      }
    }
    return exchange
  }

  /// Tells the service of a terminal that was resized.
  private func tellColumns() throws {
    guard Screen.columns != toldColumns, !connection.isBroken else { return }
    toldColumns = Screen.columns
    try link.send(ClientMessage.resize(toldColumns).frame)
  }

  /// The answer to a question; nil if it was given up.
  private func ask(_ question: String, _ editor: LineEditor) -> String? {
    isAsking = true
    defer { isAsking = false }
    var prompt = Prompt()
    prompt.append(question, styles: context.paint.isOn ? [33] : [])
    guard case .line(let bytes) = editor.read(prompt, isAnswer: true) else { return nil }
    return String(validating: bytes, as: UTF8.self)?.withoutOuterSpaces
  }

  private func nextLine(_ editor: LineEditor) -> [UInt8]? {
    isAsking = true
    defer { isAsking = false }
    var prompt = Prompt()
    if context.paint.isOn { prompt.append("  ... ", styles: [2]) } else { prompt.append("  ... ") }
    guard case .line(let bytes) = editor.read(prompt) else { return nil }
    return bytes
  }

  private func report(_ error: any Error) {
    _ = ErrorReport(program: context.name, isJSON: context.format == .json, remedies: AdminRemedies()).end(with: error)
  }

  private func change(_ meta: MetaCommand) {
    let (name, isOn): (String, Bool)
    switch meta {
    case .timing(let wanted):
      tellsTime = wanted ?? !tellsTime
      (name, isOn) = ("timing", tellsTime)
    case .pager(let wanted):
      pager.isOn = wanted ?? !pager.isOn
      (name, isOn) = ("pager", pager.isOn)
    }
    Output.standard.write(context.paint("\(name) \(isOn ? "on" : "off")", .dim) + "\n")
  }
}

// MARK: - While a line waits

extension TerminalConsole {
  private func nextPrompt() -> Prompt {
    shownPrompt = drawn
    return shownPrompt
  }

  private var drawn: Prompt { prompt.prompt(context.language, isPainted: context.paint.isOn) }

  public var watch: Watch {
    Watch(descriptor: isAsking || connection.isBroken ? nil : link.descriptor, isTicking: !isAsking && prompt.isTicking)
  }

  public func news() -> News {
    guard !isAsking else { return News() }
    var told = ""
    do {
      while let frame = try link.receive(within: .zero) { try take(ServiceMessage(frame), &told) }
    } catch {
      connection.noteBreak()
      told += gone(error)
    }
    let text = drawn
    defer { shownPrompt = text }
    return News(notes: told.isEmpty ? nil : told, prompt: text == shownPrompt ? nil : text)
  }

  private func take(_ message: ServiceMessage, _ told: inout String) throws {
    switch message {
    case .news(let notes, let state):
      told += notes
      prompt = DrawnPrompt(state)
    case .error(let text): told += text
    case .fault(let fault): throw fault
    default: throw ConsoleFault.malformed
    }
  }

  /// What is told of a connection that ended while nothing was asked.
  private func gone(_ error: any Error) -> String {
    let fault = ErrorReport.fault(of: error)
    let broken = Bilingual(
      zh: "与服务的连接断开，下一条命令会重新连接", en: "the connection to the service broke; the next command connects again")
    let message = ServiceConnection.mayPass(error) ? broken : fault.message
    return "\(context.name): \(message[context.language].legible) [\(fault.code)]\n"
  }

  public func completions(of before: String) -> [String] {
    if let meta = MetaCommand.completion(of: before) { return meta.lines }
    return completion(before, .lines).lines
  }

  public func choices(for before: String, withHelp: Bool) -> String? {
    if let meta = MetaCommand.completion(of: before) {
      return meta.list(context.language, columns: Screen.columns, withHelp: withHelp, context.paint)
    }
    return completion(before, withHelp ? .help : .list).list
  }

  public func isQuoted(_ before: String) -> Bool { Completer.isQuoted(before) }

  /// Asks the service; nothing stands next if it does not answer.
  private func completion(_ before: String, _ form: CompletionRequest.Form) -> CompletionAnswer {
    guard !isAsking, !connection.isBroken else { return CompletionAnswer() }
    do {
      try tellColumns()
      let names = before.contains("$") ? own.sent.environmentNames : []
      try link.send(
        ClientMessage.complete(CompletionRequest(before: before, form: form, environment: names)).frame)
      return try completionAnswer(before)
    } catch {
      connection.noteBreak()
      return CompletionAnswer()
    }
  }

  private func completionAnswer(_ before: String) throws -> CompletionAnswer {
    let end = ContinuousClock.now + .seconds(5)
    while ContinuousClock.now < end {
      guard let frame = try link.receive(within: .milliseconds(100)) else { continue }
      switch try ServiceMessage(frame) {
      case .completion(let answer): return answer
      case .news(_, let state): prompt = DrawnPrompt(state)
      case .paths(let typed):
        var answer = Answer()
        // Names of files are told only for what the person has typed.
        if before.hasSuffix(typed) { answer.paths = PathCompletion.paths(typed) }
        try link.send(ClientMessage.answer(answer).frame)
      case .fault(let fault): throw fault
      default: throw ConsoleFault.malformed
      }
    }
    throw ConsoleFault.tooSlow
  }
}

extension ClientMessage {
  fileprivate var identifier: String {
    switch self {
    case .line(let line): line.id
    case .script(let script): script.id
    case .quit(let id), .cancel(let id): id
    case .hello, .complete, .answer, .resize: ""
    }
  }
}

extension String {
  fileprivate var withoutOuterSpaces: String {
    let kept = drop(while: \.isWhitespace)
    return String(kept.reversed().drop(while: \.isWhitespace).reversed())
  }
}

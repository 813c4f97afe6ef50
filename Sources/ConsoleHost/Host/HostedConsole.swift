import AdminShell
import ConsoleProtocol
import Domain
import Foundation
import Program
import Text

/// The service's side of one console: takes its requests one after the other, on a thread of its own.
final class HostedConsole: ConsoleCaller {
  private let link: ConsoleLink
  private let parts: HostParts
  private let peer: any ConsolePeer
  private let wake: WakeSignal?
  /// Why nothing can be sent any more; output is dropped from then on.
  private var failure: ConsoleFault?
  private var request = ""
  private var isCancelled = false
  private var latestLook = ContinuousClock.now
  private var shownPrompt = PromptText()
  /// The number of replies that the other side had before its connection broke, which are not sent again.
  private var unwanted = 0
  private(set) var columns = 80

  /// The longest time to the first message.
  static let longestGreeting = Duration.seconds(5)
  /// The longest time for which output waits to be read.
  static let longestWrite = Duration.seconds(30)
  /// The pause between two looks for Ctrl-C during long work.
  private static let pauseBetweenLooks = Duration.milliseconds(20)

  init(_ link: ConsoleLink, _ parts: HostParts, _ peer: any ConsolePeer, wake: WakeSignal?) {
    self.link = link
    self.parts = parts
    self.peer = peer
    self.wake = wake
    link.limitWriting(to: Self.longestWrite)
    if let wake { link.waitToRead = { wake.waitToRead($0, within: $1) } }
  }

  /// Serves the console to its end. `ending` is called before its socket is closed.
  func serve(isStopping: () -> Bool, ending: () -> Void) {
    do {
      let hello = try greeting()
      try Program.$language.withValue(hello.language) { try serve(hello) }
    } catch {
      let fault: any Fault = isStopping() ? ConsoleFault.stopping : ErrorReport.fault(of: error)
      link.close(after: ServiceMessage.fault(ToldFault(fault)).frame)
    }
    ending()
    link.close()
  }

  private func greeting() throws -> Hello {
    guard let frame = try link.receive(within: Self.longestGreeting) else { throw ConsoleFault.tooSlow }
    guard case .hello(let hello) = try ClientMessage(frame) else { throw ConsoleFault.malformed }
    guard ProtocolVersion.common(hello.protocols) != nil else {
      throw ConsoleFault.unknownProtocol(ours: ProtocolVersion.spoken, theirs: hello.protocols)
    }
    return hello
  }

  private func serve(_ hello: Hello) throws {
    columns = hello.columns
    let author = try peer.author(pretending: hello.pretendedOperator)
    let name = hello.resumed ?? Self.newName()
    var welcome = Welcome()
    (welcome.version, welcome.program) = (ProtocolVersion.common(hello.protocols) ?? 1, Program.version)
    (welcome.session, welcome.operatorName) = (name, author)
    try link.send(ServiceMessage.welcome(welcome).frame)
    let session = session(hello, author: author, named: name)
    if hello.isInteractive { try finish(hello.resumed.map(session.goOn) ?? session.begin(), session) }
    while failure == nil {
      let pause = hello.isInteractive ? parts.pauseBetweenNews : nil
      if let frame = try link.receive(within: pause) {
        try take(ClientMessage(frame), session)
      } else if hello.isInteractive {
        try tellNews(session)
      }
    }
  }

  /// 26 letters and digits, by chance.
  private static func newName() -> String {
    String((0..<26).map { _ in "abcdefghijklmnopqrstuvwxyz234567".randomElement() ?? "a" })
  }

  private func session(_ hello: Hello, author: String, named name: String) -> ConsoleSession {
    var manner = ConsoleManner()
    manner.format = OutputFormat(rawValue: hello.format) ?? .table
    manner.language = hello.language
    manner.isInteractive = hello.isInteractive
    manner.paint = Paint(isOn: hello.output.isPainted)
    manner.errorPaint = Paint(isOn: hello.error.isPainted)
    (manner.outputIsTerminal, manner.outputCanRedraw) = (hello.output.isTerminal, hello.output.canRedraw)
    (manner.errorIsTerminal, manner.errorCanRedraw) = (hello.error.isTerminal, hello.error.canRedraw)
    let kept = hello.isInteractive ? parts.candidates : nil
    return ConsoleSession(
      ConsoleParts(
        catalogue: parts.catalogue, runner: parts.runner,
        kept: kept.map { KeptCandidate(folder: $0.folder, database: $0.database, author: author, session: name) },
        open: { [parts] in try parts.open(author, hello.pretendedOperator != nil) }), manner, self)
  }

  private func take(_ message: ClientMessage, _ session: ConsoleSession) throws {
    switch message {
    case .line(let line):
      let call = try begin(line.id, replied: line.replied)
      session.learn(environment: line.environment)
      try finish(session.perform(line.bytes, tellsTime: line.tellsTime, call: call), session)
    case .script(let script):
      let call = try begin(script.id, replied: script.replied)
      session.learn(environment: script.environment)
      let inputs = script.sources.enumerated().map { place, source in
        source.text.map { ArgumentInput($0, name: source.name) as any ScriptInput }
          ?? SourceOfCaller(name: source.name) { [unowned self] in try self.source(place, session) }
      }
      try finish(session.run(inputs, call: call), session)
    case .quit(let id):
      _ = try begin(id, replied: nil)
      try finish(session.quit(), session)
    case .complete(let request): try complete(request, session)
    case .cancel: session.forgetWarning()
    case .resize(let columns): self.columns = columns
    case .hello, .answer: throw ConsoleFault.malformed
    }
  }

  /// The call that the request is done for; nil where it cannot be asked for again, as the service is its own process.
  private func begin(_ id: String, replied: Int?) throws -> ConsoleCall? {
    try peer.check()
    (request, isCancelled) = (id, false)
    unwanted = replied ?? 0
    return parts.pauseBetweenNews == nil ? ConsoleCall(id, isRepeated: replied != nil) : nil
  }

  private func finish(_ end: RequestEnd, _ session: ConsoleSession) throws {
    if let failure { throw failure }
    unwanted = 0
    shownPrompt = session.prompt
    var done = Done()
    (done.status, done.isQuitting) = (end.status.rawValue, end.isQuitting)
    done.prompt = PromptState(shownPrompt)
    try link.send(ServiceMessage.done(done).frame)
  }

  /// Tells what has happened while nothing was asked.
  private func tellNews(_ session: ConsoleSession) throws {
    try peer.check()
    let told = session.news()
    let prompt = session.prompt
    guard !told.isEmpty || prompt != shownPrompt else { return }
    shownPrompt = prompt
    try link.send(ServiceMessage.news(told, PromptState(prompt)).frame)
  }

  private func complete(_ request: CompletionRequest, _ session: ConsoleSession) throws {
    let found = session.completion(of: request.before, environment: request.environment)
    var answer = CompletionAnswer()
    switch request.form {
    case .lines: answer.lines = found?.lines ?? []
    case .list, .help: answer.list = session.list(found, withHelp: request.form == .help)
    }
    try link.send(ServiceMessage.completion(answer).frame)
  }

  /// The next bytes of a script.
  private func source(_ place: Int, _ session: ConsoleSession) throws -> Answer {
    let answer = try answer(to: .source(place))
    session.learn(environment: answer.environment)
    return answer
  }
}

// MARK: - What only the caller's side can do

extension HostedConsole {
  var isInterrupted: Bool {
    if failure != nil { return true }
    let now = ContinuousClock.now
    if !isCancelled, now - latestLook >= Self.pauseBetweenLooks {
      latestLook = now
      look(within: .zero)
    }
    return isCancelled || failure != nil
  }

  func isInterrupted(within span: Duration, orUntil isOver: () -> Bool) -> Bool {
    let end = ContinuousClock.now + span
    while !isCancelled, failure == nil {
      let rest = end - ContinuousClock.now
      guard rest > .zero, !isOver() else { return false }
      look(within: rest)
    }
    return true
  }

  /// Takes what comes while a command is done: its end, or another width.
  private func look(within span: Duration) {
    do {
      guard let frame = try link.receive(within: span) else { return }
      try takeAside(ClientMessage(frame))
    } catch {
      failure = error as? ConsoleFault ?? .malformed
    }
  }

  private func takeAside(_ message: ClientMessage) throws {
    switch message {
    case .cancel(let id): if id == request { isCancelled = true }
    case .resize(let columns): self.columns = columns
    case .hello, .line, .script, .complete, .answer, .quit: throw ConsoleFault.malformed
    }
  }

  private func send(_ message: ServiceMessage) {
    guard failure == nil else { return }
    do { try link.send(message.frame) } catch { failure = error }
  }

  func show(_ text: String) { if unwanted == 0 { send(.output(text, isPage: false)) } }
  func showPage(_ text: String) { if unwanted == 0 { send(.output(text, isPage: true)) } }
  func tell(_ text: String) { if unwanted == 0 { send(.error(text)) } }
  func endReply() { if unwanted == 0 { send(.replied) } else { unwanted -= 1 } }
  /// Shows progress, unless that would wait for the other side: it is told of inside a snapshot.
  func showProgress(_ text: String?) { if text == nil || link.hasRoom { send(.progress(text)) } }

  func answer(to question: String) -> String? { (try? answer(to: .ask(question)))?.text }

  func nextLine() -> [UInt8]? {
    guard let answer = try? answer(to: .more), !answer.isEnd else { return nil }
    return answer.bytes
  }

  func contents(of word: Word) throws -> [UInt8] {
    let answer = try answer(to: .file(NamedFile(word)))
    return answer.bytes
  }

  func draft(for word: Word) throws -> any SavedOutput {
    _ = try answer(to: .save(NamedFile(word)))
    return DraftOfCaller { [unowned self] in _ = try self.answer(to: .saved(Array($0.utf8))) }
  }

  func paths(_ typed: String) -> [String] { (try? answer(to: .paths(typed)))?.paths ?? [] }

  /// The answer to a question of the service's. Throws the fault that the other side told, or the connection's.
  private func answer(to question: ServiceMessage) throws -> Answer {
    if let failure { throw failure }
    do {
      try link.send(question.frame)
      while true {
        guard let frame = try link.receive() else { continue }
        let message = try ClientMessage(frame)
        guard case .answer(let answer) = message else {
          try takeAside(message)
          continue
        }
        if let fault = answer.fault {
          throw FileFault(code: fault.code, facts: .object(fault.facts)) ?? fault as any Fault
        }
        return answer
      }
    } catch let fault as ConsoleFault {
      failure = fault
      throw fault
    }
  }
}

/// A script whose bytes come from the console's side.
private final class SourceOfCaller: ScriptInput {
  let name: String
  private let ask: () throws -> Answer

  init(name: String, ask: @escaping () throws -> Answer) {
    self.name = name
    self.ask = ask
  }

  func arrived() throws -> (bytes: [UInt8], isWhole: Bool) {
    let answer = try ask()
    return (answer.bytes, answer.isWhole)
  }

  func next() throws -> [UInt8]? {
    let answer = try ask()
    return answer.isEnd ? nil : answer.bytes
  }
}

/// A file that the console's side writes.
private struct DraftOfCaller: SavedOutput {
  let write: (String) throws -> Void

  func finish(_ text: String) throws { try write(text) }
}

extension NamedFile {
  fileprivate init(_ word: Word) {
    let place = word.place
    self.init(text: word.text, origin: place.line.file, line: place.line.number, column: place.column)
  }
}

extension PromptState {
  fileprivate init(_ text: PromptText) {
    self.init()
    (revision, hasChanges, confirmation) = (text.revision, text.hasChanges, text.confirmation.map { Int($0.left) })
  }
}

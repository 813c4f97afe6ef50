import ConsoleHost
import ConsoleProtocol
import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing
import Text

/// A service's consoles, from the other end of the socket.
struct HostTests {
  private let folder: TemporaryFolder
  private let location: StoreLocation

  init() throws {
    folder = try TemporaryFolder()
    location = StoreLocation(path: folder.path + "/chaka.sqlite", secrets: folder.path + "/secrets")
    _ = try Store.initialise(
      at: location, sandbox: true, author: "root", catalogue: catalogue, pretendedNow: Moment(text: "2021-12-01"))
  }

  /// A peer who may be turned away at any time.
  private final class Peer: ConsolePeer {
    let name: String
    init(_ name: String) { self.name = name }
    func author(pretending other: String?) throws -> String { other ?? name }
    func check() throws { if name == "gone" { throw ConsoleFault.stopping } }
  }

  private struct NoRunner: CertificationRunner, Sendable {
    func certify(
      _ request: CertificationRequest, pause: () throws -> Void, progress: (CheckResult) -> Void
    ) throws -> CertificationReport { throw ConsoleFault.lost }
  }

  private func host(most: Int = 4) throws -> (host: ConsoleHost, store: Store) {
    let store = try Store.open(at: location, catalogue: catalogue, pretendedNow: Moment(text: "2021-12-02"))
    let parts = HostParts(
      catalogue: catalogue, runner: NoRunner(), candidates: (folder.path + "/candidates", "x"), pauseBetweenNews: nil
    ) { author, _ in try OperatorSession(store: store, author: author) }
    return (ConsoleHost(parts, most: most), store)
  }

  private func connect(_ host: ConsoleHost, as name: String = "wang") throws -> ConsoleLink {
    let (near, far) = try ConsoleLink.pair()
    host.serve(far, as: Peer(name))
    return ConsoleLink(descriptor: near)
  }

  private func greet(_ link: ConsoleLink, interactive: Bool = false, resumed: String? = nil) throws -> Welcome {
    var hello = Hello()
    (hello.isInteractive, hello.format, hello.resumed) = (interactive, "json", resumed)
    try link.send(ClientMessage.hello(hello).frame)
    guard case .welcome(let welcome) = try next(link) else { throw ConsoleFault.malformed }
    return welcome
  }

  private func next(_ link: ConsoleLink) throws -> ServiceMessage {
    guard let frame = try link.receive(within: .seconds(30)) else { throw ConsoleFault.tooSlow }
    return try ServiceMessage(frame)
  }

  /// Everything up to the end of the request.
  private func answer(_ link: ConsoleLink) throws -> (output: String, error: String, done: Done) {
    var (output, error) = ("", "")
    while true {
      switch try next(link) {
      case .output(let text, _): output += text
      case .error(let text): error += text
      case .done(let done): return (output, error, done)
      case .fault(let fault): throw fault
      default: continue
      }
    }
  }

  private func run(
    _ text: String, id: String = "one", replied: Int? = nil, _ link: ConsoleLink
  ) throws -> (output: String, error: String, done: Done) {
    var request = ScriptRequest(id: id, sources: [.init(name: "<command>", text: text)], environment: [:])
    request.replied = replied
    try link.send(ClientMessage.script(request).frame)
    return try answer(link)
  }

  @Test("A script is one request, and its answer ends with the exit status")
  func script() throws {
    let (host, _) = try host()
    let link = try connect(host)
    #expect(try greet(link).operatorName == "wang")
    let good = try run("open region 上海\ncommit\nshow candidate", link)
    #expect(good.done.status == 0 && good.output.contains("\"revision\":1"))
    let wrong = try run("open region atlantis", id: "two", try connect(host).greeted(by: greet))
    #expect(wrong.done.status == 1 && wrong.error.contains("unknown_region"))
  }

  @Test("A commit whose answer never came is not made twice, and gives the same answer when it is asked for again")
  func again() throws {
    let (host, store) = try host()
    let script = "open region 上海\ncommit comment \"第一批\"\nopen region 云南\ncommit confirmed 30"
    let first = try run(script, try connect(host).greeted(by: greet))
    let second = try run(script, replied: 0, try connect(host).greeted(by: greet))
    #expect(first.output == second.output && first.error == second.error && second.done.status == 0)
    #expect(try store.runningRevision().number == 2)
    let rest = try run(script, replied: 2, try connect(host).greeted(by: greet))
    #expect(first.output.hasSuffix(rest.output) && rest.output.contains("\"revision\":2"))
    let other = try run(script, id: "other", replied: 0, try connect(host).greeted(by: greet))
    #expect(other.done.status == 1 && other.error.contains("nothing_changed"))
  }

  @Test("Another operator's identifier answers nothing")
  func another() throws {
    let (host, store) = try host()
    _ = try run("open region 上海\ncommit", try connect(host).greeted(by: greet))
    let mine = try run("open region 云南\ncommit", replied: 0, try connect(host, as: "zhao").greeted(by: greet))
    #expect(mine.done.status == 0)
    #expect(try store.runningRevision().number == 2)
  }

  @Test("What is no message ends the connection with a fault, and no other console")
  func garbage() throws {
    let (host, _) = try host()
    let good = try connect(host)
    _ = try greet(good)
    for bytes in [
      Array("GET / HTTP/1.1\r\n\r\n".utf8), Frame(["t": "line", "id": "x"]).encoded, Frame(["t": "x"]).encoded,
    ] {
      let link = try connect(host)
      _ = bytes.withUnsafeBytes { write(link.descriptor, $0.baseAddress, $0.count) }
      guard case .fault(let fault) = try next(link) else { throw ConsoleFault.malformed }
      #expect(["message_malformed", "message_too_large"].contains(fault.code))
      #expect(throws: ConsoleFault.lost) { try next(link) }
    }
    #expect(try run("show history", good).done.status == 0)
  }

  @Test("Both sides are told of a protocol that the other does not speak")
  func versions() throws {
    let link = try connect(try host().host)
    var hello = Hello()
    hello.protocols = [2, 3]
    try link.send(ClientMessage.hello(hello).frame)
    guard case .fault(let fault) = try next(link) else { throw ConsoleFault.malformed }
    #expect(fault.code == "protocol_unknown" && JSONValue.object(fault.facts)["console"] == [2, 3])
  }

  @Test("No more consoles are served than may be, and one that ends makes room")
  func most() throws {
    let (host, _) = try host(most: 1)
    let first = try connect(host)
    _ = try greet(first)
    guard case .fault(let fault) = try next(try connect(host)) else { throw ConsoleFault.malformed }
    #expect(fault.code == "console_limit")
    first.close()
    while host.count > 0 { usleep(10_000) }
    _ = try greet(try connect(host))
  }

  @Test("Whoever may not come any more is turned away at the next command")
  func turnedAway() throws {
    let link = try connect(try host().host, as: "gone")
    _ = try greet(link)
    #expect(throws: ToldFault.self) { try run("show history", link) }
  }

  @Test("A console whose connection breaks finds its candidate again, and one whose session goes on does not lend it")
  func resumed() throws {
    let (host, _) = try host()
    let first = try connect(host)
    let session = try greet(first, interactive: true).session
    _ = try answer(first)
    try first.send(
      ClientMessage.line(
        LineRequest(id: "a", bytes: Array("open region 上海".utf8), tellsTime: false, environment: [:])
      ).frame)
    #expect(try answer(first).done.prompt.hasChanges)
    let thief = try connect(host)
    _ = try greet(thief, interactive: true, resumed: session)
    #expect(try answer(thief).done.prompt.hasChanges == false)
    thief.close()
    first.close()
    while host.count > 0 { usleep(10_000) }
    let again = try connect(host)
    _ = try greet(again, interactive: true, resumed: session)
    #expect(try answer(again).done.prompt.hasChanges)
  }

  @Test("News come to a console that waits, as soon as another commits")
  func news() throws {
    let (host, store) = try host()
    let signal = try #require(ChangeSignal(of: store))
    let thread = Thread { signal.run { host.wakeAll() } }
    thread.start()
    defer { signal.end() }
    let waiting = try connect(host)
    _ = try greet(waiting, interactive: true)
    _ = try answer(waiting)
    _ = try run("open region 上海\ncommit", try connect(host, as: "zhao").greeted(by: greet))
    guard case .news(_, let prompt) = try next(waiting) else { throw ConsoleFault.malformed }
    #expect(prompt.revision == 1)
  }

  @Test("Whoever has no role is told nothing of the database: no revision, no notes, no news")
  func noRole() throws {
    let place = StoreLocation(path: folder.path + "/real.sqlite", secrets: folder.path + "/real-secrets")
    _ = try Store.initialise(at: place, sandbox: false, author: "root", catalogue: catalogue, pretendedNow: nil)
    let store = try Store.open(at: place, catalogue: catalogue, pretendedNow: nil)
    let host = ConsoleHost(
      HostParts(catalogue: catalogue, runner: NoRunner(), candidates: nil, pauseBetweenNews: nil) { author, _ in
        try OperatorSession(store: store, author: author)
      })
    let eve = try connect(host, as: "eve")
    _ = try greet(eve, interactive: true)
    let begun = try answer(eve)
    #expect(begun.output.isEmpty && begun.error.isEmpty && begun.done.prompt.revision == nil)
    let root = try connect(host, as: "root")
    _ = try greet(root, interactive: true)
    #expect(try answer(root).done.prompt.revision == 0)
    #expect(try run("add operator wang role viewer", try connect(host, as: "root").greeted(by: greet)).done.status == 0)
    host.wakeAll()
    try eve.send(
      ClientMessage.line(
        LineRequest(id: "a", bytes: Array("show operators".utf8), tellsTime: false, environment: [:])
      ).frame)
    var said = ""
    reading: while true {
      switch try next(eve) {
      case .news(let notes, _): Issue.record("told news: \(notes)")
      case .error(let text): said += text
      case .done: break reading
      default: continue
      }
    }
    #expect(said.contains("not_an_operator") && !said.contains("wang"))
  }

  @Test("A service that stops tells its consoles so")
  func stopping() async throws {
    let (host, _) = try host()
    let link = try connect(host)
    _ = try greet(link, interactive: true)
    _ = try answer(link)
    #expect(await host.stop(within: .seconds(10)))
    guard case .fault(let fault) = try next(link) else { throw ConsoleFault.malformed }
    #expect(fault.code == "service_stopping")
    guard case .fault(let late) = try next(try connect(host)) else { throw ConsoleFault.malformed }
    #expect(late.code == "service_stopping")
  }
}

extension ConsoleLink {
  fileprivate func greeted(by greet: (ConsoleLink, Bool, String?) throws -> Welcome) throws -> ConsoleLink {
    _ = try greet(self, false, nil)
    return self
  }
}

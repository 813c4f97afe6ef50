import AdminShell
import ConsoleProtocol
import Domain
import Program
import Text

/// One call of the program with scripts, which run as one session.
public struct ScriptCall {
  private let sources: [ScriptSource]
  private let context: ProgramContext

  public init(_ sources: [ScriptSource], _ context: ProgramContext) {
    (self.sources, self.context) = (sources, context)
  }

  /// Runs the scripts at a service, and gives the exit status. Throws the connection's fault.
  public func run(at connector: ConsoleConnector, as operatorName: String?) throws -> Int32 {
    let connection = try ServiceConnection(connector, Hello(context, isInteractive: false, as: operatorName))
    let own = OwnSide(environment: context.environment) { context.ownFiles }
    let exchange = Exchange(connection, own, status: context.statusLine)
    exchange.scripts = sources.map(\.input)
    var environment: [String: String] = [:]
    let told = sources.map { source in
      guard case .command(let text) = source else { return ScriptRequest.Source(name: source.name, text: nil) }
      own.sent.note(Array(text.utf8), from: source.name)
      environment.merge(own.sent.environment(of: Array(text.utf8))) { $1 }
      return ScriptRequest.Source(name: source.name, text: text)
    }
    let request = ScriptRequest(id: RequestName.new(), sources: told, environment: environment)
    return try exchange.run(.script(request)).status
  }

  /// Parses and validates the scripts only, in this process and without a database.
  public func check(_ catalogue: Catalogue) throws -> Int32 {
    let caller = CheckingCaller { context.ownFiles }
    return try ConsoleSession.check(
      sources.map(\.input), catalogue, environment: context.environment, ConsoleManner(context, isInteractive: false),
      caller
    ).rawValue
  }
}

/// The identifier of a request, by which it is asked for again.
enum RequestName {
  static func new() -> String {
    String((0..<26).map { _ in "abcdefghijklmnopqrstuvwxyz234567".randomElement() ?? "a" })
  }
}

/// The caller of a check: prints, and reads files, and no more.
private final class CheckingCaller: ConsoleCaller {
  private let ownFiles: () -> OwnFiles

  init(_ ownFiles: @escaping () -> OwnFiles) { self.ownFiles = ownFiles }

  var columns: Int { Screen.columns }
  let isInterrupted = false
  func show(_ text: String) { Output.standard.write(text) }
  func showPage(_ text: String) { Output.standard.write(text) }
  func tell(_ text: String) { Output.error.write(text) }
  func showProgress(_ text: String?) {}
  func endReply() {}
  func answer(to question: String) -> String? { nil }
  func nextLine() -> [UInt8]? { nil }
  func isInterrupted(within span: Duration, orUntil isOver: () -> Bool) -> Bool { false }
  func contents(of word: Word) throws -> [UInt8] { try ScriptBytes.read(ScriptFile.path(of: word)) }
  func draft(for word: Word) throws -> any SavedOutput {
    try SavedFile(path: ScriptFile.path(of: word), sparing: ownFiles())
  }
  func paths(_ typed: String) -> [String] { PathCompletion.paths(typed) }
}

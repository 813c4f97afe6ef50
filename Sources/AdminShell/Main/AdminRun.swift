import Domain
import Foundation
import LineEditor
import Live
import LiveProgram
import Program
import Registry
import RolloutControl
import Store
import Text

/// One run of the console: puts its parts together and picks terminal or script.
@MainActor struct AdminRun {
  private let context: ProgramContext
  private let pretendedOperator: String?
  private let catalogue: Catalogue
  private let runner: any CertificationRunner

  init(_ context: ProgramContext, pretendedOperator: String?, runner: any CertificationRunner) throws {
    self.context = context
    self.runner = runner
    self.pretendedOperator = pretendedOperator
    // A named configuration is read at once; the usual one, which is the engines', only when needed.
    if context.namedConfigurationPath != nil { _ = try context.configuration() }
    catalogue = try Registry.bundledCatalogue()
  }

  func run(_ sources: [ScriptSource], isCheck: Bool) throws {
    let isInteractive = sources.isEmpty && context.inputIsTerminal && !isCheck
    let printer = printer(isInteractive: isInteractive)
    let scripts = sources.isEmpty ? [.standardInput] : sources
    let variables = Variables(environment: context.environment)
    if isCheck { return try ScriptRun.check(scripts, catalogue, variables, printer: printer) }
    let console = Console(catalogue, settings, certifying(printer), variables: variables) {
      let session = try session()
      if isInteractive { try signIn(session, printer) }
      return session
    }
    console.ownFiles = { [context] in context.ownFiles }
    if context.errorCanRedraw {
      console.context.checking = .bar(on: context.statusLine, context.language)
    }
    guard isInteractive else { return try ScriptRun(sources: scripts, console: console, printer: printer).run() }
    let kept = KeptCandidate(
      folder: context.locations.state + "/candidates", database: try context.databasePath.absolutePath,
      author: try author)
    try Repl(console: console, printer: printer, settings: settings, kept: kept).run(
      historyPath: context.locations.state + "/history")
  }

  /// Signs the operator in. A database that is not to be trusted, or a real one by whose clock nothing can be written,
  /// can be read and decided about; nothing is written before.
  private func signIn(_ session: OperatorSession, _ printer: Printer) throws {
    do { try session.audit.signIn(at: session.base.number) } catch let fault as StoreFault
      where !session.store.isSandbox && fault.isOfTheClock || fault.isAboutTrust
    {
      printer.notes([fault.message])
    }
  }

  private func session() throws -> OperatorSession {
    let store = try context.openStore(catalogue, for: .console, regardless: true)
    if pretendedOperator != nil, !store.isSandbox { throw StoreFault.notASandbox(.operator) }
    let session = try OperatorSession(store: store, author: author)
    session.resolve = LiveResolver.addresses
    return session
  }

  private var author: String {
    get throws { try (pretendedOperator.map(Operator.init(named:)) ?? Operator.ofProcess).name }
  }

  private func certifying(_ printer: Printer) -> Certifying {
    Certifying(runner: runner, sumsUp: context.errorIsTerminal) { line in
      if printer.tellsNotes { printer.error(line + "\n") }
    }
  }

  private var settings: PageSettings {
    PageSettings(language: context.language, columns: Screen.columns, paint: context.paint)
  }

  private func printer(isInteractive: Bool) -> Printer {
    let errorPaint = Paint(
      isOn: context.errorIsTerminal && (context.colour || !context.outputIsTerminal && wantsColour))
    var printer = Printer(
      format: context.format, language: context.language, paint: context.paint, errorPaint: errorPaint,
      isInteractive: isInteractive)
    if context.outputIsTerminal { printer.pageColumns = { Screen.columns } }
    guard isInteractive, context.outputIsTerminal else { return printer }
    printer.canRedraw = context.outputCanRedraw
    printer.pager = Pager(environment: context.environment)
    return printer
  }

  private var wantsColour: Bool {
    (context.environment["NO_COLOR"] ?? "").isEmpty && context.environment["TERM"] != "dumb"
  }
}

extension String {
  fileprivate var absolutePath: String { URL(fileURLWithPath: self).standardizedFileURL.path }
}

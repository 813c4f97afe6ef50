import AdminShell
import AdminTerminal
import ConsoleHost
import ConsoleProtocol
import Foundation
import Live
import LiveProgram
import Program
import Registry
import RolloutControl
import Store
import Text

/// One run of the console: picks terminal or script, and the service that does its commands.
@MainActor struct AdminRun {
  private let context: ProgramContext
  private let address: ServiceAddress
  private let pretendedOperator: String?

  init(_ context: ProgramContext, at address: ServiceAddress, pretendedOperator: String?) throws {
    self.context = context
    self.address = address
    self.pretendedOperator = pretendedOperator
    // A named configuration is read at once; the usual one, which is the engines', only when needed.
    if context.namedConfigurationPath != nil { _ = try context.configuration() }
  }

  func run(_ sources: [ScriptSource], isCheck: Bool) throws {
    let isInteractive = sources.isEmpty && context.inputIsTerminal && !isCheck
    let call = ScriptCall(sources.isEmpty ? [.standardInput] : sources, context)
    if isCheck { return try end(call.check(Registry.bundledCatalogue())) }
    let connector = try connector()
    guard isInteractive else { return try end(call.run(at: connector, as: pretendedOperator)) }
    try end(
      TerminalConsole(connector, context, as: pretendedOperator).run(
        historyPath: context.locations.state + "/history"))
  }

  private func end(_ status: Int32) throws { if status != 0 { throw Ending(status) } }

  private func connector() throws -> ConsoleConnector {
    switch address {
    case .database: try embedded()
    case .socket(let path): ConsoleConnector(isRemote: true) { try ServiceSocket.connect(path) }
    case .server(let url):
      throw UsageFault.other(
        Bilingual(
          zh: "本程序还不能通过网络连接服务：请用 ssh 登录 \(url.host.text)，在那里运行",
          en:
            "this program does not reach a service over the network yet: use ssh to \(url.host.text), and run it there")
      )
    }
  }

  /// The service in this process, for a sandbox: the database is opened here.
  private func embedded() throws -> ConsoleConnector {
    let catalogue = try Registry.bundledCatalogue()
    let context = context
    let candidates = context.locations.state + "/candidates"
    let parts = HostParts(
      catalogue: catalogue, runner: LiveCertifier(context),
      candidates: (candidates, (try? context.databasePath.absolutePath) ?? ""), pauseBetweenNews: .seconds(1)
    ) { author, isPretended in
      let store = try context.openStore(catalogue, for: .console, regardless: true)
      if isPretended, !store.isSandbox { throw StoreFault.notASandbox(.operator) }
      let session = try OperatorSession(store: store, author: author)
      session.resolve = LiveResolver.addresses
      return session
    }
    let host = ConsoleHost(parts)
    return ConsoleConnector(isRemote: false) {
      let (near, far) = try ConsoleLink.pair()
      host.serve(far, as: Peer.embedded)
      return near
    }
  }
}

extension String {
  fileprivate var absolutePath: String { URL(fileURLWithPath: self).standardizedFileURL.path }
}

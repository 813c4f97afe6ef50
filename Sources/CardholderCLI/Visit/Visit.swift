import Domain
import Live
import LiveProgram
import Program
import QueryEngine
import Registry
import Text

/// One call of a person at the service: how the program was called, the desk, and who they are signed in as.
struct Visit: Sendable {
  let context: ProgramContext
  let live: LiveEngine
  let session: SessionFile
  let channel: Channel
  let dialogue: any Dialogue

  /// Opens what a visit needs, and lets go of it at the end.
  static func during(
    _ context: ProgramContext, _ options: PersonOptions, _ body: (Visit) async throws -> Void
  ) async throws {
    Interruption.leaveCleanly()
    let channel = try options.channel.map { text throws(NameFault) in try Catalogue.resolveChannel(text) } ?? .app
    let session = SessionFile(path: options.session ?? context.locations.state + "/session")
    let configuration = try context.configuration()
    // Signing out would remove it.
    guard !context.ownFiles(configuration).hold(session.path) else { throw SessionFault(path: session.path) }
    let live = try LiveEngine(context, configuration) { $0.poll = min($0.poll, .milliseconds(100)) }
    let visit = Visit(context: context, live: live, session: session, channel: channel, dialogue: TerminalDialogue())
    do {
      try live.store.requireServiceAccount()
      try await body(visit)
    } catch {
      await live.shutdown()
      throw error
    }
    await live.shutdown()
  }

  var registry: Registry { live.registry }
  /// The regions and banks that there are now, with the names they have now.
  var catalogue: Catalogue { get throws { try live.store.runningCatalogue() } }
  /// For whoever is signed in.
  var desk: CardholderDesk { live.desk(for: .new()) }
  /// For whoever is not: as the machine that asked before.
  var deskOfRequester: CardholderDesk {
    get throws { live.desk(for: try RequesterFile(beside: session).requester()) }
  }
  var language: Language { context.language }
  var secrets: SecretInput { SecretInput(inputIsTerminal: context.inputIsTerminal) }

  func codes(_ given: String?) -> CodeEntry {
    CodeEntry(given: given, dialogue: context.inputIsTerminal ? dialogue : nil, clock: live.store.clock)
  }

  /// Says where a sandbox stood in for the world, to people only.
  func noteSandbox(_ notice: Bilingual?) {
    if let notice, context.format == .table { context.note(notice) }
  }

  /// A bank's short name in the person's language: as it is called now, or was when it was last there; else its code.
  func name(of bank: BankCode) -> String {
    (try? live.store.bankOnceKnown(bank))?.name[language] ?? bank.text
  }
  func name(of region: RegionCode) -> String { (try? catalogue)?.region(region)?.name[language] ?? region.text }
}

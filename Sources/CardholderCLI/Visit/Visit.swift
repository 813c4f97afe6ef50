import Domain
import Program
import QueryEngine
import Text

/// One call of a person at the service: the program's call, the desk, and the person's session.
struct Visit: Sendable {
  let context: ProgramContext
  /// The desk for a person who is signed in.
  let desk: any PersonDesk
  let session: SessionFile
  let channel: Channel
  let dialogue: any Dialogue

  /// Opens the parts of a visit, and shuts them down at the end.
  static func during(
    _ context: ProgramContext, _ options: PersonOptions, _ body: (Visit) async throws -> Void
  ) async throws {
    Interruption.leaveCleanly()
    let channel = try options.channel.map { text throws(NameFault) in try Catalogue.resolveChannel(text) } ?? .app
    let session = SessionFile(path: options.session ?? context.locations.state + "/session")
    let configuration = try context.configuration()
    // Signing out would remove the file.
    guard !context.ownFiles(configuration).hold(session.path) else { throw SessionFault(path: session.path) }
    let desk = try await EmbeddedDesk.open(context, configuration)
    let visit = Visit(context: context, desk: desk, session: session, channel: channel, dialogue: TerminalDialogue())
    do {
      try await body(visit)
    } catch {
      await desk.close()
      throw error
    }
    await desk.close()
  }

  /// The regions and banks of the present, with their present names.
  var catalogue: Catalogue { get throws { try desk.catalogue } }
  /// The desk for a person who is not signed in, with the machine's own token.
  var deskOfRequester: any PersonDesk {
    get throws { desk.of(try RequesterFile(beside: session).requester()) }
  }
  var language: Language { context.language }
  var secrets: SecretInput { SecretInput(inputIsTerminal: context.inputIsTerminal) }

  func codes(_ given: String?) -> CodeEntry {
    CodeEntry(given: given, dialogue: context.inputIsTerminal ? dialogue : nil, clock: desk.clock)
  }

  /// Tells people, and no programs, that a sandbox service replaced a real one.
  func noteSandbox(_ notice: Bilingual?) {
    if let notice, context.format == .table { context.note(notice) }
  }

  /// A bank's short name in the person's language: the present one, or the last one; else its code.
  func name(of bank: BankCode) -> String { desk.name(of: bank)[language] }
  /// The names of banks in shapes.
  var bankNames: BankNames { BankNames(in: language) { [desk] in desk.name(of: $0) } }
  func name(of region: RegionCode) -> String { (try? catalogue)?.region(region)?.name[language] ?? region.text }
}

import ArgumentParser
import Program

/// `chaka-engine run`: serves until stopped; after SIGTERM work in progress comes to its end.
struct RunCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "run", zh: "持续运行，直到被停止", en: "run until stopped")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await StopMark.raised(by: await StopSignals.sequence()) { stop in
      let configuration = try context.configuration()
      let log = ProgramLog.logger(configuration.log)
      let journal = Journal(log, context.language)
      let opened = try await EngineGroup.open(
        context, for: .worker, configuration, log, tell: journal.note, unless: stop)
      guard let opened else { return }
      let callbacks = try opened.callbackServer()?.service
      try await opened.run([opened.engine()] + [callbacks].compactMap(\.self), until: stop)
    }
  }
}

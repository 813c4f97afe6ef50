import ArgumentParser
import Live
import LiveProgram
import Program
import QueryEngine

/// `chaka-engine drain`: does all due work until none is left.
struct DrainCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "drain", zh: "做完现在到期的工作后退出", en: "do all work that is due now, then exit")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let live = try LiveEngine(context, for: .maintenance)
    do {
      try await QueryEngine(live.parts).drain()
    } catch {
      await live.shutdown()
      throw error
    }
    await live.shutdown()
  }
}

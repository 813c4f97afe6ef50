import ArgumentParser
import Live
import LiveProgram
import Program
import QueryEngine

/// `chaka-engine drain`: does all that is due at its time until nothing is left to do now.
struct DrainCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    "drain", zh: "做完眼下该做的一切，然后退出", en: "do all that is due now, and exit")

  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    let live = try LiveEngine(context)
    do {
      try await QueryEngine(live.parts).drain()
    } catch {
      await live.shutdown()
      throw error
    }
    await live.shutdown()
  }
}

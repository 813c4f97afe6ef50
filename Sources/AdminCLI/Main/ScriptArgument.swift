import ArgumentParser
import Synchronization

/// The value of `-f` or `-c`, with its place among all of them: ArgumentParser keeps each option's values apart,
/// but reads the arguments in their order.
struct ScriptArgument: ExpressibleByArgument, Sendable {
  let text: String
  let order: Int

  private static let count = Mutex(0)

  init(argument: String) {
    text = argument
    order = Self.count.withLock { count in
      count += 1
      return count
    }
  }
}

import ArgumentParser
import Foundation

/// A program's way from its arguments to its exit status, the same for all programs.
public enum Program {
  public static let version = "0.1.0"

  /// Runs a program and ends the process. The commands `serving` are stopped by `StopSignals`.
  public static func main<Root: AsyncParsableCommand>(
    _ root: Root.Type, name: String, serving: Set<String> = [], remedies: any Remedies = SharedRemedies()
  ) async -> Never {
    begin(name: name)
    let arguments: [String]
    let environment: [String: String]
    do {
      let texts = try ProcessTexts.ofProcess()
      (arguments, environment) = (texts.arguments, texts.environment)
    } catch {
      end(name, with: error)
    }
    let isServing = GlobalArguments(separating: arguments).rest.first.map(serving.contains) ?? false
    let signals = isServing ? await StopSignals.sequence() : nil
    signal(SIGPIPE, SIG_IGN)
    let status = await StopSignals.$held.withValue(signals) {
      await run(root, name: name, arguments: arguments, environment: environment, remedies: remedies)
    }
    exit(status)
  }

  /// Sets the limits of the process. Has to be called before `main` if anything opens files on the way there, such as a
  /// run loop.
  public static func begin(name: String) {
    ProcessLimits.set()
    do { try OutOfDescriptors.requireSome() } catch { end(name, with: error) }
  }

  private static func end(_ name: String, with error: any Error) -> Never {
    let given = GlobalArguments(separating: Array(CommandLine.arguments.dropFirst()))
    exit(ErrorReport(program: name, isJSON: given.lastValue(of: "--format") == "json").end(with: error))
  }

  /// Runs a program and gives its exit status.
  public static func run<Root: AsyncParsableCommand>(
    _ root: Root.Type, name: String, arguments: [String], environment: [String: String],
    remedies: any Remedies = SharedRemedies()
  ) async -> Int32 {
    let separated = GlobalArguments(separating: arguments)
    do {
      try await start(root, name: name, separated, environment: environment)
      return outputStatus(name)
    } catch {
      let report = ErrorReport(
        program: name, isJSON: separated.lastValue(of: "--format") == "json", remedies: remedies)
      return report.end(with: OutOfDescriptors() ?? error)
    }
  }

  private static func start<Root: AsyncParsableCommand>(
    _ root: Root.Type, name: String, _ arguments: GlobalArguments, environment: [String: String]
  ) async throws {
    // Without arguments there is nothing to check, and reading the tree takes a tenth of a console's start.
    if arguments.rest.isEmpty, root is any ContextCommand.Type {
      return try await run(root, [], name, arguments, environment)
    }
    let tree = try CommandTree(of: root)
    switch try Invocation(arguments.rest, in: tree) {
    case .help(let path): Output.standard.write(HelpText(of: path, in: tree).text(columns: Screen.columns))
    case .version: Output.standard.line("\(name) \(version)")
    case .builtIn(let request): try answer(request, root)
    case .run(let rest): try await run(root, rest, name, arguments, environment)
    }
  }

  private static func run<Root: AsyncParsableCommand>(
    _ root: Root.Type, _ rest: [String], _ name: String, _ arguments: GlobalArguments, _ environment: [String: String]
  ) async throws {
    let options = try GlobalOptions(reading: arguments.global)
    let context = try ProgramContext(name: name, options: options, environment: environment)
    try await command(root, rest).run(in: context)
  }

  private static func command<Root: AsyncParsableCommand>(
    _ root: Root.Type, _ arguments: [String]
  ) async throws -> any ContextCommand {
    let parsed: any ParsableCommand
    do {
      parsed = try await root.asyncParseAsRoot(arguments)
    } catch {
      throw UnreadableValue.fault(for: error, in: root)
    }
    guard let command = parsed as? any ContextCommand else { throw UsageFault.missingCommand }
    return command
  }

  /// Prints the answer to a request of ArgumentParser's own: completion scripts and completions come as errors that are
  /// none.
  private static func answer<Root: AsyncParsableCommand>(_ request: [String], _ root: Root.Type) throws {
    do {
      _ = try root.parseAsRoot(request)
    } catch {
      guard root.exitCode(for: error) == .success else { throw UnreadableValue.fault(for: error, in: root) }
      Output.standard.line(root.message(for: error))
    }
  }

  private static func outputStatus(_ name: String) -> Int32 {
    guard let number = Output.standard.failure else { return ExitStatus.done.rawValue }
    return ErrorReport(program: name, isJSON: false).end(with: OutputFault(number: number))
  }
}

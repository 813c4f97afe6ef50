import Text

/// Reads a script command by command: bytes in, commands with their places out.
///
/// Pure but for the bytes passed in, and lazy: the commands before an error have been given by then. A variable set by
/// `let` is known from the next command on.
public struct ScriptReader {
  private var lexer: Lexer
  private let variables: Variables

  public init(_ lines: LineReader, _ variables: Variables = Variables()) {
    lexer = Lexer(lines, variables)
    self.variables = variables
  }

  public init(file: String, bytes: [UInt8], _ variables: Variables = Variables()) {
    self.init(LineReader(file: file, bytes: bytes), variables)
  }

  /// The next command; nil at the end. Throws a `Diagnostic`.
  mutating func next() throws -> ParsedCommand? {
    guard let words = try lexer.next() else { return nil }
    let parsed = try Self.command(of: words)
    if parsed.type is Let.Type { try define(Let(parsed.arguments), at: parsed.place) }
    return parsed
  }

  private func define(_ variable: Let, at place: Place) throws {
    do { try variables.set(variable.name, to: variable.texts) } catch { throw Diagnostic(error, at: place) }
  }

  /// A command and the stages its output passes.
  static func command(of words: [Word]) throws -> ParsedCommand {
    let parts = words.split(omittingEmptySubsequences: false, whereSeparator: \.isPipe).map(Array.init)
    guard !parts[0].isEmpty else { throw Diagnostic(SyntaxFault.nothingToPipe, at: words[0].place) }
    let (type, form) = try Grammar.command(of: parts[0])
    let arguments = try Arguments(parts[0], of: form)
    let stages = try Grammar.stages(of: Array(parts.dropFirst()), end: words[words.count - 1].end)
    return ParsedCommand(type: type, arguments: arguments, place: words[0].place, stages: stages)
  }

  /// All commands of a script, or its first error.
  static func commands(
    in bytes: [UInt8], file: String, _ variables: Variables = Variables()
  ) throws -> [ParsedCommand] {
    var reader = ScriptReader(file: file, bytes: bytes, variables)
    var commands: [ParsedCommand] = []
    while let command = try reader.next() { commands.append(command) }
    return commands
  }
}

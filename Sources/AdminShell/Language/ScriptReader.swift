/// Reads a script command by command: bytes in, commands with their places out.
///
/// Pure but for the bytes it is handed, and lazy: what stands before an error has been given out by then.
public struct ScriptReader {
  private var lexer: Lexer

  public init(_ lines: LineReader) { lexer = Lexer(lines) }

  public init(file: String, bytes: [UInt8]) { self.init(LineReader(file: file, bytes: bytes)) }

  /// Nil at the end. Throws a `Diagnostic`.
  public mutating func next() throws -> ParsedCommand? {
    guard let words = try lexer.next() else { return nil }
    let form = try Grammar.form(of: words)
    let command = try form.build(Arguments(words, of: form))
    return ParsedCommand(command: command, name: form.name, place: words[0].place)
  }

  /// All commands of a script, or its first error.
  public static func commands(in bytes: [UInt8], file: String) throws -> [ParsedCommand] {
    var reader = ScriptReader(file: file, bytes: bytes)
    var commands: [ParsedCommand] = []
    while let command = try reader.next() { commands.append(command) }
    return commands
  }
}

import Domain

/// Where a script comes from.
enum ScriptSource: Sendable, Equatable {
  case file(String)
  case command(String)
  case standardInput

  static let standardInputName = "<stdin>"
  private static let commandName = "<command>"
  static let terminalName = "<terminal>"

  /// Whether a name was made up here and is no path.
  static func isInvented(_ name: String) -> Bool { name.hasPrefix("<") }

  static func name(ofFile path: String) -> String { isInvented(path) ? "./" + path : path }

  /// `-` is standard input.
  static func named(_ path: String) -> ScriptSource { path == "-" ? .standardInput : .file(path) }

  func lines() throws -> LineReader {
    switch self {
    case .file(let path):
      let input = try ByteInput(path: path)
      return LineReader(file: Self.name(ofFile: path)) { try input.next() ?? [] }
    case .command(let text): return LineReader(file: Self.commandName, bytes: Array(text.utf8))
    case .standardInput:
      let input = ByteInput()
      return LineReader(file: Self.standardInputName) { try input.next() ?? [] }
    }
  }
}

import AdminShell

/// The source of a script.
public enum ScriptSource: Sendable, Equatable {
  case file(String)
  case command(String)
  case standardInput

  /// The source at a path; `-` is standard input.
  public static func named(_ path: String) -> ScriptSource { path == "-" ? .standardInput : .file(path) }

  var name: String {
    switch self {
    case .file(let path): SourceName.file(path)
    case .command: SourceName.command
    case .standardInput: SourceName.standardInput
    }
  }

  /// Its bytes. A file is opened when its first bytes are asked for.
  var input: any ScriptInput {
    switch self {
    case .file(let path): FileInput(name: name) { try ByteInput(path: path) }
    case .command(let text): ArgumentInput(text)
    case .standardInput: FileInput(name: name) { ByteInput() }
    }
  }
}

/// A script in a file, or one that comes through standard input.
final class FileInput: ScriptInput {
  let name: String
  private let open: () throws -> ByteInput
  private var input: ByteInput?

  init(name: String, open: @escaping () throws -> ByteInput) {
    self.name = name
    self.open = open
  }

  func arrived() throws -> (bytes: [UInt8], isWhole: Bool) { try opened().arrived() }
  func next() throws -> [UInt8]? { try opened().next() }

  private func opened() throws -> ByteInput {
    if let input { return input }
    let input = try open()
    self.input = input
    return input
  }
}

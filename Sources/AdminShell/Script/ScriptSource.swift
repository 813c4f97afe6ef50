/// The source of a script.
enum ScriptSource: Sendable, Equatable {
  case file(String)
  case command(String)
  case standardInput

  static let standardInputName = "<stdin>"
  private static let commandName = "<command>"
  static let terminalName = "<terminal>"

  /// Whether a name is one of this type's own and no path.
  static func isInvented(_ name: String) -> Bool { name.hasPrefix("<") }

  static func name(ofFile path: String) -> String { isInvented(path) ? "./" + path : path }

  /// The source at a path; `-` is standard input.
  static func named(_ path: String) -> ScriptSource { path == "-" ? .standardInput : .file(path) }

  /// Its lines, and all its bytes if they came without a pause: those of a file, of an argument, and of a pipe whose
  /// other end is done.
  func lines() throws -> (lines: LineReader, whole: [UInt8]?) {
    switch self {
    case .file(let path): try Self.lines(ByteInput(path: path), name)
    case .command(let text): (LineReader(file: name, bytes: Array(text.utf8)), Array(text.utf8))
    case .standardInput: try Self.lines(ByteInput(), name)
    }
  }

  var name: String {
    switch self {
    case .file(let path): Self.name(ofFile: path)
    case .command: Self.commandName
    case .standardInput: Self.standardInputName
    }
  }

  private static func lines(_ input: ByteInput, _ name: String) throws -> (LineReader, [UInt8]?) {
    let (bytes, isWhole) = try input.arrived()
    guard !isWhole else { return (LineReader(file: name, bytes: bytes), bytes) }
    var first: [UInt8]? = bytes
    let lines = LineReader(file: name) {
      defer { first = nil }
      if let bytes = first, !bytes.isEmpty { return bytes }
      return try input.next() ?? []
    }
    return (lines, nil)
  }
}

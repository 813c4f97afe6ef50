import Text

/// A file of editing commands, and the files that it loads in turn.
struct LoadedFile {
  /// All commands in the order in which they are done, every `load` replaced by the commands of its file. Throws a
  /// `Diagnostic` that names the file with the error.
  static func commands(of path: Word, binder: Binder, _ variables: Variables) throws -> [BoundCommand] {
    try commands(of: path, binder: binder, variables.copy, depth: 1)
  }

  private static func commands(
    of path: Word, binder: Binder, _ variables: Variables, depth: Int
  ) throws -> [BoundCommand] {
    guard depth <= ScriptFile.deepest else {
      throw Diagnostic(SyntaxFault.loadedTooDeep(ScriptFile.deepest), at: path.place)
    }
    try Diagnostic.locating(path.place) { try variables.budget.spendFile() }
    var reader = ScriptReader(
      file: SourceName.file(ScriptFile.path(of: path)), bytes: try binder.files.bytes(of: path),
      variables)
    var commands: [BoundCommand] = []
    while let parsed = try reader.next() {
      let command = try binder.bind(parsed)
      guard command.command is any EditingCommand else {
        throw Diagnostic(SyntaxFault.notLoadable(command.name), at: command.place)
      }
      if let inner = command.command as? Load {
        commands += try Self.commands(of: inner.path, binder: binder, variables, depth: depth + 1)
      } else {
        commands.append(command)
      }
    }
    return commands
  }
}

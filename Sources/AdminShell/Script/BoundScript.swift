import Text

/// A script as its commands, with codes in place of names. Included files are put in place and, like blocks, read and
/// checked as a whole before any of their commands is given.
struct BoundScript {
  private var reader: ScriptReader
  private let binder: Binder
  private let variables: Variables
  private let depth: Int
  private var waiting: ArraySlice<BoundCommand> = []
  private(set) var hasIncluded = false
  /// Called when a block begins and when it ends.
  var blockIsOpen: (Bool) -> Void = { _ in }

  init(_ lines: LineReader, _ binder: Binder, _ variables: Variables, depth: Int = 0) {
    reader = ScriptReader(lines, variables)
    self.binder = binder
    self.variables = variables
    self.depth = depth
  }

  /// The next command; nil at the end. Throws a `Diagnostic`.
  mutating func next() throws -> BoundCommand? {
    while waiting.isEmpty {
      guard let parsed = try reader.next() else { return nil }
      if depth == 0 { binder.scope.refresh() }
      let command = try bind(parsed, isDoneNext: depth == 0 && binder.scope.isLive)
      switch command.command {
      case let include as Include: waiting = try included(include.path)[...]
      case is Begin: waiting = try block(command)[...]
      case is End: throw Diagnostic(SyntaxFault.endWithoutBegin, at: command.place)
      default: return command
      }
    }
    return waiting.popFirst()
  }

  /// Binds a command. One that is not done before the next is bound adds its names to the scope.
  private func bind(_ parsed: ParsedCommand, isDoneNext: Bool) throws -> BoundCommand {
    var command = try binder.bind(parsed)
    if let load = command.command as? Load, !isDoneNext {
      command.loaded = try? LoadedFile.commands(of: load.path, binder: binder, variables)
    }
    return command
  }

  private mutating func included(_ path: Word) throws -> [BoundCommand] {
    hasIncluded = true
    guard depth < ScriptFile.deepest else {
      throw Diagnostic(SyntaxFault.includedTooDeep(ScriptFile.deepest), at: path.place)
    }
    try Diagnostic.locating(path.place) { try variables.budget.spendFile() }
    let name = SourceName.file(ScriptFile.path(of: path))
    let lines = LineReader(file: name, bytes: try binder.files.bytes(of: path))
    var script = BoundScript(lines, binder, variables, depth: depth + 1)
    return try script.rest()
  }

  /// The remaining commands.
  private mutating func rest() throws -> [BoundCommand] {
    var commands: [BoundCommand] = []
    while let command = try next() { commands.append(command) }
    return commands
  }

  /// The commands from `begin` to `end`. The block is read to its end even after an error, so that none of it is taken
  /// for commands outside.
  private mutating func block(_ begin: BoundCommand) throws -> [BoundCommand] {
    blockIsOpen(true)
    defer { blockIsOpen(false) }
    var commands = [begin]
    var fault: Diagnostic?
    while !(commands.last?.command is End) {
      do {
        guard let parsed = try reader.next() else { throw Diagnostic(SyntaxFault.unendedBlock, at: begin.place) }
        let command = try bind(parsed, isDoneNext: false)
        if let include = command.command as? Include {
          commands += try included(include.path)
        } else {
          commands.append(command)
        }
      } catch let found as Diagnostic {
        if case SyntaxFault.unendedBlock = found.cause { throw fault ?? found }
        fault = fault ?? found
      }
    }
    if let fault { throw fault }
    try Self.check(commands)
    return commands
  }

  private static func check(_ block: [BoundCommand]) throws {
    let inside = block.dropFirst().dropLast()
    if let nested = inside.first(where: { $0.command is Begin }) {
      throw Diagnostic(SyntaxFault.nestedBlock, at: nested.place)
    }
    if let final = inside.dropLast().first(where: { !$0.canBeTakenBack }) {
      throw Diagnostic(SyntaxFault.lastOfBlock(final.name), at: final.place)
    }
  }
}

extension BoundScript {
  /// The commands of a script that is known as a whole. One that includes others gives all its commands, or its first
  /// error before any of them is done; any other is given as it is, so that the commands before an error are done.
  static func commands(in bytes: [UInt8], _ name: String, _ binder: Binder, _ variables: Variables) throws
    -> [BoundCommand]?
  {
    let (trial, ahead) = (variables.copy, binder.ahead)
    var script = BoundScript(LineReader(file: name, bytes: bytes), ahead, trial)
    var commands: [BoundCommand] = []
    var fault: (any Error)?
    while true {
      do {
        guard let command = try script.next() else { break }
        commands.append(command)
        if command.command is any QuittingCommand { break }
      } catch {
        fault = fault ?? error
      }
    }
    guard script.hasIncluded else { return nil }
    if let fault { throw fault }
    variables.adopt(trial)
    binder.scope.adopt(ahead.scope)
    return commands
  }
}

import Text

/// The request of a command line, checked against the tree of commands.
enum Invocation: Equatable {
  /// Parse and run the rest.
  case run([String])
  /// Show the help of the command at this path below the root.
  case help([String])
  case version
  /// A request that ArgumentParser answers by itself: completion scripts.
  case builtIn([String])
}

extension Invocation {
  /// Reads the rest of a command line after the shared options were taken out.
  init(_ arguments: [String], in root: CommandTree) throws(UsageFault) {
    if Self.isBuiltIn(arguments) {
      self = .builtIn(arguments)
      return
    }
    var reading = Reading(root: root)
    self = try reading.read(arguments)
  }

  private static func isBuiltIn(_ arguments: [String]) -> Bool {
    guard let first = arguments.first else { return false }
    return first.hasPrefix("---completion")
      || arguments.prefix { $0 != "--" }.contains {
        $0 == "--generate-completion-script" || $0.hasPrefix("--generate-completion-script=")
      }
  }
}

/// A walk along the arguments and down the tree. The first fault is kept until the end, because a request for help
/// behind the fault takes precedence.
private struct Reading {
  private var path: [CommandTree]
  private var given: Set<String> = []
  private var values = 0
  private var fault: UsageFault?
  private var wantsHelp = false
  /// The unknown topic of `help`, which is reported instead of any help.
  private var unknownTopic: UsageFault?
  private var asksByWord = false
  private var wantsVersion = false

  init(root: CommandTree) { path = [root] }

  private var command: CommandTree { path[path.count - 1] }
  private var names: [String] { path.dropFirst().map(\.commandName) }

  mutating func read(_ arguments: [String]) throws(UsageFault) -> Invocation {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        while let value = rest.popFirst() { take(value: value, literally: true) }
      } else if let option = OptionToken(argument) {
        take(option, &rest)
      } else {
        take(value: argument, literally: false)
      }
    }
    if let unknownTopic { throw unknownTopic }
    if wantsHelp { return .help(names) }
    if wantsVersion { return .version }
    if let fault = fault ?? missing() { throw fault }
    return .run(arguments)
  }

  private mutating func take(_ token: OptionToken, _ rest: inout ArraySlice<String>) {
    switch token.name {
    case "--help", "-h": wantsHelp = true
    case "--version": wantsVersion = true
    default:
      guard let option = path.reversed().lazy.compactMap({ $0.option(named: token.name) }).first else {
        return note(.unknownOption(token.name, suggestion: suggestion(for: token.name)))
      }
      given.insert(option.title)
      option.kind == .flag ? takeFlag(option, token) : takeValue(of: option, token, &rest)
    }
  }

  private mutating func takeFlag(_ option: CommandTree.Argument, _ token: OptionToken) {
    if token.attached != nil { note(.unexpectedValue(option.title)) }
  }

  private mutating func takeValue(
    of option: CommandTree.Argument, _ token: OptionToken, _ rest: inout ArraySlice<String>
  ) {
    var values = token.attached.map { [$0] } ?? []
    let isGreedy = option.parsingStrategy == "upToNextOption"
    while let next = rest.first, values.isEmpty || isGreedy && token.attached == nil,
      !OptionToken.isOption(next) || option.parsingStrategy == "unconditional"
    {
      values.append(next)
      rest.removeFirst()
    }
    if values.isEmpty { note(.missingValue(option.title)) }
    let allowed = option.allValues ?? []
    for value in values where !allowed.isEmpty && !allowed.contains(value) {
      note(.invalidValue(value, option: option.title, allowed: allowed))
    }
  }

  private mutating func take(value: String, literally: Bool) {
    if !literally, values == 0 {
      if let child = command.child(named: value) { return path.append(child) }
      if value == "help", path.count == 1, !command.children.isEmpty {
        wantsHelp = true
        asksByWord = true
        return
      }
      if asksByWord {
        let near = Nearest.match(to: value, among: command.children.map(\.commandName))
        unknownTopic = unknownTopic ?? .unknownCommand(value, suggestion: near)
        return
      }
    }
    values += 1
    let positionals = command.positionals
    if values <= positionals.count || positionals.last?.isRepeating == true { return }
    guard values == 1, !command.children.isEmpty else { return note(.unexpectedArgument(value)) }
    let near = Nearest.match(to: value, among: command.children.map(\.commandName))
    note(.unknownCommand(value, suggestion: near))
  }

  private func missing() -> UsageFault? {
    let needed = path.flatMap(\.options).filter { !$0.isOptional && !given.contains($0.title) }
    if let option = needed.first { return .missingArgument(option.synopsis) }
    return command.positionals.dropFirst(values).first { !$0.isOptional }.map { .missingArgument($0.title) }
  }

  private func suggestion(for name: String) -> String? {
    let known = path.flatMap(\.options).flatMap(\.spellings) + GlobalArguments.names
    return Nearest.match(to: name, among: known.filter { $0.hasPrefix("--") })
  }

  private mutating func note(_ found: UsageFault) { fault = fault ?? found }
}

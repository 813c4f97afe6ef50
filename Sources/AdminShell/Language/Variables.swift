import Text

/// The texts of variables, `$NAME`: those that `let` has set, and the environment as `$env.NAME`.
///
/// One object for a console or a run of scripts, passed on to every included file.
public final class Variables {
  private var values: [String: [String]] = [:]
  private var environment: [String: String]
  /// The budget of their run; a copy spends from the same.
  private(set) var budget = ScriptBudget()

  public init(environment: [String: String] = [:]) { self.environment = environment }

  /// Takes in variables of the environment, by their names.
  public func learn(environment more: [String: String]) { environment.merge(more) { $1 } }

  /// A copy, on which a script can be tried.
  public var copy: Variables {
    let copy = Variables(environment: environment)
    copy.values = values
    copy.budget = budget
    return copy
  }

  /// Begins a new budget, for a line that is typed.
  public func renewBudget() { budget = ScriptBudget() }

  /// Takes over the variables of a copy.
  func adopt(_ other: Variables) { values = other.values }

  /// Sets a variable. Throws a `SyntaxFault` if variables hold too much.
  public func set(_ name: String, to texts: [String]) throws(SyntaxFault) {
    let others = values.reduce(0) { $0 + ($1.key == name ? 0 : Self.bytes(of: $1.value)) }
    guard others + Self.bytes(of: texts) <= ScriptBudget.mostText else {
      throw .expandsTooFar(bytes: ScriptBudget.mostText)
    }
    values[name] = texts
  }

  /// The size of texts in memory: beside its bytes each word has a place of its own.
  private static func bytes(of texts: [String]) -> Int { texts.reduce(0) { $0 + 128 + $1.utf8.count } }

  /// The variables that were set, by name.
  public var all: [(name: String, texts: [String])] {
    values.sorted { $0.key < $1.key }.map { (name: $0.key, texts: $0.value) }
  }

  /// The texts of a variable, at least one. Throws a `SyntaxFault` if the variable is not set or holds no text, or if
  /// the replaced variables are too large together.
  func texts(of name: String) throws(SyntaxFault) -> [String] {
    let texts = try found(name)
    try budget.spend(text: Self.bytes(of: texts))
    return texts
  }

  private func found(_ name: String) throws(SyntaxFault) -> [String] {
    guard name.hasPrefix(Self.environmentPrefix) else {
      guard let texts = values[name] else { throw .unknownVariable(name) }
      return texts
    }
    guard let text = environment[String(name.dropFirst(Self.environmentPrefix.count))] else {
      throw .unknownVariable(name)
    }
    guard text.firstHidden == nil else { throw .unusableVariable(name) }
    return [text]
  }

  /// The name of a set variable that is near to an unknown one.
  func near(_ name: String) -> String? {
    let known = name.hasPrefix(Self.environmentPrefix) ? environmentNames : values.keys.sorted()
    return Grammar.near(name, among: known).map { "$" + $0 }
  }

  var environmentNames: [String] { environment.keys.sorted().map { Self.environmentPrefix + $0 } }

  static let environmentPrefix = "env."

  /// Whether the text is a name: letters, digits and underscores, no digit first; not `env`, which is the
  /// environment's.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.beginsName, text != "env" else { return false }
    return text.unicodeScalars.allSatisfy(\.continuesName)
  }
}

extension Unicode.Scalar {
  var beginsName: Bool { self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var continuesName: Bool { beginsName || ("0"..."9").contains(self) }
}

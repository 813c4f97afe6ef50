import Foundation
import Text

/// What `$NAME` stands for: what `let` said so far, and the environment as `$env.NAME`.
///
/// One for a console or a run of scripts, handed on to every file that it includes.
public final class Variables {
  private var values: [String: [String]] = [:]
  private let environment: [String: String]
  /// What the run they belong to may take; a copy spends from the same.
  private(set) var budget = ScriptBudget()

  public init(environment: [String: String] = ProcessInfo.processInfo.environment) { self.environment = environment }

  /// To try a script out on.
  public var copy: Variables {
    let copy = Variables(environment: environment)
    copy.values = values
    copy.budget = budget
    return copy
  }

  /// A line that is typed begins with a budget of its own.
  func renewBudget() { budget = ScriptBudget() }

  /// Takes over what a copy was set to.
  func adopt(_ other: Variables) { values = other.values }

  /// Throws a `SyntaxFault` where variables hold too much.
  public func set(_ name: String, to texts: [String]) throws(SyntaxFault) {
    let others = values.reduce(0) { $0 + ($1.key == name ? 0 : Self.bytes(of: $1.value)) }
    guard others + Self.bytes(of: texts) <= ScriptBudget.mostText else {
      throw .expandsTooFar(bytes: ScriptBudget.mostText)
    }
    values[name] = texts
  }

  /// What texts take in memory: beside its bytes each word has a place of its own.
  private static func bytes(of texts: [String]) -> Int { texts.reduce(0) { $0 + 128 + $1.utf8.count } }

  /// What was set, by name.
  public var all: [(name: String, texts: [String])] {
    values.sorted { $0.key < $1.key }.map { (name: $0.key, texts: $0.value) }
  }

  /// The texts of a variable, at least one. Throws a `SyntaxFault` where it is not set, is no text, or where variables
  /// have stood for too much.
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

  /// A name that is set and near to one that is not.
  func near(_ name: String) -> String? {
    let known = name.hasPrefix(Self.environmentPrefix) ? environmentNames : values.keys.sorted()
    return Grammar.near(name, among: known).map { "$" + $0 }
  }

  var environmentNames: [String] { environment.keys.sorted().map { Self.environmentPrefix + $0 } }

  static let environmentPrefix = "env."

  /// Letters, digits and underscores, no digit first; `env` is the environment's.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.beginsName, text != "env" else { return false }
    return text.unicodeScalars.allSatisfy(\.continuesName)
  }
}

extension Unicode.Scalar {
  var beginsName: Bool { self == "_" || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
  var continuesName: Bool { beginsName || ("0"..."9").contains(self) }
}

/// What went wrong, said once: a stable code, the facts, and a sentence in both languages made from them.
///
/// Every part of Chaka has one type that conforms. Messages and facts never hold a person's name,
/// numbers, codes or passwords.
public protocol Fault: Error, Sendable {
  /// Stable, snake_case; scripts rely on it.
  var code: String { get }
  var exitStatus: ExitStatus { get }
  var message: Bilingual { get }
  /// What a program may want to know beyond the code, by camelCase key, in order.
  var facts: [JSONValue.Member] { get }
}

extension Fault {
  public var facts: [JSONValue.Member] { [] }
}

/// How a program ends (contract: "Exit status").
public enum ExitStatus: Int32, Sendable {
  /// Done, or answered.
  case done = 0
  /// Refused or found wrong by a rule, an unknown or ambiguous name included.
  case refused = 1
  /// There are differences (`compare`).
  case different = 2
  /// The environment failed: database, secrets, network, disk.
  case environment = 3
  /// Usage or syntax.
  case usage = 64
}

/// A failure: a stable code, the facts, and a sentence in both languages made from them.
///
/// Every part of Chaka has one type that conforms. Messages and facts never hold a person's name,
/// numbers, codes or passwords.
public protocol Fault: Error, Sendable {
  /// The code: stable, snake_case; scripts rely on it.
  var code: String { get }
  var kind: FaultKind { get }
  var message: Bilingual { get }
  /// The facts for programs beyond the code, by camelCase key, in order.
  var facts: [JSONValue.Member] { get }
}

extension Fault {
  public var facts: [JSONValue.Member] { [] }
}

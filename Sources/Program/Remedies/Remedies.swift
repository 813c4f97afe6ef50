import Text

/// What can be done against faults at one program, by their codes and facts: a layer below says what is so, and the program
/// that is typed at says what to type. Each program has one; what all of them have in common stands in `SharedRemedies`.
public protocol Remedies: Sendable {
  /// What to do against a fault; nil if there is nothing to type. `facts` is the object of the fault's facts.
  func remedy(for code: String, _ facts: JSONValue) -> Bilingual?
  /// The fault's message with its remedy.
  func message(of fault: any Fault) -> Bilingual
}

extension Remedies {
  public func message(of fault: any Fault) -> Bilingual {
    fault.message.followed(by: remedy(for: fault.code, .object(fault.facts)))
  }
}

extension Bilingual {
  /// `you are not logged in: run chaka login first`
  public func followed(by remedy: Bilingual?) -> Bilingual {
    guard let remedy else { return self }
    return Bilingual(zh: "\(zh)：\(remedy.zh)", en: "\(en): \(remedy.en)")
  }
}

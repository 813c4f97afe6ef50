import Text

/// The remedies against faults at one program, by codes and facts: a layer below gives the message, and the program
/// adds the command to type. Each program has its own; those that all share stand in `SharedRemedies`.
public protocol Remedies: Sendable {
  /// The remedy against a fault; nil if there is none. `facts` is the object of the fault's facts.
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
  /// The text with its remedy: `you are not logged in: run chaka login first`.
  public func followed(by remedy: Bilingual?) -> Bilingual {
    guard let remedy else { return self }
    return Bilingual(zh: "\(zh)：\(remedy.zh)", en: "\(en): \(remedy.en)")
  }
}

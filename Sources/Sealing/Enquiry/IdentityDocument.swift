import Foundation

/// The person of an enquiry in the form that a bank reads: name, identity number, phone (docs/facts.md, "Who may
/// query"). Never printed.
public struct IdentityDocument: Sendable, Codable, Equatable {
  public let name: String
  public let idNumber: String
  public let phone: String

  public init(name: String, idNumber: String, phone: String) {
    self.name = name
    self.idNumber = idNumber
    self.phone = phone
  }
}

extension IdentityDocument: CustomStringConvertible, CustomReflectable {
  public var description: String { "IdentityDocument" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

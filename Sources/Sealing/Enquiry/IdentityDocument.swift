import Foundation

/// The person asked about, as a bank reads it: name, identity number, phone (docs/facts.md, "Who may query"). Never
/// printed.
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

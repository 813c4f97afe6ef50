import Text

/// `Expect` (RFC 9110, section 10.1.1): a list.
package enum ExpectField {
  /// Whether the client expects nothing but leave to send the body.
  package static func isContinue(_ value: String) -> Bool {
    let members = value.lowercased().split(separator: ",").map { String($0).trimmingSpaces() }
    return !members.isEmpty && members.allSatisfy { $0 == "100-continue" }
  }
}

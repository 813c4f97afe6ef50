/// A mainland mobile number that can receive SMS: 11 digits, `1[3-9]` first.
public struct PhoneNumber: Sendable, Hashable {
  public let text: String

  /// Accepts spaces and hyphens between the digits and a leading `+86`.
  public init(_ text: String) throws(PersonFault) {
    var digits = text.trimmingSpaces().filter { $0 != " " && $0 != "-" }
    if digits.hasPrefix("+86") { digits = String(digits.dropFirst(3)) }
    let bytes = Array(digits.utf8)
    guard bytes.count == 11, bytes.allSatisfy(\.isDigit), bytes[0] == UInt8(ascii: "1"), bytes[1] >= UInt8(ascii: "3")
    else { throw .invalidPhone }
    self.text = digits
  }

  /// One that was checked before it was stored.
  public init(stored text: String) { self.text = text }

  /// `138****8000`, for showing to the person.
  public var masked: String { "\(text.prefix(3))****\(text.suffix(4))" }
}

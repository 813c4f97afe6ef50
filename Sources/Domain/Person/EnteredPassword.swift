import Text

/// A payment password as somebody typed it, or as it stands in a file: six digits, blanks and invisible marks around
/// them left out. A text that cannot be a payment password is refused here, before any attempt, and counts as no guess.
public struct EnteredPassword: Sendable, Equatable {
  public let text: String

  public init(_ text: String) throws(EnteredPasswordFault) {
    let digits = text.unicodeScalars.filter { !$0.isBlank && (!$0.isHidden || $0.isUnreadable) }
    guard digits.count == Self.length, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
      throw EnteredPasswordFault()
    }
    self.text = String(digits)
  }

  static let length = 6
}

extension EnteredPassword: CustomStringConvertible, CustomReflectable {
  /// The name of the type, never the digits.
  public var description: String { "EnteredPassword" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A typed text cannot be a payment password. Never holds the text.
public struct EnteredPasswordFault: Fault, Equatable {
  public init() {}

  public var code: String { "password_wrong" }
  public var kind: FaultKind { .refused }
  public var facts: [JSONValue.Member] { [.init("problem", "shape")] }
  public var message: Bilingual {
    Bilingual(
      zh: "支付密码是 6 位数字，请重新输入（这次不算输错）",
      en: "a payment password has 6 digits; enter it again (this did not count as an attempt)")
  }
}

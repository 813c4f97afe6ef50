import Text

/// An SMS code as somebody typed it: six digits, whatever stood around them. A text that cannot be a code is refused
/// here, before any comparison, and counts as no guess.
public struct CodeText: Sendable, Equatable {
  /// The code: six digits of ASCII.
  public let text: String

  public init(_ text: String) throws(CodeTextFault) {
    // Written as it was sent.
    if text.utf8.count == Self.length, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      self.text = text
      return
    }
    let digits = WrittenDigits(text)
    guard digits.firstOdd == nil, digits.scalars.count == Self.length else { throw CodeTextFault() }
    self.text = digits.text
  }

  private static let length = 6
}

extension CodeText: CustomStringConvertible, CustomReflectable {
  /// The name of the type, never the digits.
  public var description: String { "CodeText" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A typed text cannot be an SMS code. Never holds the text.
public struct CodeTextFault: Fault, Equatable {
  public init() {}

  public var code: String { "code_wrong" }
  public var kind: FaultKind { .refused }
  public var facts: [JSONValue.Member] { [.init("problem", "shape")] }
  public var message: Bilingual {
    Bilingual(
      zh: "验证码是 6 位数字，请重新输入（这次不算输错）",
      en: "an SMS code has 6 digits; enter it again (this did not count as an attempt)")
  }
}

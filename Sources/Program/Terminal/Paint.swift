/// Colours text, or leaves it plain if colours are not wanted (docs/contract.md, "All programs").
public struct Paint: Sendable {
  public let isOn: Bool

  public init(isOn: Bool) { self.isOn = isOn }

  /// A style, by its number in ECMA-48's SGR.
  public enum Style: Int, Sendable {
    case bold = 1
    case dim = 2
    case inverse = 7
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
  }

  public func callAsFunction(_ text: String, _ styles: Style...) -> String { apply(styles, to: text) }

  public func apply(_ styles: [Style], to text: String) -> String {
    guard isOn, !styles.isEmpty, !text.isEmpty else { return text }
    return "\u{1b}[\(styles.map { String($0.rawValue) }.joined(separator: ";"))m\(text)\u{1b}[0m"
  }
}

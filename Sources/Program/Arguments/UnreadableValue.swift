import ArgumentParser
import Text

/// The fault that ArgumentParser still finds after `Invocation` has accepted the shape of a command line: a value from
/// which its type cannot be made.
enum UnreadableValue {
  static func fault<Root: ParsableCommand>(for error: any Error, in root: Root.Type) -> any Error {
    if let fault = error as? any Fault { return fault }
    if let fault = found(in: error) { return fault }
    let words = root.message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
    return UsageFault.other(Bilingual(zh: "参数有误：\(words)", en: words))
  }

  /// The value's own error. ArgumentParser has no public errors, so the option's name and the value are looked up by
  /// reflection; nil if they are no longer at their places.
  private static func found(in error: any Error) -> (any Error)? {
    guard let parserError = Mirror(reflecting: error).descendant("parserError"),
      let payload = Mirror(reflecting: parserError).children.first
    else { return nil }
    switch payload.label {
    case "userValidationError": return payload.value as? any Fault
    case "unableToParseValue": return unreadable(Array(Mirror(reflecting: payload.value).children))
    default: return nil
    }
  }

  private static func unreadable(_ parts: [Mirror.Child]) -> (any Error)? {
    guard parts.count == 5, let value = parts[2].value as? String else { return nil }
    if let own = parts[4].value as? any Fault { return own }
    return UsageFault.invalidValue(value, option: optionName(parts[1].value), allowed: [])
  }

  /// The name in `long("wait")` or `short("f", ...)` inside an optional; else the one for a value without a name.
  private static func optionName(_ value: Any) -> String {
    guard let name = Mirror(reflecting: value).children.first?.value,
      let kind = Mirror(reflecting: name).children.first
    else { return Bilingual(zh: "参数", en: "the argument").chosen }
    let text = kind.value as? String ?? Mirror(reflecting: kind.value).children.first.map { "\($0.value)" } ?? ""
    return (kind.label == "long" ? "--" : "-") + text
  }
}

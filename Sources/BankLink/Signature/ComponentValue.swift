import Foundation
import RawStructuredFieldValues

/// One covered component: its name and parameters (RFC 9421, section 2).
///
/// Two are equal whatever the order of their parameters; a base contains each as written.
struct Component: Sendable, Equatable {
  /// The item in its spelling for a base.
  let identifier: String
  let name: String
  private(set) var flags: Set<String> = []
  private(set) var texts: [String: String] = [:]

  static func == (one: Component, other: Component) -> Bool {
    one.name == other.name && one.flags == other.flags && one.texts == other.texts
  }

  /// Nil if the item is no string, or has an unknown parameter.
  init?(_ item: Item) {
    guard case .string(let name) = item.rfc9651BareItem, let identifier = SignatureBase.text(of: item) else {
      return nil
    }
    self.identifier = identifier
    self.name = name
    for (key, value) in item.rfc9651Parameters {
      switch (key, value) {
      case ("sf", .bool(true)), ("bs", .bool(true)), ("req", .bool(true)): flags.insert(key)
      case ("key", .string(let text)), ("name", .string(let text)): texts[key] = text
      default: return nil
      }
    }
  }

  func has(_ parameter: String) -> Bool { !flags.isEmpty && flags.contains(parameter) }
  func text(_ parameter: String) -> String? { texts.isEmpty ? nil : texts[parameter] }
}

extension SignedMessage {
  /// The value of a component; nil if the message has none.
  func value(of component: Component) -> String? {
    guard component.has("req") else { return ownValue(of: component) }
    guard case .response(let response) = self else { return nil }
    return SignedMessage.request(response.request).ownValue(of: component)
  }

  private func ownValue(of component: Component) -> String? {
    guard component.name.hasPrefix("@") else { return fieldValue(of: component) }
    return switch self {
    case .request(let request): request.derived(component)
    case .response(let response): component.name == "@status" ? "\(response.status)" : nil
    }
  }

  /// The value of a field (RFC 9421, section 2.1).
  private func fieldValue(of component: Component) -> String? {
    if component.has("bs") {
      guard !component.has("sf"), component.text("key") == nil else { return nil }
      return lines(of: component.name)?.map { ":\(Base64.text(of: Data($0.utf8))):" }.joined(separator: ", ")
    }
    guard let joined = value(of: component.name) else { return nil }
    if let key = component.text("key") { return StrictField.member(key, of: joined) }
    return component.has("sf") ? StrictField.whole(joined) : joined
  }
}

extension SignedRequest {
  /// The value of a derived component (RFC 9421, section 2.2).
  fileprivate func derived(_ component: Component) -> String? {
    switch component.name {
    case "@method": method
    case "@scheme": scheme
    case "@authority": normalizedAuthority
    case "@target-uri": "\(scheme)://\(authority)\(target)"
    case "@request-target": target
    case "@path": path.isEmpty ? "/" : String(path)
    case "@query": "?" + (query ?? "")
    case "@query-param": component.text("name").flatMap { QueryParameter.value(of: $0, in: query ?? "") }
    default: nil
    }
  }

  /// The authority in lower case, without the scheme's own port.
  private var normalizedAuthority: String {
    let isLower = authority.utf8.allSatisfy { !(0x41...0x5a).contains($0) && $0 < 0x80 }
    let lower = isLower ? authority : authority.lowercased()
    let port = scheme == "https" ? ":443" : ":80"
    return lower.hasSuffix(port) ? String(lower.dropLast(port.count)) : lower
  }

  private var path: Substring { target.prefix { $0 != "?" } }
  private var query: String? { target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) } }
}

/// Structured fields serialised strictly (RFC 9421, sections 2.1.1 and 2.1.2).
private enum StrictField {
  static func member(_ key: String, of field: String) -> String? {
    if let bytes = ByteMember.base64(key, of: field) { return ":\(bytes):" }
    var parser = StructuredFieldValueParser(Array(field.utf8))
    guard let member = try? parser.parseDictionaryFieldValue()[key] else { return nil }
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeListFieldValue([member])).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The field in the first form that it can be read as, a dictionary first.
  static func whole(_ field: String) -> String? {
    var parser = StructuredFieldValueParser(Array(field.utf8))
    var serializer = StructuredFieldValueSerializer()
    if let dictionary = try? parser.parseDictionaryFieldValue() {
      return (try? serializer.writeDictionaryFieldValue(dictionary)).map { String(decoding: $0, as: UTF8.self) }
    }
    parser = StructuredFieldValueParser(Array(field.utf8))
    guard let list = try? parser.parseListFieldValue() else { return nil }
    return (try? serializer.writeListFieldValue(list)).map { String(decoding: $0, as: UTF8.self) }
  }
}

import Foundation
import RawStructuredFieldValues

/// The signed text: one line a component, then the parameters (RFC 9421, section 2.5).
enum SignatureBase {
  /// `parameters` is the value of the last line. Throws `malformed` if a component comes twice or is not in the
  /// message.
  static func bytes(
    of message: SignedMessage, covering components: [Component], _ parameters: String
  ) throws(SignatureFault) -> Data {
    guard !hasTwice(components) else { throw .malformed }
    var base: [UInt8] = []
    base.reserveCapacity(512)
    for component in components {
      guard let value = message.value(of: component) else { throw .malformed }
      base += component.identifier.utf8
      base += ": ".utf8
      base += value.utf8
      base.append(UInt8(ascii: "\n"))
    }
    base += "\"@signature-params\": ".utf8
    base += parameters.utf8
    return Data(base)
  }

  private static func hasTwice(_ components: [Component]) -> Bool {
    guard components.count <= 8 else { return Set(components.map(\.identifier)).count < components.count }
    return components.indices.contains { later in
      components[..<later].contains { $0.identifier == components[later].identifier }
    }
  }

  /// A component's identifier with its parameters.
  static func text(of item: Item) -> String? {
    if item.rfc9651Parameters.isEmpty, case .string(let name) = item.rfc9651BareItem, name.utf8.allSatisfy(isPlain) {
      return "\"\(name)\""
    }
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeItemFieldValue(item)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A list of components with its parameters.
  static func text(of list: InnerList) -> String? {
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeListFieldValue([.innerList(list)])).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a character of a name needs no escape between quotation marks.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
  }
}

import Foundation
import RawStructuredFieldValues

/// The signed text: one line a component, then the parameters (RFC 9421, section 2.5).
enum SignatureBase {
  /// `parameters` is the value of the last line. Throws `malformed` if a component comes twice or is not in the
  /// message.
  static func bytes(
    of message: SignedMessage, covering components: [Component], _ parameters: String
  ) throws(SignatureFault) -> Data {
    var base = ""
    var seen: Set<String> = []
    for component in components {
      guard seen.insert(component.identifier).inserted, let value = message.value(of: component) else {
        throw .malformed
      }
      base += component.identifier
      base += ": "
      base += value
      base += "\n"
    }
    base += "\"@signature-params\": "
    base += parameters
    return Data(base.utf8)
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

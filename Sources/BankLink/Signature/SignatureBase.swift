import Foundation
import RawStructuredFieldValues

/// What is signed: one line a component, then the parameters (RFC 9421, section 2.5).
enum SignatureBase {
  /// Throws `malformed` for a component that is not known, comes twice or is not in the message.
  static func bytes(of message: SignedMessage, covering list: InnerList) throws(SignatureFault) -> Data {
    var base = ""
    var seen: Set<String> = []
    for item in list.bareInnerList {
      guard let component = Component(item), let identifier = text(of: item), seen.insert(identifier).inserted,
        let value = message.value(of: component)
      else { throw .malformed }
      base += "\(identifier): \(value)\n"
    }
    guard let parameters = text(of: list) else { throw .malformed }
    base += "\"@signature-params\": \(parameters)"
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

  private static func text(of list: InnerList) -> String? {
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeListFieldValue([.innerList(list)])).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a character of a name stands for itself between quotation marks.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
  }
}

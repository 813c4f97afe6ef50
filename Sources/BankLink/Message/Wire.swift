import Foundation
import Text

/// A message of the protocol.
public protocol WireMessage: Sendable {
  /// Nil if the JSON has another shape. Readers of the network's messages skip unknown members, so that a later version
  /// may add some; messages of banks are read strictly.
  init?(json: JSONValue)
  var json: JSONValue { get }
}

/// The JSON of the wire.
public enum Wire {
  public static func encode(_ message: some WireMessage) -> Data { Data(message.json.compactBytes) }

  /// Reads a message: one JSON document, not nested deeper than 64, with no key twice.
  public static func decode<Message: WireMessage>(
    _ type: Message.Type, from body: some Sequence<UInt8>
  ) throws(WireFault) -> Message {
    let json: JSONValue
    do { json = try JSONValue(utf8: Array(body)) } catch { throw WireFault(error) }
    guard let message = Message(json: json) else { throw .badShape }
    return message
  }
}

/// A body that cannot be read. Holds no part of it.
public enum WireFault: String, Error, Sendable, Equatable, CaseIterable {
  case notJSON = "not_json"
  case tooDeep = "too_deep"
  case duplicateKey = "duplicate_key"
  case badShape = "bad_shape"

  public var code: String { rawValue }

  init(_ fault: JSONFault) {
    self =
      switch fault {
      case .notJSON: .notJSON
      case .tooDeep: .tooDeep
      case .duplicateKey: .duplicateKey
      }
  }
}

/// Whether a text can name an enquiry or a batch: 1 to 64 letters, digits, `.`, `_`, `:` and `-` of ASCII.
func isIdentifier(_ text: String) -> Bool {
  (1...64).contains(text.utf8.count)
    && text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
}

extension JSONValue {
  /// Whether this is an object that has no other members than these.
  func has(only names: [String]) -> Bool {
    guard case .object(let members) = self else { return false }
    return members.allSatisfy { names.contains($0.key) }
  }

  /// The identifier under a key.
  func identifier(_ key: String) -> String? { text(key).flatMap { isIdentifier($0) ? $0 : nil } }
}

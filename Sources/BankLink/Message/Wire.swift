import Foundation

/// The JSON of the wire. The coders are kept, because making one costs more than a message.
public enum Wire {
  private static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return encoder
  }()
  private static let decoder = JSONDecoder()

  public static func encode(_ message: some Encodable) throws -> Data { try encoder.encode(message) }

  /// Reads a message. What is no UTF-8 or no JSON is `not_json`; JSON of another shape is `bad_shape`. Nesting is
  /// bounded by the decoder.
  public static func decode<Message: Decodable>(_ type: Message.Type, from body: Data) throws(WireFault) -> Message {
    guard String(validating: body, as: UTF8.self) != nil else { throw .notJSON }
    do {
      return try decoder.decode(type, from: body)
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      throw .notJSON
    } catch {
      throw .badShape
    }
  }
}

/// A body that cannot be read. Holds nothing of it.
public enum WireFault: String, Error, Sendable, Equatable {
  case notJSON = "not_json"
  case badShape = "bad_shape"

  public var code: String { rawValue }
}

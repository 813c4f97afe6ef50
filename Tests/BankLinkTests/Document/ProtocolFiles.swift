import Foundation
import Testing
import Text

/// The published files of the protocol, beside the sources.
enum ProtocolFiles {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Protocol")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// The worked examples.
  static func vectors() throws -> JSONValue { try #require(JSONValue(json: try text("vectors.json"))) }
}

extension JSONValue {
  /// The text at a path of keys.
  func at(_ path: String...) throws -> String {
    var value: JSONValue? = self
    for key in path { value = value?[key] }
    guard case .string(let text)? = value else { throw Missing(path: path) }
    return text
  }

  func bytes(at path: String...) throws -> Data {
    var value: JSONValue? = self
    for key in path { value = value?[key] }
    guard case .string(let text)? = value, let bytes = Data(base64Encoded: text) else { throw Missing(path: path) }
    return bytes
  }

  private struct Missing: Error { let path: [String] }
}

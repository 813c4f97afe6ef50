import Foundation
import Testing

@testable import BankLink

struct PublishedFieldsTests {
  /// The section of the document with the list of fields, in lower case.
  private static func section() throws -> Substring {
    let text = try ProtocolFiles.text("openapi.yaml").lowercased()
    let start = try #require(text.range(of: "## header fields"))
    let end = try #require(text.range(of: "## certificates"))
    return text[start.lowerBound..<end.lowerBound]
  }

  @Test("Every header field that is taken stands in the document, and every one that stands there is taken")
  func fields() throws {
    let section = try Self.section()
    for name in FieldRule.names { #expect(section.contains("`\(name)`"), "\(name)") }
    let quoted = section.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let values: Set = [
      "application/json", "charset=utf-8", "chunked", "identity", "100-continue", "sha-256", "sha-512", "chaka",
      "created",
      "expires", "nonce", "alg", "keyid", "tag", "unexpected_field", "set-cookie", "6228****0018", "%36", "\\u0036",
    ]
    #expect(quoted.count > values.count)
    for name in quoted where !values.contains(name) { #expect(FieldRule.names.contains(name), "\(name)") }
  }
}

import BankLink
import Serving
import Testing

struct PublishedCodesTests {
  /// The lines between two lines of the document.
  private func lines(from start: String, to end: String?) throws -> [String] {
    let lines = try ProtocolFiles.text("openapi.yaml").components(separatedBy: "\n")
    let first = try #require(lines.firstIndex(of: start))
    let rest = lines[(first + 1)...]
    return Array(end.map { end in rest.prefix { $0 != end } } ?? rest)
  }

  private func section() throws -> [String] { try lines(from: "    ErrorCode:", to: nil) }

  @Test("The published list of codes is the one in the code")
  func list() throws {
    let items = try section().compactMap { $0.hasPrefix("        - ") ? String($0.dropFirst(10)) : nil }
    #expect(items.sorted() == WireCode.all.map(\.text).sorted())
    #expect(Set(items).count == items.count)
  }

  @Test("Each is described with its status")
  func described() throws {
    let rows = try section().filter { $0.hasPrefix("        | `") }
    let found = rows.map { row in
      let cells = row.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return cells[2] + " " + cells[1].replacingOccurrences(of: "`", with: "")
    }
    #expect(found.sorted() == WireCode.all.map { "\($0.status) \($0.text)" }.sorted())
  }

  @Test("A refusal is to be tried again for 408, 429 and 5xx only")
  func retries() {
    let retried = WireCode.all.filter { WireRefusal($0, "").isRetryable }
    #expect(Set(retried.map(\.status)) == [408, 429, 503])
  }

  @Test("Limits stand in the document as they are in the code")
  func limits() throws {
    let document = try ProtocolFiles.text("openapi.yaml")
    let limits = ServerLimits()
    #expect(document.contains("at most \(limits.bodyBytes >> 20) MiB in a request"))
    #expect(document.contains("A body has \(Int(limits.bodySeconds)) s to come in"))
    #expect(document.contains("for \(Int(limits.idleSeconds)) s is closed"))
    #expect(document.contains("maxItems: \(EnquiryMessage.maximumEnquiries)"))
    #expect(document.contains("at most \(SignatureProfile.lifetimeSeconds) s after `created`"))
    #expect(document.contains("created` more than \(SignatureProfile.skewSeconds) s ahead"))
  }
}

import Conformance
import Domain
import Foundation
import FoundationXML
import Testing
import Text

@Suite("JUnit XML")
struct JUnitReportTests {
  @Test("has a suite for each group and a case for each check, and survives any sentence")
  func document() throws {
    let seen = try Self.parse(JUnitReport(Self.report, .en).xml)
    #expect(seen.names("testsuite") == ["signatures", "load"])
    #expect(seen.names("testcase") == ["signatures.forged", "signatures.unsigned", "load.pace"])
    #expect(seen.elements.filter { $0.name == "failure" }.map { $0.attributes["message"] } == [#"sent <a> & "b" �"#])
    #expect(seen.elements.first?.attributes["tests"] == "3")
    #expect(seen.elements.first?.attributes["failures"] == "1")
    #expect(
      seen.elements.filter { $0.name == "testcase" }.map { $0.attributes["time"] } == ["0.012", "1.005", "0.000"])
  }

  @Test("tells the reasons in the language asked for")
  func language() { #expect(JUnitReport(Self.report, .zh).xml.contains("太慢")) }

  private static let report = CertificationReport(
    suite: "1", endpoint: "http://127.0.0.1/abc?a&b", keys: [], startedAt: Moment(milliseconds: 0),
    endedAt: Moment(milliseconds: 1),
    checks: [
      result("signatures.forged", .signatures, .failed(why: Bilingual(zh: "<>", en: "sent <a> & \"b\" \u{1}")), 12),
      result("signatures.unsigned", .signatures, .passed, 1_005),
      result("load.pace", .load, .conditional(why: Bilingual(zh: "太慢", en: "too slow")), 0),
    ])

  private static func result(
    _ identifier: String, _ group: CheckGroup, _ outcome: CheckOutcome, _ milliseconds: Int
  ) -> CheckResult {
    CheckResult(
      identifier: identifier, group: group, title: Bilingual(zh: "标题", en: "title"), outcome: outcome,
      milliseconds: milliseconds)
  }

  private static func parse(_ xml: String) throws -> Elements {
    let elements = Elements()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = elements
    let isRead = parser.parse()
    try #require(isRead)
    return elements
  }
}

/// The elements of a document, in their order.
private final class Elements: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []

  func names(_ element: String) -> [String] {
    elements.filter { $0.name == element }.compactMap { $0.attributes["name"] }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) { elements.append((name, attributes)) }
}

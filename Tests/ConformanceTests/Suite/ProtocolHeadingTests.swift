import Domain
import Foundation
import Testing

@testable import Conformance

@Suite("The protocol's headings behind checks")
struct ProtocolHeadingTests {
  /// `# Transport` in the document's description.
  private static let headings: Set<String> = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Protocol/openapi.yaml").standardizedFileURL.path
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("#") }
    return Set(lines.map { String($0.drop { $0 == "#" || $0 == " " }) })
  }()

  @Test("stand in the protocol, for every check")
  func exist() {
    for check in Suite.checks {
      let heading = Suite.heading(of: check.identifier, in: check.group)
      #expect(Self.headings.contains(heading), "\(check.identifier): \(heading)")
    }
  }

  @Test("that differ from their group's are those of checks that there are")
  func areOfChecks() {
    let known = Set(Suite.checks.map(\.identifier))
    for (identifier, heading) in Suite.headings {
      #expect(known.contains(identifier), "\(identifier)")
      let group = CheckGroup(rawValue: String(identifier.prefix { $0 != "." }))
      #expect(group.map(Suite.heading(of:)) != heading, "\(identifier)")
    }
  }
}

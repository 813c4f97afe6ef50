import Domain
import Foundation
import Testing

@testable import Registry

/// The shipped scripts, read only as far as needed to see their openings. That the console accepts them is tested
/// there.
struct RolloutScriptTests {
  struct Step: Sendable, CustomTestStringConvertible {
    let file: String
    let day: String
    let regions: Int
    let banks: Int
    var testDescription: String { file }
  }

  /// The rollout as it happened (docs/facts.md, "The rollout as it happened"): after each step, the numbers of open
  /// regions and connected banks.
  static let steps = [
    Step(file: "2021-12-20-first-pilot.chaka", day: "2021-12-20", regions: 2, banks: 14),
    Step(file: "2022-03-21-second-pilot.chaka", day: "2022-03-21", regions: 16, banks: 16),
    Step(file: "2022-06-09-guangdong.chaka", day: "2022-06-09", regions: 17, banks: 16),
    Step(file: "2022-06-29-nationwide.chaka", day: "2022-06-29", regions: 31, banks: 24),
  ]

  private func scripts() throws -> [String] {
    try Registry.rollouts(in: #require(Registry.bundledDirectory))
  }

  private func commands(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).replacingOccurrences(of: "\\\n", with: " ")
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  @Test func `there are four, in the order of their names`() throws {
    #expect(try scripts().map { ($0 as NSString).lastPathComponent } == Self.steps.map(\.file))
  }

  @Test func `step by step they open what the facts say, and touch nothing twice`() throws {
    let catalogue = try Registry.bundled().catalogue
    var regions: [RegionCode] = []
    var banks: [BankCode] = []
    for (step, path) in zip(Self.steps, try scripts()) {
      for command in try commands(path) {
        switch command.prefix(2).joined(separator: " ") {
        case "open region": regions += try command.dropFirst(2).flatMap(catalogue.resolveRegions)
        case "connect bank": banks += try command.dropFirst(2).flatMap(catalogue.resolveBanks)
        case "open channel": #expect(command[2...] == ["app"] && step.regions == 2)
        case "commit at": #expect(command[2] == step.day && command[3] == "comment")
        default: Issue.record("unexpected in \(step.file): \(command)")
        }
      }
      #expect(Set(regions).count == step.regions && regions.count == step.regions, "\(step.file)")
      #expect(Set(banks).count == step.banks && banks.count == step.banks, "\(step.file)")
      #expect(try commands(path).last?.first == "commit")
    }
  }
}

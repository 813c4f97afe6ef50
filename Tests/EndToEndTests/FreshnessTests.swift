import Foundation
import TestFixtures
import Testing

@Suite struct FreshnessTests {
  @Test("8 processes accept while another commits 1,000 times: nobody by an old revision once its commit came back")
  func commitsAreSeenAtOnce() async throws {
    let sandbox = try ProgramSandbox()
    let ended = try await sandbox.runApart(
      "chaka-engine", ["bench", "fresh", "--directory", sandbox.folder, "--seconds", "300"])
    try #require(ended.status == 0, "\(ended.errors)")
    let benches = try #require(try ended.value("benches") as? [[String: Any]])
    let figures = Dictionary(
      uniqueKeysWithValues: (benches.first?["figures"] as? [[String: Any]] ?? []).compactMap { figure in
        (figure["figure"] as? String).flatMap { key in (figure["value"] as? NSNumber).map { (key, $0.doubleValue) } }
      })
    print(figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    #expect(figures["processes"] == 8 && figures["commits"] == 1_000)
    #expect(figures["acceptances"] ?? 0 > 0 && figures["refusals"] ?? 0 > 0)
    for wrong in ["stale", "overtaken", "premature", "misjudged", "lost"] { #expect(figures[wrong] == 0, "\(wrong)") }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.folder).all { !$0.hasPrefix("chaka-bench") })
  }
}

import Foundation
import TestFixtures
import Testing

@testable import Measures
@testable import Store
@testable import Watch

@Suite("The files for monitoring")
struct MonitoringFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Packaging/monitoring").standardizedFileURL

  /// The measures that a file names.
  private func named(_ file: String) throws -> Set<String> {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
    let names = text.matches(of: /\b(chaka|process)_[a-z_]+\b/).map { String($0.output.0) }
    return Set(names.map(Self.family))
  }

  /// The family of a sample: without what histograms add.
  private static func family(_ name: String) -> String {
    for suffix in ["_bucket", "_count", "_sum"] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  /// The measures that a service exposes.
  private func exposed() async throws -> Set<String> {
    let database = try TestDatabase.sandbox()
    let server = WatchServer(
      host: "127.0.0.1", port: 0, store: try database.open(), measures: ServiceMeasures(),
      certificates: CertificateDays([]), version: "1", health: { .ready(revision: 0) }, onListening: { _ in })
    defer { withExtendedLifetime(database) {} }
    let types = await server.text().matches(of: /TYPE ([a-z_]+)/)
    return Set(types.map { String($0.output.1) })
  }

  @Test("name only what is exposed", arguments: ["alerts.yml", "dashboard.json"])
  func names(file: String) async throws {
    let (named, exposed) = (try named(file), try await exposed())
    #expect(named.count > 8 && named.isSubset(of: exposed), "\(named.subtracting(exposed).sorted())")
  }

  @Test("show everything that is exposed")
  func all() async throws {
    let shown = try named("dashboard.json")
    #expect(try await exposed().subtracting(shown).sorted() == [])
  }

  @Test("are in both languages, and the dashboard is JSON")
  func dashboard() throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent("dashboard.json"))
    let panels = (try JSONSerialization.jsonObject(with: data) as? [String: Any])?["panels"] as? [[String: Any]]
    let titles = (panels ?? []).compactMap { $0["title"] as? String }
    #expect(titles.count > 10 && titles.allSatisfy { $0.contains(/\p{Han}/) && $0.contains(/[A-Za-z]/) })
  }
}

import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

/// A suite with findings set by the test, which keeps its requests.
private final class ScriptedRunner: CertificationRunner {
  private(set) var requests: [CertificationRequest] = []
  var meanwhile: () throws -> Void = {}

  func certify(_ request: CertificationRequest, pause: () throws -> Void, progress: (CheckResult) -> Void) throws
    -> CertificationReport
  {
    requests.append(request)
    let report = Sample.report(url: request.endpoint, keys: request.keys.map(\.pair), at: request.store.clock.now)
    for check in report.checks { progress(check) }
    try meanwhile()
    return report
  }
}

@Suite("Certifying a bank")
struct BankCertificationTests {
  private let runner = ScriptedRunner()

  @Test("hands its endpoint and keys to the suite, tells the progress, and stores what it came to")
  func certify() throws {
    let database = try OperatedDatabase(isReal: true)
    let session = try database.session()
    try session.onboarding.register(.icbc, endpoint: Sample.url, lines: .private, keys: Sample.keyFile(1))
    var seen: [String] = []
    let certification = try session.onboarding.certify(.icbc, by: runner) { seen.append($0.identifier) }
    #expect(seen == ["load.rate"])
    let request = try #require(runner.requests.first)
    #expect(request.endpoint == Sample.url && request.privateLines && request.keys.map(\.pair) == [Sample.pair(1)])
    let profile = try session.onboarding.profile(of: .icbc)
    #expect(profile.certification == certification && certification.author == "wang")
    #expect(profile.standing == .valid(until: database.clock.now.adding(.days(180))))
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "certify" && record.object == "bank icbc" && record.detail["verdict"] == "pass")
    #expect(try session.audit.verify().isIntact)
  }

  @Test("needs an endpoint, and in a real database keys")
  func refused() throws {
    let database = try OperatedDatabase(isReal: true)
    defer { withExtendedLifetime(database) {} }
    let session = try database.session()
    #expect(rolloutFault { try session.onboarding.certify(.icbc, by: runner) { _ in } } == .endpointMissing(.icbc))
    try session.onboarding.setEndpoint(Sample.url, for: .icbc)
    #expect(rolloutFault { try session.onboarding.certify(.icbc, by: runner) { _ in } } == .keysMissing(.icbc))
    #expect(runner.requests.isEmpty)
  }

  @Test("needs an endpoint alone in a sandbox")
  func sandbox() throws {
    let database = try OperatedDatabase()
    defer { withExtendedLifetime(database) {} }
    let session = try database.session()
    try session.onboarding.setEndpoint("http://127.0.0.1:1/icbc", for: .icbc)
    _ = try session.onboarding.certify(.icbc, by: runner) { _ in }
    guard case .valid = try session.onboarding.profile(of: .icbc).standing else {
      Issue.record("it does not hold")
      return
    }
  }

  @Test("is good for nothing where the endpoint was changed while the suite ran")
  func changedMeanwhile() throws {
    let database = try OperatedDatabase()
    let session = try database.session()
    try session.onboarding.setEndpoint("http://a/", for: .icbc)
    runner.meanwhile = { try database.session("li").onboarding.setEndpoint("http://b/", for: .icbc) }
    _ = try session.onboarding.certify(.icbc, by: runner) { _ in }
    #expect(try session.onboarding.profile(of: .icbc).standing == .invalid(.endpointChanged(certified: "http://a/")))
  }

  @Test("that breaks off stores nothing")
  func brokenOff() throws {
    let database = try OperatedDatabase()
    defer { withExtendedLifetime(database) {} }
    let session = try database.session()
    try session.onboarding.setEndpoint("http://a/", for: .icbc)
    let before = try session.audit.head().records
    runner.meanwhile = { throw RolloutFault.nothingChanged }
    #expect(rolloutFault { try session.onboarding.certify(.icbc, by: runner) { _ in } } == .nothingChanged)
    #expect(try session.onboarding.profile(of: .icbc).certification == nil && session.audit.head().records == before)
  }
}

import Domain
import Testing
import Text

@Suite("The report of a certification")
struct CertificationReportTests {
  private static let why = SampleReport.why

  @Test("survives being written and read as JSON")
  func roundTrip() {
    let report = SampleReport.report(
      [
        SampleReport.check(.signatures, .passed), SampleReport.check(.errors, .failed(why: Self.why)),
        SampleReport.check(.load, .conditional(why: Self.why)),
      ], keys: ["0011223344556677", "8899aabbccddeeff"])
    #expect(JSONValue(json: report.json.compact).flatMap(CertificationReport.init(json:)) == report)
  }

  private static let damages = [
    ("\"suite\":\"1.0\"", "\"suite\":1"), ("\"keys\":[\"k\"]", "\"keys\":[1]"), ("\"endpoint\"", "\"url\""),
    ("\"group\":\"transport\"", "\"group\":\"other\""), ("\"outcome\":\"passed\"", "\"outcome\":\"failed\""),
    ("\"outcome\":\"passed\"", "\"outcome\":\"perfect\""), ("\"milliseconds\":12", "\"milliseconds\":\"12\""),
    ("2022-06-09T10:00:00.123", "yesterday"), ("\"title\":{\"zh\"", "\"title\":{\"fr\""),
  ]

  @Test("is not read from anything else", arguments: damages)
  func damaged(part: String, replacement: String) throws {
    let pieces = SampleReport.report(keys: ["k"]).json.compact.split(separator: part, maxSplits: 1)
    try #require(pieces.count == 2)
    let json = try #require(JSONValue(json: pieces.joined(separator: replacement)))
    #expect(CertificationReport(json: json) == nil)
  }

  private static let until = SampleReport.moment.adding(.days(30))
  private static let verdicts: [([CheckResult], CertificationVerdict)] = [
    ([], .fail),
    ([SampleReport.check(.transport, .passed), SampleReport.check(.load, .passed)], .pass),
    ([SampleReport.check(.transport, .failed(why: why))], .fail),
    (
      [SampleReport.check(.load, .passed), SampleReport.check(.load, .conditional(why: why))],
      .conditional(until: until)
    ),
    ([SampleReport.check(.load, .conditional(why: why)), SampleReport.check(.masking, .failed(why: why))], .fail),
  ]

  @Test("comes to a verdict by its checks", arguments: verdicts)
  func verdict(checks: [CheckResult], verdict: CertificationVerdict) {
    #expect(SampleReport.report(checks).verdict(from: SampleReport.moment) == verdict)
  }

  @Test("grants no condition on what protects people", arguments: CheckGroup.allCases)
  func condition(group: CheckGroup) {
    let report = SampleReport.report([SampleReport.check(group, .conditional(why: Self.why))])
    #expect((report.verdict(from: SampleReport.moment) == .fail) == group.protectsPeople)
  }
}

import Domain
import Testing

@Suite("A certification")
struct CertificationStandingTests {
  private static let start = SampleReport.moment
  private static let url = "https://a.example"

  private static func certification(_ outcome: CheckOutcome = .passed, keys: [String] = ["s1", "v1"]) -> Certification {
    Certification(
      number: 1, bank: BankCode("icbc"),
      report: SampleReport.report([SampleReport.check(.load, outcome)], endpoint: url, keys: keys), certifiedAt: start,
      author: "wang")
  }

  private static func ground(
    _ endpoint: String? = url, keys: [([String], Moment?)] = [(["s1", "v1"], nil)], needsKeys: Bool = true
  ) -> CertifiedGround {
    CertifiedGround(
      endpoint: endpoint, keys: keys.map { .init(identifiers: $0.0, until: $0.1) }, needsKeys: needsKeys)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var latest: Certification? = certification()
    var ground = CertificationStandingTests.ground()
    var after = Span.days(1)
    let standing: CertificationStanding
  }

  private static let term = start.adding(.days(180))
  private static let overlap = start.adding(.hours(72))

  private static let cases: [Case] = [
    Case(testDescription: "a pass holds 180 days", standing: .valid(until: term)),
    Case(testDescription: "until its end", after: .milliseconds(15_551_999_999), standing: .valid(until: term)),
    Case(testDescription: "and not at it", after: .days(180), standing: .invalid(.ended(at: term))),
    Case(
      testDescription: "on condition 30 days", latest: certification(.conditional(why: SampleReport.why)),
      standing: .valid(until: start.adding(.days(30)))),
    Case(
      testDescription: "a failure not at all", latest: certification(.failed(why: SampleReport.why)),
      standing: .invalid(.failed(at: start))),
    Case(testDescription: "none, not either", latest: nil, standing: .invalid(.never)),
    Case(
      testDescription: "not for another endpoint", ground: ground("https://b.example"),
      standing: .invalid(.endpointChanged(certified: url))),
    Case(
      testDescription: "not for other keys", ground: ground(keys: [(["s2", "v2"], nil)]),
      standing: .invalid(.keysChanged)
    ),
    Case(
      testDescription: "not for one key of two", ground: ground(keys: [(["s1", "v2"], nil)]),
      standing: .invalid(.keysChanged)),
    Case(
      testDescription: "until an overlap ends", ground: ground(keys: [(["s1", "v1"], overlap), (["s2", "v2"], nil)]),
      standing: .valid(until: overlap)),
    Case(
      testDescription: "and not after it", ground: ground(keys: [(["s1", "v1"], overlap), (["s2", "v2"], nil)]),
      after: .days(4), standing: .invalid(.keysChanged)),
    Case(
      testDescription: "past an overlap where the new keys are certified, too",
      latest: certification(keys: ["s1", "v1", "s2", "v2"]),
      ground: ground(keys: [(["s1", "v1"], overlap), (["s2", "v2"], nil)]), standing: .valid(until: term)),
    Case(testDescription: "not without keys", ground: ground(keys: []), standing: .invalid(.keysChanged)),
    Case(
      testDescription: "by its endpoint alone in a sandbox without keys", ground: ground(keys: [], needsKeys: false),
      standing: .valid(until: term)),
    Case(
      testDescription: "by its keys in a sandbox that has them",
      ground: ground(keys: [(["s2"], nil)], needsKeys: false), standing: .invalid(.keysChanged)),
  ]

  @Test("holds for one endpoint and its keys, for a time", arguments: cases)
  func holds(example: Case) {
    let now = Self.start.adding(example.after)
    #expect(CertificationStanding(example.latest, on: example.ground, at: now) == example.standing)
  }

  @Test("is warned of from 30 days before its end", arguments: [(149, false), (150, true), (179, true), (180, false)])
  func warned(days: Int64, isWarned: Bool) {
    let now = Self.start.adding(.days(days))
    let standing = CertificationStanding(Self.certification(), on: Self.ground(), at: now)
    #expect((standing.warning(at: now) != nil) == isWarned)
  }
}

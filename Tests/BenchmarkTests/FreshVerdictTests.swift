import Domain
import TestFixtures
import Testing

@testable import Benchmark

/// Verdicts on commits: revision 1 opens all, 2 closes 云南 (10 to 20), 3 closes 上海 and disconnects 农行 (30 to 40).
struct FreshVerdictTests {
  private static let (shanghai, yunnan) = (RegionCode("CN-SH"), RegionCode("CN-YN"))
  private static let (icbc, abc) = (BankCode("icbc"), BankCode("abc"))
  private static let base = FreshCommit(revision: 1, regions: [shanghai, yunnan], banks: [icbc, abc], span: 0...0)
  private static let commits = [
    FreshCommit(revision: 2, regions: [shanghai], banks: [icbc, abc], span: 10...20),
    FreshCommit(revision: 3, regions: [yunnan], banks: [icbc], span: 30...40),
  ]

  private func visit(_ region: RegionCode, under revision: Int, _ span: ClosedRange<Int64>) -> FreshVisit {
    FreshVisit(region: region, bank: Self.abc, revision: revision, span: span)
  }

  private func row(_ visit: FreshVisit, at milliseconds: Int64 = 0) -> FreshVerdict.Row {
    .init(
      revision: visit.revision, region: visit.region, banks: [visit.bank],
      acceptedAt: Moment(milliseconds: milliseconds))
  }

  private func verdict(_ events: [FreshEvent], stored: [String: FreshVerdict.Row] = [:]) -> FreshVerdict {
    let inForce = [1: 0, 2: 150, 3: 350].mapValues { Moment(milliseconds: $0) }
    return FreshVerdict(
      events + Self.commits.map { .committed($0) }, base: Self.base, stored: stored, inForce: inForce)
  }

  @Test("What each revision says, told and stored alike, is in order")
  func inOrder() {
    let (early, late) = (visit(Self.yunnan, under: 1, 5...15), visit(Self.shanghai, under: 2, 19...33))
    let refused = visit(Self.shanghai, under: 3, 40...41)
    let found = verdict(
      [
        .accepted(early, query: "a"), .accepted(late, query: "b"),
        .refused(refused, codes: ["region_closed", "bank_not_connected"]),
      ],
      stored: ["a": row(early, at: 150), "b": row(late, at: 349)])
    #expect(found.acceptances == 2 && found.refusals == 1)
    #expect([found.stale, found.premature, found.misjudged, found.lost, found.overtaken] == [0, 0, 0, 0, 0])
  }

  @Test("An application that began after a commit had come back and is told an earlier revision is stale")
  func stale() {
    let visit = visit(Self.yunnan, under: 1, 20...21)
    #expect(verdict([.accepted(visit, query: "a")], stored: ["a": row(visit)]).stale == 1)
    #expect(verdict([.refused(visit, codes: [])]).stale == 1)
  }

  @Test("A revision that nobody had begun to commit is premature")
  func premature() {
    #expect(
      verdict([.refused(visit(Self.shanghai, under: 3, 21...29), codes: ["region_closed", "bank_not_connected"])])
        .premature == 1)
  }

  @Test("Whoever is accepted where the revision closes, or refused where it opens, is misjudged")
  func misjudged() {
    let closed = visit(Self.yunnan, under: 2, 21...22)
    #expect(verdict([.accepted(closed, query: "a")], stored: ["a": row(closed)]).misjudged == 1)
    #expect(verdict([.refused(visit(Self.shanghai, under: 2, 21...22), codes: ["region_closed"])]).misjudged == 1)
    #expect(verdict([.refused(visit(Self.shanghai, under: 9, 21...22), codes: [])]).misjudged == 1)
  }

  @Test("A promise without its row, a row with something else, and a row without a promise are lost")
  func lost() {
    let visit = visit(Self.shanghai, under: 2, 21...22)
    #expect(verdict([.accepted(visit, query: "a")]).lost == 1)
    let other = self.visit(Self.shanghai, under: 3, 21...22)
    #expect(verdict([.accepted(visit, query: "a")], stored: ["a": row(other)]).lost == 1)
    #expect(verdict([], stored: ["a": row(visit)]).lost == 1)
  }

  @Test("What was stored after the next revision took force was overtaken")
  func overtaken() {
    let visit = visit(Self.shanghai, under: 2, 19...45)
    #expect(verdict([.accepted(visit, query: "a")], stored: ["a": row(visit, at: 351)]).overtaken == 1)
    #expect(verdict([.accepted(visit, query: "a")], stored: ["a": row(visit, at: 350)]).overtaken == 0)
  }

  @Test("What a process tells is read back as it was")
  func lines() {
    let events: [FreshEvent] = [
      .accepted(visit(Self.shanghai, under: 2, 1...2), query: "Q1"),
      .refused(visit(Self.yunnan, under: 2, 1...2), codes: ["region_closed", "bank_not_connected"]),
      .committed(Self.commits[0]), .committed(FreshCommit(revision: 4, regions: [], banks: [], span: 5...6)),
      .failed(code: "database_locked"),
    ]
    #expect(events.map { FreshEvent(line: Substring($0.line)) } == events)
    #expect(["ready", "accepted CN-SH abc 2 1", "committed 2 9 3 - -"].allSatisfy { FreshEvent(line: $0) == nil })
  }
}

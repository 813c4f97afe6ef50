import Domain
import RolloutRules
import Testing

@Suite("A request whose glass was broken")
struct BrokenGlassTests {
  private static let shanghai = RegionCode("CN-SH")
  private let records: RecordsInMemory
  private let request: ApprovalRequest

  init() throws {
    records = try RecordsInMemory()
    var rollout = Rollout.initial
    rollout.set(.full, for: Self.shanghai)
    request = try records.insertRequest(
      ["change": "commit", "base": 0, "rollout": rollout.document, "terms": CommitTerms(comment: "").json],
      author: "wang", comment: "Shanghai")
    _ = try records.breakGlass(request, by: "li", reason: "nobody is there")
  }

  private func applyLater() throws -> BrokenGlass.State {
    records.now = records.now.adding(BrokenGlass.delay)
    try records.applyDue()
    return records.glassList.glasses[0].state
  }

  @Test("takes force a day later, and leaves a review of it behind")
  func done() throws {
    records.now = records.now.adding(.hours(23))
    try records.applyDue()
    #expect(records.glassList.glasses[0].state == .waiting)
    records.now = RecordsInMemory.start
    #expect(try applyLater() == .done(review: 1))
    #expect(try records.lastAppliedRevision().rollout.share(of: Self.shanghai) == .full)
    #expect(records.reviewList.reviews.map(\.revision) == [1] && records.reviewList.reviews[0].author == "li")
  }

  @Test("is withdrawn where it was rejected before")
  func rejected() throws {
    try records.close(request, .rejected(by: "zhao", reason: "no"))
    #expect(try applyLater() == .withdrawn && records.revisions.count == 1)
  }

  @Test("takes no force where whoever broke it may not approve any more")
  func authorNotPermitted() throws {
    try records.setOperator("li", .viewer, by: "tester")
    #expect(try applyLater() == .dropped(.authorNotPermitted) && records.revisions.count == 1)
  }

  @Test("takes no force where the request is not as it was sealed")
  func altered() throws {
    records.unsealed = [.approvals]
    #expect(try records.isAsEntered(request) == false)
    records.now = records.now.adding(BrokenGlass.delay)
    // An altered table is not written, so the request is not closed.
    try records.applyDue()
    #expect(records.glassList.glasses[0].state == .dropped(.altered) && records.revisions.count == 1)
  }

  @Test("takes no force where all that it says was done meanwhile")
  func nothingChanged() throws {
    try records.commit { $0.set(.full, for: Self.shanghai) }
    #expect(try applyLater() == .dropped(.nothingChanged))
  }
}

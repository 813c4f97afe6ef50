import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of reviews")
struct ReviewsTableTests {
  private let open: OpenDatabase

  init() throws {
    open = try OpenDatabase()
    for reason in ["fraud", "fraud again"] {
      try open.write { _ = try $0.openReview(of: $0.lastAppliedRevision(), by: "wang", reason: reason) }
    }
  }

  @Test("numbers reviews in their order, unsigned")
  func kept() throws {
    let reviews = try open.read { try $0.allReviews() }
    #expect(reviews.map(\.number) == [1, 2] && reviews.map(\.reason) == ["fraud", "fraud again"])
    #expect(reviews.map(\.signed) == [nil, nil] && reviews.map(\.author) == ["wang", "wang"])
  }

  @Test("keeps who signed one and when, and leaves the others")
  func signed() throws {
    open.clock.advance(.minutes(1))
    try open.write { try $0.sign(#require(try $0.review(2)), by: "li") }
    let reviews = try open.read { try $0.allReviews() }
    #expect(reviews.map(\.signed) == [nil, .init(by: "li", at: open.now)])
  }

  @Test("knows none by a number that none has")
  func unknown() throws {
    #expect(try open.read { try $0.review(3) } == nil)
  }
}

import Domain
import Foundation
import Store
import TestFixtures
import Testing
import Text

@testable import CardholderCLI
@testable import Program
@testable import QueryEngine

struct QueueTests {
  private static func view(_ place: QueuePlace?) throws -> QueryView {
    let record = QueryRecord.sample("Q1")
    var view = QueryView(record, banks: [QueryOutcome(bank: BankCode("abc"), state: .queued, code: nil)])
    view.queue = place
    return view
  }

  private func visit<Value: Sendable>(
    _ language: Language, _ body: @escaping @Sendable (Visit) throws -> Value
  ) async throws -> Value {
    let sandbox = try Sandbox()
    var found: Value?
    try await Program.$language.withValue(language) {
      try await Visit.during(sandbox.context(language: language), PersonOptions.parse([])) { found = try body($0) }
    }
    return try #require(found)
  }

  @Test func `apply and status tell the place and the estimate`() async throws {
    let query = try Self.view(QueuePlace(place: 1_234, estimatedAt: Moment(text: "2022-06-09T11:30")))
    let (applied, status, texts) = try await visit(.en) { visit in
      (visit.applied(query), visit.json(query), [visit.appliedText(query), visit.text(query), visit.progress(query)])
    }
    let expected: JSONValue = ["place": 1_234, "estimatedAt": "2022-06-09T11:30:00+08:00"]
    #expect(applied["queue"] == expected && status["queue"] == expected)
    for text in texts {
      #expect(text.contains("1233 people are ahead of you; your turn is at about 2022-06-09 11:30."), "\(text)")
    }
  }

  @Test func `an estimate that nobody can make is not made up`() async throws {
    let query = try Self.view(QueuePlace(place: 3, estimatedAt: nil))
    let (json, text) = try await visit(.zh) { ($0.json(query), $0.text(query)) }
    #expect(json["queue"] == ["place": 3, "estimatedAt": .null])
    #expect(text.contains("前面还有 2 人，暂时无法估计时间。"))
  }

  @Test func `where nothing waits there is no queue`() async throws {
    let query = try Self.view(nil)
    let (json, text) = try await visit(.zh) { ($0.json(query), $0.text(query)) }
    #expect(json["queue"] == .null && !text.contains("前面"))
  }
}

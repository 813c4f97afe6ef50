import Domain
import QueryEngine
import Testing

@testable import CardholderCLI

/// A person is asked about the losses of a reset one by one, each once, even at the last moment.
struct LossTests {
  private static let expires = CalendarDay(year: 2022, month: 6, day: 17)?.start ?? .distantFuture
  private static let next = Moment(text: "2022-06-16T10:00:00") ?? .distantFuture
  private static let report = CardholderFault.reportWouldClose(query: "Q1", expiresAt: expires, nextAt: next)

  @Test func `a query that would end says nothing of a report`() {
    var loss = AcceptedLosses()
    #expect(loss.take(from: .queryWouldEnd(query: "Q1"))?.en.contains("at once") == true)
    #expect(loss == AcceptedLosses(endsQuery: true))
    #expect(loss.take(from: .queryWouldEnd(query: "Q1")) == nil)
  }

  @Test func `a report that would close is another question, with its days`() {
    var loss = AcceptedLosses(endsQuery: true)
    let question = loss.take(from: Self.report)
    for words in ["2022-06-16 24:00", "2022-06-16 10:00"] {
      #expect(question?.en.contains(words) == true && question?.zh.contains(words) == true)
    }
    #expect(loss == AcceptedLosses(endsQuery: true, closesReport: true))
    #expect(loss.take(from: Self.report) == nil)
  }

  @Test func `nothing else is a loss`() {
    var loss = AcceptedLosses()
    #expect(loss.take(from: .busy) == nil && loss == AcceptedLosses())
  }
}

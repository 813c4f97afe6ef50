import Domain
import Testing
import Text

@testable import QueryEngine

/// What one program prints another reads as the same.
struct ShapeTests {
  private static let time = Moment(milliseconds: 1_654_740_000_123)
  private static let names = BankNames(in: .zh, isBilingual: true) { Bilingual(zh: "\($0)银行", en: "\($0) bank") }

  private static func read(_ json: JSONValue) throws -> JSONValue { try #require(JSONValue(json: json.compact)) }

  private static func query(_ state: QueryState, _ outcomes: [QueryOutcome]) throws -> QueryView {
    let json: JSONValue = [
      "query": "Q1", "state": .string(state.rawValue), "revision": 3, "acceptedAt": JSONValue(time),
      "dueAt": JSONValue(time.adding(.hours(24))), "banks": [], "generatedAt": .null, "expiresAt": JSONValue(time),
      "reason": "cancelled", "queue": ["place": 12, "estimatedAt": .null],
    ]
    let view = try #require(QueryView(json: json))
    return view.with(outcomes)
  }

  @Test func `a query, with every state of its banks`() throws {
    let outcomes = EnquiryState.allCases.map {
      QueryOutcome(bank: BankCode("b\($0.rawValue)"), state: $0, code: $0 == .declined ? "no_person" : nil)
    }
    for state in QueryState.allCases {
      let view = try Self.query(state, outcomes)
      #expect(try QueryView(json: Self.read(view.json(Self.names))) == view)
    }
  }

  @Test func `an application's banks wait to be asked`() throws {
    let view = try Self.query(.accepted, [QueryOutcome(bank: BankCode("abc"), state: .queued, code: nil)])
    #expect(try QueryView(json: Self.read(view.applied)) == view)
    #expect(PastQuery(json: try Self.read(PastQuery(view).json)) == PastQuery(view))
  }

  @Test func `its mark changes with its state, its banks and its place`() throws {
    let abc = BankCode("abc")
    let waiting = try Self.query(.collecting, [QueryOutcome(bank: abc, state: .sent, code: nil)])
    var moved = waiting
    moved.queue = QueuePlace(place: 11, estimatedAt: nil)
    let done = waiting.with([QueryOutcome(bank: abc, state: .answered, code: nil)])
    let others = [moved, done, try Self.query(.reported, waiting.banks)]
    #expect(Set((others + [waiting]).map(\.mark)).count == 4)
    #expect(waiting.mark.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
  }

  @Test func `an offer, with every reason and trouble, and both names of its banks`() throws {
    let until = Self.time.adding(.hours(2))
    let maintenance = try #require(
      Maintenance(of: BankCode("abc"), json: ["from": JSONValue(Self.time), "until": JSONValue(until)]))
    let choices =
      GateReason.allCases.map { BankOffer.Choice(bank: BankCode("a"), reason: $0, warning: nil, maintenance: nil) }
      + BankTrouble.allCases.map { BankOffer.Choice(bank: BankCode("b"), reason: nil, warning: $0, maintenance: nil) }
      + [
        .init(
          bank: BankCode("abc"), name: Bilingual(zh: "农行", en: "ABC"), reason: nil, warning: nil,
          maintenance: maintenance)
      ]
    let offer = BankOffer(
      region: RegionCode("CN-GD"), offered: false, reasons: GateReason.allCases, banks: choices)
    let read = try #require(try BankOffer(json: Self.read(offer.json(offer.named(Self.names)))))
    #expect(read.region == offer.region && !read.offered && read.reasons == offer.reasons)
    #expect(read.banks.map(\.reason) == offer.banks.map(\.reason))
    #expect(read.banks.map(\.warning) == offer.banks.map(\.warning))
    #expect(read.banks.map(\.maintenance) == offer.banks.map(\.maintenance))
    #expect(read.banks.last?.name == Bilingual(zh: "农行", en: "ABC"))
  }

  @Test func `a report, with counts where a bank answered and none where it did not`() throws {
    let abc = BankCode("abc")
    let card = try #require(MaskedCard(bank: abc, kind: .credit, first4: "6228", last4: "0018"))
    let report = OpenedReport(
      query: "Q1", complete: false, generatedAt: Self.time, expiresAt: Self.time.adding(.days(7)),
      summary: [
        .init(bank: abc, outcome: .answered, debit: 0, credit: 1),
        .init(bank: BankCode("boc"), outcome: .timedOut, debit: nil, credit: nil),
      ], cards: [card])
    let json = report.json(Self.names)
    let read = try #require(try OpenedReport(json: Self.read(json)))
    #expect(read.summary == report.summary && read.cards == report.cards && read.complete == false)
    #expect(read.generatedAt == report.generatedAt && read.totals == report.totals)
    #expect(json.bankNames.map(\.bank) == [abc, BankCode("boc")])
  }

  @Test func `what one language is told has one name`() throws {
    let view = try Self.query(.accepted, [QueryOutcome(bank: BankCode("abc"), state: .queued, code: nil)])
    let json = view.json(BankNames(in: .en) { _ in Bilingual(zh: "农行", en: "ABC") })
    #expect(json.compact.contains(#""name":"ABC""#) && !json.compact.contains("names"))
  }

  @Test(arguments: ["", "{}", "[]", #"{"query":"Q1"}"#, #"{"query":1,"state":"x"}"#])
  func `anything else is not read`(text: String) {
    let json = JSONValue(json: text) ?? .null
    #expect(QueryView(json: json) == nil && PastQuery(json: json) == nil && SignedIn(json: json) == nil)
    #expect(BankOffer(json: json) == nil && OpenedReport(json: json) == nil && SandboxMessage(json: json) == nil)
  }
}

extension QueryView {
  /// The same query with other outcomes.
  fileprivate func with(_ outcomes: [QueryOutcome]) -> QueryView {
    let banks = outcomes.map { outcome -> JSONValue in
      [
        "bank": .string(outcome.bank.text), "state": .string(outcome.state.rawValue), "code": JSONValue(outcome.code),
      ]
    }
    return QueryView(json: applied.setting("banks", .array(banks))) ?? self
  }
}

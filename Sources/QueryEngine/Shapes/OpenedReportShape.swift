import Domain
import Text

/// A report as JSON (docs/contract.md, "JSON shapes of people").
extension OpenedReport {
  public func json(_ names: BankNames) -> JSONValue {
    let totals = totals
    return [
      "query": .string(query), "complete": .bool(complete), "generatedAt": JSONValue(generatedAt),
      "expiresAt": JSONValue(expiresAt),
      "totals": [
        "cards": JSONValue(totals.cards), "debit": JSONValue(totals.debit), "credit": JSONValue(totals.credit),
      ],
      "summary": .array(summary.map { $0.json(names) }), "cards": .array(cards.map(\.json)),
    ]
  }

  public init?(json: JSONValue) {
    guard let query = json.text("query"), case .bool(let complete)? = json["complete"],
      let generatedAt = json.moment("generatedAt"), let expiresAt = json.moment("expiresAt"),
      let summary = json.list("summary", Line.init(json:)), let cards = json.list("cards", MaskedCard.init(json:))
    else { return nil }
    self.init(
      query: query, complete: complete, generatedAt: generatedAt, expiresAt: expiresAt, summary: summary, cards: cards)
  }

  public var totals: Totals { Totals(summary) }

  /// The numbers of cards found by the banks that answered.
  public struct Totals: Sendable, Equatable {
    public let debit: Int
    public let credit: Int
    public var cards: Int { debit + credit }

    init(_ lines: [Line]) {
      debit = lines.reduce(0) { $0 + ($1.debit ?? 0) }
      credit = lines.reduce(0) { $0 + ($1.credit ?? 0) }
    }
  }
}

extension OpenedReport.Line {
  func json(_ names: BankNames) -> JSONValue {
    .object(
      names.members(bank) + [
        .init("outcome", .string(outcome.rawValue)), .init("debit", JSONValue(debit)),
        .init("credit", JSONValue(credit)),
      ])
  }

  init?(json: JSONValue) {
    guard let bank = json.text("bank"), let outcome = json.text("outcome").flatMap(EnquiryState.init(rawValue:)),
      let debit = json.optional("debit", \.count), let credit = json.optional("credit", \.count)
    else { return nil }
    self.init(bank: BankCode(bank), outcome: outcome, debit: debit, credit: credit)
  }
}

extension MaskedCard {
  var json: JSONValue {
    [
      "bank": .string(bank.text), "kind": .string(kind.rawValue), "first4": .string(first4), "last4": .string(last4),
    ]
  }

  init?(json: JSONValue) {
    guard let bank = json.text("bank"), let kind = json.text("kind").flatMap(CardKind.init(rawValue:)),
      let first4 = json.text("first4"), let last4 = json.text("last4")
    else { return nil }
    self.init(bank: BankCode(bank), kind: kind, first4: first4, last4: last4)
  }
}

extension JSONValue {
  /// A number of things; nil for anything else.
  fileprivate var count: Int? {
    if case .integer(let number) = self, number >= 0 { Int(exactly: number) } else { nil }
  }
}

import Domain
import Text

/// The banks that can be chosen, as JSON (docs/contract.md, "JSON shapes of people").
extension BankOffer {
  /// The JSON `{"region":"CN-GD","offered":true,"reasons":[],
  /// "banks":[{"bank","name","selectable","reason","warning":{"code","message"}|null,
  /// "maintenance":{"from","until"}|null}]}`.
  public func json(_ names: BankNames) -> JSONValue {
    [
      "region": .string(region.text), "offered": .bool(offered),
      "reasons": .array(reasons.map { $0.json(in: names.language) }),
      "banks": .array(
        banks.map { choice in
          .object(
            names.members(choice.bank) + [
              .init("selectable", .bool(offered && choice.reason == nil)),
              .init("reason", choice.reason?.json(in: names.language) ?? .null),
              .init("warning", choice.warning?.json(in: names.language) ?? .null),
              .init("maintenance", choice.maintenance?.json ?? .null),
            ])
        }),
    ]
  }

  /// The names of the offer itself.
  public func named(_ names: BankNames) -> BankNames {
    let own = Dictionary(banks.map { ($0.bank, $0.name) }, uniquingKeysWith: { first, _ in first })
    return names.with { own[$0] ?? names[$0] }
  }

  public init?(json: JSONValue) {
    guard let region = json.text("region"), case .bool(let offered)? = json["offered"],
      let reasons = json.list("reasons", GateReason.init(json:)), let banks = json.list("banks", Choice.init(json:))
    else { return nil }
    self.init(region: RegionCode(region), offered: offered, reasons: reasons, banks: banks)
  }
}

extension BankOffer.Choice {
  init?(json: JSONValue) {
    guard let (bank, name) = json.namedBank, let reason = json.optional("reason", GateReason.init(json:)),
      let warning = json.optional("warning", BankTrouble.init(json:)),
      let maintenance = json.optional("maintenance", { Maintenance(of: bank, json: $0) })
    else { return nil }
    self.init(bank: bank, name: name, reason: reason, warning: warning, maintenance: maintenance)
  }
}

extension GateReason {
  /// The JSON `{"code","message"}`.
  func json(in language: Language) -> JSONValue {
    ["code": .string(code), "message": .string(message[language])]
  }

  /// The reason with a code; nil if there is none.
  init?(code: String?) {
    guard let reason = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = reason
  }

  init?(json: JSONValue) { self.init(code: json.text("code")) }
}

extension BankTrouble {
  func json(in language: Language) -> JSONValue {
    ["code": .string(code), "message": .string(message[language])]
  }

  init?(json: JSONValue) {
    guard let trouble = Self.allCases.first(where: { $0.code == json.text("code") }) else { return nil }
    self = trouble
  }
}

extension Maintenance {
  /// What people are told of a maintenance: its bank and its span, and nothing of who announced it.
  init?(of bank: BankCode, json: JSONValue) {
    guard let from = json.moment("from"), let until = json.moment("until") else { return nil }
    self.init(number: 0, bank: bank, from: from, until: until, author: "", madeAt: from)
  }
}

import BankLink

/// The content of an answer: kind, first 4 and last 4 digits of each of the person's cards at this bank, and no more.
enum MaskingChecks {
  static let all = [digits, nothingElse, kind, ownBank, allCards, leadingZeros, unknownPerson]

  private static let digits = Check(
    "masking.digits", zh: "卡号只给前四位和末四位", en: "gives only the first 4 and last 4 digits of a card number"
  ) { probe in
    for card in try await probe.opened(probe.enquiry()).cards {
      for key in ["first4", "last4"] where !isFourDigits(card.text(key)) {
        let length = card.text(key)?.count ?? 0
        throw Finding(
          zh: "\(key) 应为恰好 4 位数字的字符串，实际有 \(length) 个字符",
          en: "expected \(key) to be a string of exactly 4 digits, got \(length) characters")
      }
    }
  }

  private static func isFourDigits(_ text: String?) -> Bool {
    guard let text else { return false }
    return text.utf8.count == 4 && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static let nothingElse = Check(
    "masking.nothing_else", zh: "答复里没有别的内容", en: "puts nothing else into an answer"
  ) { probe in
    let json = try await probe.opened(probe.enquiry()).json
    guard case .object(let members) = json, case .array(let cards)? = json["cards"] else {
      throw Finding(
        zh: "加密的 JSON 应为 {\"cards\":[...],\"bank\":...,\"enquiry\":...}",
        en: "expected the sealed JSON to be {\"cards\":[...],\"bank\":...,\"enquiry\":...}")
    }
    try expect(members.map(\.key), only: ["bank", "cards", "enquiry"])
    for case .object(let members) in cards { try expect(members.map(\.key), only: ["first4", "kind", "last4"]) }
  }

  private static func expect(_ keys: [String], only expected: [String]) throws {
    guard keys.sorted() != expected else { return }
    let (wanted, got) = (expected.joined(separator: ", "), keys.sorted().joined(separator: ", "))
    throw Finding(
      zh: "加密的 JSON 应只有成员 \(wanted)，实际是 \(got)",
      en: "expected only the members \(wanted) in the sealed JSON, got \(got)")
  }

  private static let kind = Check(
    "masking.kind", zh: "区分借记卡和贷记卡", en: "distinguishes debit and credit cards"
  ) { probe in
    let answer = try await probe.opened(probe.enquiry())
    for card in TestPeople.both.cards {
      guard let place = answer.digits.firstIndex(of: card.digits) else { continue }
      let got = answer.cards[place].text("kind") ?? "-"
      guard got != card.kind.rawValue else { continue }
      throw Finding(
        zh: "\(card.digits) 的 kind 应为 \(card.kind.rawValue)，实际是 \(got)",
        en: "expected the kind of \(card.digits) to be \(card.kind.rawValue), got \(got)")
    }
  }

  private static let ownBank = Check(
    "masking.own_bank", zh: "只答复本行的卡", en: "answers for itself only"
  ) { probe in
    let got = try await probe.opened(probe.enquiry()).json.text("bank") ?? "-"
    guard got != probe.bank.text else { return }
    throw Finding(
      zh: "加密的 JSON 中 bank 应为 \(probe.bank)，实际是 \(got)",
      en: "expected bank in the sealed JSON to be \(probe.bank), got \(got)")
  }

  private static let allCards = Check(
    "masking.all_cards", zh: "返回全部的卡", en: "reports every card"
  ) { probe in
    try await probe.expectCards(
      TestPeople.many.reported, probe.enquiry(about: TestPeople.many), zh: "有 25 张卡的人", en: "a person with 25 cards")
  }

  private static let leadingZeros = Check(
    "masking.leading_zeros", zh: "末四位保留开头的零", en: "keeps leading zeros in the last four digits"
  ) { probe in
    let answer = try await probe.opened(probe.enquiry(about: TestPeople.zeros))
    for card in TestPeople.zeros.cards {
      guard let place = answer.digits.firstIndex(of: card.digits) else { continue }
      let (expected, got) = (card.number.masked.last4, answer.cards[place].text("last4") ?? "-")
      guard got != expected else { continue }
      throw Finding(zh: "last4 应为 \(expected)，实际是 \(got)", en: "expected last4 to be \(expected), got \(got)")
    }
  }

  private static let unknownPerson = Check(
    "masking.unknown_person", zh: "没有记录的人答复零张卡，而不是拒答",
    en: "answers with no cards about a person it does not know, and does not decline"
  ) { probe in
    try await probe.expectCards(
      [], probe.enquiry(about: TestPeople.unknown), zh: "任何银行都没有记录的人", en: "a person whom no bank knows")
  }
}

import BankLink
import Sealing
import Text

/// The cards that a bank leaves out (docs/facts.md, "Cards a bank does not return"), and the people that it does not
/// answer about.
enum ExclusionChecks {
  static let all = [
    leftOut("supplementary", TestPeople.supplementary, zh: "附属卡", en: "supplementary cards"),
    leftOut(
      "card_not_present", TestPeople.cardNotPresentOff, zh: "未开通无卡自助消费的卡",
      en: "cards not enabled for card-not-present payment"),
    leftOut(
      "phone_not_on_file", TestPeople.phoneNotOnFile, zh: "没有预留手机号的卡", en: "cards without a phone number on file"),
    leftOut("document_expired", TestPeople.documentExpired, zh: "证件过期的卡", en: "cards whose document has expired"),
    leftOut("mix", TestPeople.mix, zh: "同时有几个不返回原因的卡", en: "cards that have several reasons to be left out"),
    nothingLeft,
    leftOut("other_network", TestPeople.otherNetwork, zh: "其他网络的卡", en: "cards of other networks"),
    leftOut("closed", TestPeople.closed, zh: "已销户的卡", en: "closed cards"),
    leftOut(
      "account_classes", TestPeople.classes, zh: "III 类账户的卡和预付卡", en: "cards of class III accounts, and prepaid cards"),
    otherPhone, otherName, otherSpelling, testPeople,
  ]

  private static func leftOut(_ name: String, _ person: TestPerson, zh: String, en: String) -> Check {
    Check("exclusions.\(name)", zh: "不返回\(zh)", en: "leaves out \(en)") { probe in
      try await probe.expectCards(
        person.reported, probe.enquiry(about: person), zh: "\(person.name)（\(person.why.zh)）",
        en: "\(person.name) (\(person.why.en))")
    }
  }

  private static let nothingLeft = Check(
    "exclusions.nothing_left", zh: "没有可返回的卡时答复零张，而不是拒答",
    en: "answers with no cards where none is left, and does not decline"
  ) { probe in
    try await probe.expectCards(
      [], probe.enquiry(about: TestPeople.nothingLeft), zh: "唯一的卡不应返回的人", en: "a person whose only card is left out")
  }

  private static let otherPhone = Check(
    "exclusions.other_phone", zh: "手机号与预留的不同时不返回卡", en: "reports no card for another phone number than on file"
  ) { probe in
    var enquiry = probe.enquiry()
    enquiry.person = IdentityDocument(
      name: enquiry.person.name, idNumber: enquiry.person.idNumber, phone: TestPeople.otherPhone)
    try await probe.expectCards([], enquiry, zh: "手机号与预留的不同的人", en: "a person with another phone number")
  }

  private static let otherName = Check(
    "exclusions.other_name", zh: "姓名与证件号不符时拒答", en: "declines a name that does not match the identity number"
  ) { probe in
    var enquiry = probe.enquiry()
    enquiry.person = IdentityDocument(
      name: TestPeople.otherName, idNumber: enquiry.person.idNumber, phone: enquiry.person.phone)
    let item = try await probe.answer(to: enquiry)
    guard item.told != "declined identity_mismatch" else { return }
    throw Finding(
      zh: "询问了姓名与证件号不符的人：应为 declined identity_mismatch，实际是 \(item.told)",
      en: "asked about a person with another name: expected declined identity_mismatch, got \(item.told)"
    )
  }

  /// A name or number on record may have another spelling: people are compared, not bytes.
  private static let otherSpelling = Check(
    "exclusions.spelling", zh: "姓名和手机号按规范形式比较", en: "compares names and phone numbers in their normal form"
  ) { probe in
    try await probe.expectCards(
      TestPeople.dotted.reported, probe.enquiry(about: TestPeople.dotted),
      zh: "\(TestPeople.dotted.name)（记录中写作 \(TestPeople.dottedOnRecord)）",
      en: "\(TestPeople.dotted.name) (on record as \(TestPeople.dottedOnRecord))")
  }

  /// The test people are on record in the test environment only.
  private static let testPeople = Check(
    "exclusions.test_people", zh: "正式系统里没有测试人物", en: "has no test people in the live system"
  ) { probe in
    guard probe.environment == .test else {
      let why = Bilingual(
        zh: "该行没有测试环境（GET /test/v1/keys 没有公布公钥），检查的是接口地址本身",
        en: "the bank has no test environment (GET /test/v1/keys shows no keys): the endpoint itself was checked")
      guard probe.isSandbox else { throw Finding(zh: why.zh, en: why.en) }
      throw CheckNotMade(zh: why.zh, en: why.en)
    }
    let enquiry = probe.enquiry()
    var draft = try probe.draft(enquiry)
    draft.isLive = true
    let reply = try await probe.expectTaken(
      zh: "对正式系统的一个询问", en: "an enquiry to the live system", draft)
    guard let item = reply.items?.first(where: { $0.text("enquiry") == enquiry.identifier }),
      item.text("status") == "answered"
    else { return }
    let answer = try probe.opened(enquiry, item)
    guard !answer.cards.isEmpty else { return }
    throw Finding(
      zh: "正式系统返回了测试人物的 \(answer.cards.count) 张卡：测试人物只应登记在测试环境（/test）",
      en: """
        the live system reported \(answer.cards.count.cards) of a test person: keep test people in the test environment \
        (/test) only
        """)
  }
}

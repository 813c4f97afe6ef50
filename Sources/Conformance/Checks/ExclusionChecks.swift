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
    leftOut("mix", TestPeople.mix, zh: "有几个原因的卡", en: "cards with several reasons at once"), nothingLeft,
    leftOut("other_network", TestPeople.otherNetwork, zh: "其他网络的卡", en: "cards of other networks"),
    leftOut("closed", TestPeople.closed, zh: "已销户的卡", en: "cards that were closed"),
    leftOut(
      "account_classes", TestPeople.classes, zh: "III 类账户的卡和预付卡", en: "cards of class III accounts, and prepaid ones"),
    otherPhone, otherName, otherSpelling, testPeople,
  ]

  private static func leftOut(_ name: String, _ person: TestPerson, zh: String, en: String) -> Check {
    Check("exclusions.\(name)", zh: "不返回\(zh)", en: "\(en) are left out") { probe in
      try await probe.expectCards(
        person.reported, probe.enquiry(about: person), zh: "\(person.name)（\(person.why.zh)）",
        en: "\(person.name) (\(person.why.en))")
    }
  }

  private static let nothingLeft = Check(
    "exclusions.nothing_left", zh: "没有可返回的卡时答复零张，而不是拒答",
    en: "where nothing is left the answer has no cards, and is not declined"
  ) { probe in
    try await probe.expectCards(
      [], probe.enquiry(about: TestPeople.nothingLeft), zh: "唯一的卡不应返回的人", en: "a person whose only card is left out")
  }

  private static let otherPhone = Check(
    "exclusions.other_phone", zh: "手机号与预留的不同则不返回卡", en: "with another phone number than on file no card is reported"
  ) { probe in
    var enquiry = probe.enquiry()
    enquiry.person = IdentityDocument(
      name: enquiry.person.name, idNumber: enquiry.person.idNumber, phone: TestPeople.otherPhone)
    try await probe.expectCards([], enquiry, zh: "手机号与预留的不同的人", en: "a person under another phone number")
  }

  private static let otherName = Check(
    "exclusions.other_name", zh: "姓名与证件不符则拒答", en: "a name that does not belong to the number is declined"
  ) { probe in
    var enquiry = probe.enquiry()
    enquiry.person = IdentityDocument(
      name: TestPeople.otherName, idNumber: enquiry.person.idNumber, phone: enquiry.person.phone)
    let item = try await probe.answer(to: enquiry)
    guard item.told != "declined identity_mismatch" else { return }
    throw Finding(
      zh: "查询了姓名与证件不符的人：应以 identity_mismatch 拒答（declined），实际是 \(item.told)",
      en: "asked about a person under another name: expected declined with the code identity_mismatch, got \(item.told)"
    )
  }

  /// A name or number on record may have another spelling: people are compared, not bytes.
  private static let otherSpelling = Check(
    "exclusions.spelling", zh: "姓名、手机号按规范形式比较", en: "names and phones are compared in their normal form"
  ) { probe in
    try await probe.expectCards(
      TestPeople.dotted.reported, probe.enquiry(about: TestPeople.dotted),
      zh: "\(TestPeople.dotted.name)（记录中写作 \(TestPeople.dottedOnRecord)）",
      en: "\(TestPeople.dotted.name) (on record as \(TestPeople.dottedOnRecord))")
  }

  /// The test people are on record in the test environment only.
  private static let testPeople = Check(
    "exclusions.test_people", zh: "正式系统里没有测试人物", en: "the live system has no test people on record"
  ) { probe in
    guard probe.environment == .test else {
      let why = Bilingual(
        zh: "该行没有测试环境（GET /test/v1/keys 没有给出公钥），检查在接口地址本身进行",
        en: "the bank has no test environment (GET /test/v1/keys shows no keys); the endpoint itself was asked")
      guard probe.isSandbox else { throw Finding(zh: why.zh, en: why.en) }
      throw NotMade(zh: why.zh, en: why.en)
    }
    let enquiry = probe.enquiry()
    var draft = try probe.draft(enquiry)
    draft.isLive = true
    let reply = try await probe.expectTaken(
      zh: "对正式系统的一个查询", en: "an enquiry to the live system", draft)
    guard let item = reply.items?.first(where: { $0.text("enquiry") == enquiry.identifier }),
      item.text("status") == "answered"
    else { return }
    let answer = try probe.opened(enquiry, item)
    guard !answer.cards.isEmpty else { return }
    throw Finding(
      zh: "正式系统答复了测试人物的 \(answer.cards.count) 张卡：测试人物只应在测试环境（/test）",
      en: """
        the live system answered with \(answer.cards.count) cards of a test person: test people belong into the test \
        environment (/test) only
        """)
  }
}

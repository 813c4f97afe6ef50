import BankLink
import Domain
import Sealing

/// What a bank leaves out (facts: "Some cards a bank does not return"), and whom it does not answer about.
enum ExclusionChecks {
  static let all = [
    leftOut("supplementary", TestPeople.supplementary, zh: "附属卡", en: "supplementary cards"),
    leftOut(
      "card_not_present", TestPeople.cardNotPresentOff, zh: "未开通无卡自助消费的卡",
      en: "cards not enabled for card-not-present payment"),
    leftOut(
      "phone_not_on_file", TestPeople.phoneNotOnFile, zh: "没有预留手机号的卡", en: "cards without a phone number on file"),
    leftOut("document_expired", TestPeople.documentExpired, zh: "证件过期的卡", en: "cards whose document has expired"),
    leftOut("mix", TestPeople.mix, zh: "有几个原因的卡", en: "cards with several reasons at once"), nothingLeft, otherPhone,
    otherName,
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
}

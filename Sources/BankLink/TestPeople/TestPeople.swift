import Domain
import Text

/// The published test people. Nobody is registered in the division and on the day of their identity numbers; the
/// reference bank knows the test people at every bank.
public enum TestPeople {
  public static let all = [
    both, zeros, many, supplementary, cardNotPresentOff, phoneNotOnFile, documentExpired, mix, nothingLeft, unknown,
    otherNetwork, closed, classes, dotted,
  ]

  /// A phone number and a name that no bank has on record for any of them.
  public static let otherPhone = "13000000099"
  public static let otherName = "测试某"

  public static let both = person(
    "测试一", "110000190001010012", "13000000001", [card(.debit, "1101"), card(.credit, "2202")],
    zh: "两张卡都返回，区分借记卡和贷记卡；手机号不符时不返回卡，姓名不符时以 identity_mismatch 拒答",
    en: """
      both cards, debit and credit distinguished; with another phone number no card, with another name declined \
      identity_mismatch
      """)

  public static let zeros = person(
    "测试二", "110000190001010020", "13000000002", [card(.debit, "0007"), card(.credit, "0070")],
    zh: "两张卡都返回，末四位保留开头的零", en: "both cards; the last four digits keep their leading zeros")

  public static let many = person(
    "测试三", "110000190001010039", "13000000003", (3101...3125).map { card(.debit, "\($0)") },
    zh: "25 张卡全部返回，答复因此不止一段", en: "all 25 cards, so that the answer takes more than one step")

  public static let supplementary = person(
    "测试四", "110000190001010047", "13000000004",
    [card(.debit, "4101"), card(.credit, "4202", leftOutFor: [.supplementary])],
    zh: "只返回第一张：另一张是附属卡", en: "the first card only: the other is a supplementary card")

  public static let cardNotPresentOff = person(
    "测试五", "110000190001010055", "13000000005",
    [card(.debit, "5101"), card(.debit, "5202", leftOutFor: [.cardNotPresentOff])],
    zh: "只返回第一张：另一张未开通无卡自助消费", en: "the first card only: the other is not enabled for card-not-present payment")

  public static let phoneNotOnFile = person(
    "测试六", "110000190001010063", "13000000006",
    [card(.debit, "6101"), card(.debit, "6202", leftOutFor: [.phoneNotOnFile])],
    zh: "只返回第一张：另一张未预留手机号", en: "the first card only: no phone number is on file for the other")

  public static let documentExpired = person(
    "测试七", "110000190001010071", "13000000007",
    [card(.debit, "7101"), card(.debit, "7202", leftOutFor: [.documentExpired])],
    zh: "只返回第一张：另一张的证件已过期", en: "the first card only: the document of the other has expired")

  public static let mix = person(
    "测试八", "11000019000101008X", "13000000008",
    [
      card(.debit, "8101"), card(.credit, "8102"),
      card(.debit, "8203", leftOutFor: [.documentExpired, .cardNotPresentOff]),
      card(.credit, "8204", leftOutFor: [.phoneNotOnFile, .supplementary]),
    ],
    zh: "只返回前两张：另两张各有两个不返回的原因", en: "the first two cards only: the others have two reasons each to be left out")

  public static let nothingLeft = person(
    "测试九", "110000190001010098", "13000000009",
    [card(.credit, "9201", leftOutFor: [.phoneNotOnFile, .documentExpired, .supplementary])],
    zh: "答复为零张卡：唯一的一张卡不应返回；这不是拒答", en: "an answer with no cards: the only one is left out; not a decline")

  public static let unknown = person(
    "测试十", "110000190001010100", "13000000010", [],
    zh: "答复为零张卡：任何银行都没有此人的记录；这不是拒答", en: "an answer with no cards: no bank knows this person; not a decline")
}

extension TestPeople {
  public static let otherNetwork = person(
    "测试十一", "110000190001010119", "13000000011",
    [card(.debit, "1111"), card(.credit, "1122", leftOutFor: [.otherNetwork])],
    zh: "只返回第一张：另一张是其他网络的卡", en: "the first card only: the other is a card of another network")

  public static let closed = person(
    "测试十二", "110000190001010127", "13000000012",
    [frozenCard("1211"), card(.debit, "1222", leftOutFor: [.closed])],
    zh: "只返回第一张：它已冻结，但仍是本人的卡；另一张已销户",
    en: "the first card only: it is frozen, but still the person's; the other is closed")

  public static let classes = person(
    "测试十三", "110000190001010135", "13000000013",
    [
      card(.debit, "1311"), card(.debit, "1322", accountClass: 2), card(.debit, "1333", leftOutFor: [.classThree]),
      card(.debit, "1344", leftOutFor: [.prepaid]),
    ],
    zh: "返回 I 类和 II 类账户的卡；III 类账户的卡和预付卡不返回",
    en: "cards of accounts of class I and II; those of class III and prepaid cards are left out")

  /// The name on record, with another dot; the bank writes the phone number in its own way, too.
  public static let dottedOnRecord = "测试•十四"
  public static let dotted = person(
    "测试·十四", "110000190001010143", "13000000014", [card(.debit, "1411")],
    recorded: (dottedOnRecord, "+86 130 0000 0014"),
    zh: "返回这张卡：记录里的间隔号和手机号写法不同，但规范形式相同",
    en: "the card: dot and phone number are written differently on record, but are the same in their normal form")
}

extension TestPeople {
  private static func person(
    _ name: String, _ idNumber: String, _ phone: String, _ cards: [TestCard],
    recorded: (name: String, phone: String)? = nil, zh: String, en: String
  ) -> TestPerson {
    TestPerson(
      name: name, idNumber: idNumber, phone: phone, recordedName: recorded?.name, recordedPhone: recorded?.phone,
      cards: cards, why: Bilingual(zh: zh, en: en))
  }

  private static func frozenCard(_ last4: String) -> TestCard {
    TestCard(.debit, number("6231", last4), isFrozen: true)
  }

  private static func card(
    _ kind: CardKind, _ last4: String, leftOutFor reasons: [CardExclusion] = [], accountClass: Int = 1
  ) -> TestCard {
    let first4 = reasons.contains(.otherNetwork) ? "4001" : kind == .debit ? "6231" : "6258"
    return TestCard(kind, number(first4, last4), leftOutFor: reasons, accountClass: accountClass)
  }

  private static func number(_ first4: String, _ last4: String) -> CardNumber {
    guard let number = CardNumber("\(first4)00000000\(last4)") else { preconditionFailure("sixteen digits") }
    return number
  }
}

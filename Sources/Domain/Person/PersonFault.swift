import Text

/// A person's detail is not valid. Never holds the detail itself, at most its one wrong character.
public enum PersonFault: Fault, Equatable {
  case invalidName
  case invalidIDNumber(IDNumberProblem)
  case invalidPhone
  /// One character that the detail cannot have.
  case oddCharacter(OddCharacter, in: Detail)

  public enum IDNumberProblem: String, Sendable {
    case shape
    case division
    case date
    case checkDigit = "check_digit"
  }

  public enum Detail: Sendable, Equatable {
    case name
    case idNumber
    case phone
  }

  public var code: String {
    switch self {
    case .invalidName, .oddCharacter(_, in: .name): "invalid_name"
    case .invalidIDNumber, .oddCharacter(_, in: .idNumber): "invalid_id_number"
    case .invalidPhone, .oddCharacter(_, in: .phone): "invalid_phone"
    }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .invalidIDNumber(let problem): [.init("problem", .string(problem.rawValue))]
    case .oddCharacter(let odd, _): [.init("problem", "character")] + odd.facts
    case .invalidName, .invalidPhone: []
    }
  }

  public var message: Bilingual {
    switch self {
    case .invalidName:
      Bilingual(
        zh: "姓名不正确，请按身份证件填写：不超过 50 个字，只能用汉字或拉丁字母、间隔号“·”、空格和连字符",
        en: """
          this is not a name: write it as on your identity document, in up to 50 Chinese characters or Latin letters, with \
          dots (·), spaces and hyphens
          """)
    case .invalidIDNumber(let problem): problem.message
    case .invalidPhone:
      Bilingual(
        zh: "手机号不正确，应为 1 开头的 11 位中国内地手机号",
        en: "this is not a mainland mobile number: 11 digits, beginning with 1")
    case .oddCharacter(let odd, let detail): detail.message(odd)
    }
  }
}

extension PersonFault.Detail {
  fileprivate func message(_ odd: OddCharacter) -> Bilingual {
    switch self {
    case .name where odd.scalar.properties.generalCategory == .privateUse:
      Bilingual(
        zh: "姓名里有一个字用的是自造字编码（\(odd.scalar.codePoint)），在别处会显示成别的字：请用支持生僻字的输入法重新输入这个字",
        en: """
          one character of the name is a private-use one (\(odd.scalar.codePoint)), which other systems show differently: \
          enter it again with an input method that knows rare characters
          """)
    case .name:
      Bilingual(
        zh: "姓名中不能有\(odd.text.zh)：请按身份证件填写，只能用汉字或拉丁字母、间隔号“·”、空格和连字符",
        en: """
          a name cannot contain \(odd.text.en): write it as on your identity document, in Chinese characters or Latin \
          letters, with dots (·), spaces and hyphens
          """)
    case .idNumber:
      Bilingual(
        zh: "身份证号中不能有\(odd.text.zh)：应为 17 位数字加 1 位校验码（数字或 X）",
        en: "an identity number cannot contain \(odd.text.en): 17 digits and a check character (a digit or X)")
    case .phone:
      Bilingual(
        zh: "手机号中不能有\(odd.text.zh)：应为 1 开头的 11 位中国内地手机号",
        en: "a mobile number cannot contain \(odd.text.en): 11 digits, beginning with 1")
    }
  }
}

extension PersonFault.IDNumberProblem {
  var message: Bilingual {
    switch self {
    case .shape:
      Bilingual(
        zh: "身份证号不正确，应为 17 位数字加 1 位校验码（数字或 X）",
        en: "this is not an identity number: 17 digits and a check character (a digit or X)")
    case .division:
      Bilingual(zh: "身份证号不正确，请核对开头 6 位", en: "this identity number is wrong: check its first 6 digits")
    case .date:
      Bilingual(zh: "身份证号不正确，请核对其中的出生日期", en: "this identity number is wrong: check the birth date in it")
    case .checkDigit:
      Bilingual(
        zh: "身份证号不正确，请核对每一位", en: "this identity number is wrong: check every digit")
    }
  }
}

/// A person's detail that cannot be right. Never holds the detail itself.
public enum PersonFault: Fault, Equatable {
  case invalidName
  case invalidIDNumber(IDNumberProblem)
  case invalidPhone

  public enum IDNumberProblem: String, Sendable {
    case shape
    case division
    case date
    case checkDigit = "check_digit"
  }

  public var code: String {
    switch self {
    case .invalidName: "invalid_name"
    case .invalidIDNumber: "invalid_id_number"
    case .invalidPhone: "invalid_phone"
    }
  }

  public var exitStatus: ExitStatus { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .invalidIDNumber(let problem): [.init("problem", .string(problem.rawValue))]
    case .invalidName, .invalidPhone: []
    }
  }

  public var message: Bilingual {
    switch self {
    case .invalidName:
      Bilingual(
        zh: "姓名不合规范：请按身份证件填写，最多 50 个字，只含文字、间隔号和空格",
        en: "that is not a name: write it as on the identity document, up to 50 letters, spaces and dots")
    case .invalidIDNumber(let problem): problem.message
    case .invalidPhone:
      Bilingual(
        zh: "手机号不正确：应为 1 开头的 11 位中国内地手机号",
        en: "that is not a mainland mobile number: 11 digits beginning with 1")
    }
  }
}

extension PersonFault.IDNumberProblem {
  var message: Bilingual {
    switch self {
    case .shape:
      Bilingual(
        zh: "身份证号不正确：应为 17 位数字加 1 位校验码（数字或 X）",
        en: "that is not an identity number: 17 digits and a check character (a digit or X)")
    case .division:
      Bilingual(zh: "身份证号不正确：前两位不是有效的地区代码", en: "that identity number begins with no known division")
    case .date:
      Bilingual(zh: "身份证号不正确：其中的出生日期不存在", en: "that identity number holds a birth date that does not exist")
    case .checkDigit:
      Bilingual(
        zh: "身份证号不正确：校验码不符，请核对每一位", en: "that identity number's check character does not fit: look at each digit again")
    }
  }
}

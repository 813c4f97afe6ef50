import Text

/// The texts of SMS, in both languages at once, as a phone's language is not known. They contain as little as possible.
enum MessageText {
  static func code(_ code: String, for purpose: CodePurpose, minutes: Int64) -> String {
    """
    【查卡】\(purpose.name.zh)验证码 \(code)，\(minutes) 分钟内有效。索要验证码的都是诈骗，切勿告诉任何人。\
    [Chaka] \(code) is your code (\(purpose.name.en)), valid for \(minutes) minutes. Tell nobody.
    """
  }

  static let reportReady = """
    【查卡】您的报告已生成，请用支付密码打开，保留 7 天。勿将结果告诉他人。\
    [Chaka] Your report is ready. Open it with your payment password within 7 days. Show it to nobody.
    """

  static let queryFailed = """
    【查卡】您的查询没有得到银行答复，未生成报告，可以重新申请。\
    [Chaka] No bank answered your query, so there is no report. You may apply again.
    """

  static let queryAltered = """
    【查卡】您的查询记录有异常，查询已终止，未生成报告，可以重新申请。\
    [Chaka] The record of your query is damaged; it ended without a report. You may apply again.
    """

  static let phoneChanged = """
    【查卡】您的账户已改用另一个手机号，本号码不能再登录。若不是您本人操作，请立即凭姓名、身份证号和人脸核验改回。\
    [Chaka] Your account now uses another phone number. If this was not you, change it back at once with your name, identity \
    number and face.
    """

  /// The code in a message, if it has one.
  static func code(in text: String) -> String? {
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if digits.count == 6 { return digits }
        digits = ""
      }
    }
    return nil
  }
}

/// The purpose of an SMS code.
public enum CodePurpose: String, Sendable {
  case register
  case login
  case move
  case changePhone = "change-phone"
  case password
  case apply

  var name: Bilingual {
    switch self {
    case .register: Bilingual(zh: "注册", en: "to register")
    case .login: Bilingual(zh: "登录", en: "to sign in")
    case .move: Bilingual(zh: "更改地区", en: "to change your region")
    case .changePhone: Bilingual(zh: "更换手机号", en: "to change your phone number")
    case .password: Bilingual(zh: "重设支付密码", en: "to reset your payment password")
    case .apply: Bilingual(zh: "授权查卡", en: "to authorise a card check")
    }
  }
}

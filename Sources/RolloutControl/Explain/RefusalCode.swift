import Text

/// The codes of a refusal that are not the gate's, with texts for operators that contain no facts of the person's.
public enum RefusalCode: String, Sendable, CaseIterable {
  case notLoggedIn = "not_logged_in"
  case queryInProgress = "query_in_progress"
  case tooEarly = "too_early"
  case noBankChosen = "no_bank_chosen"
  case busy
  case consentMissing = "consent_missing"
  case checkLocked = "check_locked"
  case faceCheckFailed = "face_check_failed"
  case codeWrong = "code_wrong"
  case codeExpired = "code_expired"
  case codeLocked = "code_locked"
  case banksChanged = "banks_changed"
  case agreementChanged = "agreement_changed"

  public var message: Bilingual {
    switch self {
    case .notLoggedIn: Bilingual(zh: "没有登录", en: "not signed in")
    case .queryInProgress:
      Bilingual(zh: "已有查询在进行，出报告后才能再申请", en: "a query was in progress; the next one comes after its report")
    case .tooEarly:
      Bilingual(zh: "距上次报告生成不足 7 天", en: "less than 7 days had passed since the latest report")
    case .noBankChosen: Bilingual(zh: "没有选银行，或没有可选的银行", en: "no bank was chosen, or none could be")
    case .busy:
      Bilingual(
        zh: "排队的人太多，24 小时内轮不到", en: "too many people were waiting to be asked within 24 hours")
    case .consentMissing: Bilingual(zh: "没有同意《查卡授权书》", en: "the authorisation agreement was not accepted")
    case .checkLocked: Bilingual(zh: "实名和人脸核验次数过多", en: "too many identity and face checks")
    case .faceCheckFailed: Bilingual(zh: "人脸核验未通过", en: "the face check failed")
    case .codeWrong: Bilingual(zh: "验证码不对", en: "the SMS code was wrong")
    case .codeExpired: Bilingual(zh: "验证码已失效", en: "the SMS code had expired")
    case .banksChanged:
      Bilingual(zh: "获取验证码之后，可查询的银行有变化", en: "the banks had changed since the code was sent")
    case .agreementChanged:
      Bilingual(zh: "获取验证码之后，《查卡授权书》有更新", en: "the authorisation agreement had changed since the code was sent")
    case .codeLocked: Bilingual(zh: "验证码输错或获取的次数过多", en: "too many SMS codes were sent or tried")
    }
  }
}

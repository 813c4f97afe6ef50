import Text

/// The subject of a sealed row. The raw values begin the objects of audit records.
public enum RowKind: String, Sendable, CaseIterable {
  case person
  case session
  case code
  case query
  case enquiry
  case kept
  case message
  case delivered
  case bank
  case certification
  case maintenance

  /// The kind as it stands in a sentence: `rows about ... were altered`.
  public var name: Bilingual {
    switch self {
    case .person: Bilingual(zh: "查卡人", en: "people")
    case .session: Bilingual(zh: "登录", en: "sessions")
    case .code: Bilingual(zh: "短信验证码", en: "SMS codes")
    case .query: Bilingual(zh: "查询", en: "queries")
    case .enquiry: Bilingual(zh: "向银行的询问", en: "enquiries")
    case .kept: Bilingual(zh: "报告内容", en: "report contents")
    case .message: Bilingual(zh: "待发短信", en: "SMS waiting")
    case .delivered: Bilingual(zh: "沙箱中已送达的短信", en: "SMS delivered in the sandbox")
    case .bank: Bilingual(zh: "银行的接口地址和密钥", en: "banks' endpoints and keys")
    case .certification: Bilingual(zh: "银行的认证", en: "banks' certifications")
    case .maintenance: Bilingual(zh: "银行的维护", en: "banks' maintenance periods")
    }
  }
}

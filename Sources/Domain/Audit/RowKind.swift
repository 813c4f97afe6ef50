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
    case .person: Bilingual(zh: "登记人", en: "registered people")
    case .session: Bilingual(zh: "登录", en: "sessions")
    case .code: Bilingual(zh: "短信验证码", en: "SMS codes")
    case .query: Bilingual(zh: "查询", en: "queries")
    case .enquiry: Bilingual(zh: "向银行的询问", en: "enquiries")
    case .kept: Bilingual(zh: "为报告保存的内容", en: "what is kept for reports")
    case .message: Bilingual(zh: "待发短信", en: "SMS to be sent")
    case .delivered: Bilingual(zh: "沙箱已送达的短信", en: "SMS delivered in the sandbox")
    case .bank: Bilingual(zh: "银行的接口与密钥", en: "banks' endpoints and keys")
    case .certification: Bilingual(zh: "银行的认证", en: "banks' certifications")
    case .maintenance: Bilingual(zh: "银行的维护时段", en: "banks' maintenances")
    }
  }
}

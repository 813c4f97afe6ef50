import Text

/// The meaning of an enquiry's code, for people; a code that a bank made up is given as the bank's.
public enum EnquiryNote {
  public static func text(_ code: String) -> Bilingual {
    texts[code] ?? Bilingual(zh: "银行给出的代码：\(code)", en: "the bank gave the code \(code)")
  }

  private static let ours = Bilingual(
    zh: "暂时无法询问这家银行，稍后再问", en: "the bank cannot be asked just now; it will be asked later")

  /// The note for every breach of the protocol: details are for operators and the bank, not for the person.
  private static let unreadable = Bilingual(
    zh: "银行的答复格式有误，无法采用", en: "the bank's answer has the wrong format and cannot be used")

  private static let texts: [String: Bilingual] = [
    "bank_timed_out": Bilingual(zh: "银行没有及时回应，稍后再问", en: "the bank did not answer in time; it will be asked again"),
    "bank_unreachable": Bilingual(zh: "连不上银行，稍后再问", en: "the bank cannot be reached; it will be asked again"),
    "bank_throttled": Bilingual(zh: "银行正忙，稍后再问", en: "the bank is busy; it will be asked again"),
    "bank_unavailable": Bilingual(zh: "银行系统暂不可用，稍后再问", en: "the bank is unavailable; it will be asked again"),
    "bank_refused": Bilingual(zh: "银行拒绝了这次询问", en: "the bank refused the enquiry"),
    "bank_refused_together": Bilingual(
      zh: "银行没有接收这次询问，稍后再问", en: "the bank did not take the enquiry; it will be asked again"),
    "no_reply": Bilingual(zh: "银行漏了这一笔，稍后再问", en: "the bank left this enquiry out; it will be asked again"),
    "forgotten": Bilingual(zh: "银行找不到这一笔，稍后再问", en: "the bank has lost the enquiry; it will be asked again"),
    "no_endpoint": ours,
    "bad_url": ours, "https_required": ours, "private_address": ours, "key_missing": ours, "certificate_missing": ours,
    "certificate_unusable": ours,
    "no_answer": Bilingual(zh: "银行在 24 小时内没有答复", en: "the bank did not answer within 24 hours"),
    "bank_not_connected": Bilingual(zh: "该银行已退出", en: "the bank has left the service"),
    "cancelled": Bilingual(zh: "您取消了查询", en: "you cancelled the query"),
    "not_json": unreadable,
    "bad_shape": unreadable,
    "too_deep": unreadable,
    "bad_key": unreadable,
    "answer_too_large": unreadable,
    "unsealed_answer": unreadable,
    "unpadded_answer": unreadable,
    "ephemeral_key_reused": unreadable,
    "unexpected_field": unreadable,
    "details_unreadable": Bilingual(
      zh: "无法读取您的注册信息，没有询问银行", en: "your details could not be read, so the bank was not asked"),
    "record_altered": Bilingual(
      zh: "查询记录异常，查询已终止", en: "the record of the query is damaged, so the query was ended"),
    "identity_mismatch": Bilingual(zh: "银行登记的姓名与您的不一致", en: "the bank has another name for you"),
    "unspecified": Bilingual(zh: "银行没有说明原因", en: "the bank gave no reason"),
  ]
}

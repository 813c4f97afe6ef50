import Text

/// What an enquiry's code means, for people; a code that a bank made up stands as it is.
public enum EnquiryNote {
  public static func text(_ code: String) -> Bilingual { texts[code] ?? Bilingual(zh: code, en: code) }

  private static let ours = Bilingual(
    zh: "查卡系统暂时无法询问该银行，会再问", en: "Chaka cannot ask the bank just now; it is asked later")

  private static let texts: [String: Bilingual] = [
    "bank_timed_out": Bilingual(zh: "银行没有及时回应，会再问", en: "the bank did not answer in time; it is asked again"),
    "bank_unreachable": Bilingual(zh: "连不上银行，会再问", en: "the bank cannot be reached; it is asked again"),
    "bank_throttled": Bilingual(zh: "银行要求稍后再问", en: "the bank wants to be asked later"),
    "bank_unavailable": Bilingual(zh: "银行系统暂不可用，会再问", en: "the bank is unavailable; it is asked again"),
    "bank_refused": Bilingual(zh: "银行拒绝了询问", en: "the bank refused the question"),
    "bank_refused_together": Bilingual(
      zh: "银行拒绝了同一批的询问，会单独再问", en: "the bank refused a batch that this one was in; it is asked again by itself"),
    "no_reply": Bilingual(zh: "银行漏了这一笔，会再问", en: "the bank left this one out; it is asked again"),
    "forgotten": Bilingual(zh: "银行丢失了这一笔，会再问", en: "the bank no longer knew this one; it is asked again"),
    "no_endpoint": Bilingual(zh: "银行的接口还没有配置", en: "the bank has no endpoint yet"),
    "bad_url": ours, "https_required": ours, "private_address": ours, "key_missing": ours, "certificate_missing": ours,
    "certificate_unusable": ours,
    "no_answer": Bilingual(zh: "银行到期没有答复", en: "the bank did not answer before the deadline"),
    "bank_not_connected": Bilingual(zh: "银行已断开接入", en: "the bank was disconnected"),
    "cancelled": Bilingual(zh: "您取消了查询", en: "you cancelled the query"),
    "not_json": Bilingual(zh: "银行的答复无法读取", en: "the bank's reply cannot be read"),
    "bad_shape": Bilingual(zh: "银行的答复不合规范", en: "the bank's reply has a wrong shape"),
    "too_deep": Bilingual(zh: "银行的答复不合规范", en: "the bank's reply has a wrong shape"),
    "bad_key": Bilingual(zh: "银行的公钥不合规范", en: "the bank's key has a wrong shape"),
    "answer_too_large": Bilingual(zh: "银行的答复过大", en: "the bank's reply is too large"),
    "unsealed_answer": Bilingual(zh: "银行的答复没有加密", en: "the bank's answer was not sealed"),
    "unpadded_answer": Bilingual(zh: "银行的答复没有补齐", en: "the bank's answer was not padded"),
    "ephemeral_key_reused": Bilingual(
      zh: "银行的答复重复使用了加密密钥", en: "the bank used an encryption key twice"),
    "unexpected_field": Bilingual(zh: "银行的答复不合规范", en: "the bank's reply has a wrong shape"),
    "details_unreadable": Bilingual(
      zh: "您的登记信息无法读取，没有询问银行", en: "your details could not be read; the bank was not asked"),
    "record_altered": Bilingual(
      zh: "查询记录有异常，查询已终止", en: "something is wrong with the record of the query, so it was ended"),
    "identity_mismatch": Bilingual(zh: "银行登记的姓名与您的不符", en: "the bank knows another name for this identity number"),
    "unspecified": Bilingual(zh: "银行没有说明原因", en: "the bank gave no reason"),
  ]
}

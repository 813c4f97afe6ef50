import Text

/// A reason for which an answer counts as failed and none of it is displayed (rule 5). Holds nothing of the content.
public enum AnswerFault: Fault, Equatable {
  /// The answer is readable as it came, or does not open with this key for this enquiry, bank and consent.
  case unsealed
  /// The size or the filling is not that of a padded answer.
  case unpadded
  case tooLarge
  /// A card's digits are more than four and four.
  case fullCardNumber
  case otherBank
  case otherEnquiry
  case badShape
  /// Another answer came under the same ephemeral key.
  case reusedKey

  public var code: String {
    switch self {
    case .unsealed: "unsealed_answer"
    case .unpadded: "unpadded_answer"
    case .tooLarge: "answer_too_large"
    case .fullCardNumber: "full_card_number"
    case .otherBank: "other_bank"
    case .otherEnquiry: "other_enquiry"
    case .badShape: "bad_shape"
    case .reusedKey: "ephemeral_key_reused"
    }
  }

  public var kind: FaultKind { .refused }

  public var message: Bilingual {
    switch self {
    case .unsealed: Bilingual(zh: "银行的答复未按要求加密", en: "the bank's answer is not sealed as required")
    case .unpadded: Bilingual(zh: "银行的答复未按规定长度填充", en: "the bank's answer is not padded as required")
    case .tooLarge: Bilingual(zh: "银行的答复过大", en: "the bank's answer is too large")
    case .fullCardNumber: Bilingual(zh: "银行的答复含有完整卡号", en: "the bank's answer contains a full card number")
    case .otherBank: Bilingual(zh: "答复属于另一家银行", en: "the answer is another bank's")
    case .otherEnquiry: Bilingual(zh: "答复属于另一次询问", en: "the answer is for another enquiry")
    case .badShape: Bilingual(zh: "银行的答复格式有误", en: "the bank's answer has the wrong format")
    case .reusedKey:
      Bilingual(zh: "银行用同一个临时密钥加密了不同的答复", en: "the bank sealed two answers under one ephemeral key")
    }
  }
}

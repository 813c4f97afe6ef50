import Text

/// The time limits of a bank's answers during certification. The limits are printed with the result, so that everybody
/// knows the measure for a bank that is slow, or works overnight.
public struct CertificationLimits: Sendable, Equatable {
  /// Seconds for one exchange, as in real operation.
  public var exchangeSeconds: Int
  /// Seconds from accepting an enquiry for later to its answer.
  public var answerSeconds: Int
  /// Seconds for one check with all its exchanges, waiting for late answers left aside.
  public var checkSeconds: Int
  /// Seconds for 95 of 100 requests of one enquiry.
  public var paceSeconds: Int

  public init(exchangeSeconds: Int = 10, answerSeconds: Int = 60, checkSeconds: Int = 120, paceSeconds: Int = 5) {
    self.exchangeSeconds = exchangeSeconds
    self.answerSeconds = answerSeconds
    self.checkSeconds = checkSeconds
    self.paceSeconds = paceSeconds
  }

  public func seconds(_ limit: CertificationLimit) -> Int {
    switch limit {
    case .exchange: exchangeSeconds
    case .answer: answerSeconds
    case .check: checkSeconds
    case .pace: paceSeconds
    }
  }

  public var text: Bilingual {
    let all = CertificationLimit.allCases.map { ($0.name, seconds($0)) }
    return Bilingual(
      zh: all.map { "\($0.0.zh) \($0.1) 秒" }.joined(separator: "，"),
      en: all.map { "\($0.0.en) \($0.1) s" }.joined(separator: ", "))
  }
}

/// One of the limits.
public enum CertificationLimit: String, Sendable, Equatable, CaseIterable {
  case exchange, answer, check, pace

  public var name: Bilingual {
    switch self {
    case .exchange: Bilingual(zh: "单次往返", en: "one exchange")
    case .answer: Bilingual(zh: "迟到的答复", en: "late answer")
    case .check: Bilingual(zh: "单项检查", en: "one check")
    case .pace: Bilingual(zh: "负载检查", en: "load check")
    }
  }
}

extension CertificationLimits {
  var json: JSONValue {
    [
      "exchangeSeconds": JSONValue(exchangeSeconds), "answerSeconds": JSONValue(answerSeconds),
      "checkSeconds": JSONValue(checkSeconds), "paceSeconds": JSONValue(paceSeconds),
    ]
  }

  init?(json: JSONValue) {
    guard case .integer(let exchange)? = json["exchangeSeconds"], case .integer(let answer)? = json["answerSeconds"],
      case .integer(let check)? = json["checkSeconds"], case .integer(let pace)? = json["paceSeconds"]
    else { return nil }
    self.init(
      exchangeSeconds: Int(exchange), answerSeconds: Int(answer), checkSeconds: Int(check), paceSeconds: Int(pace))
  }
}

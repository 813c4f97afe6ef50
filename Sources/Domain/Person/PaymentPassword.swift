import Text

/// The six digits that open a person's reports: no runs, no repetitions, and none of the person's own dates and
/// numbers (docs/contract.md, "The payment password").
public struct PaymentPassword: Sendable, Equatable {
  public let text: String

  /// Throws the first reason for which the password is easy to guess.
  public init(_ text: String, idNumber: IdentityNumber, phone: PhoneNumber) throws(PaymentPasswordFault) {
    guard let text = try? EnteredPassword(text).text else { throw .shape }
    let digits = Array(text.utf8)
    if Self.isRun(digits) { throw .run }
    if Self.isRepetition(digits) { throw .repetition }
    if Self.dates(of: idNumber.birthDay).contains(text) { throw .ownDate }
    if idNumber.text.contains(text) || phone.text.contains(text) { throw .ownNumber }
    self.text = text
  }

  /// Whether each digit is one above the last, or each one below; 0 follows 9.
  private static func isRun(_ digits: [UInt8]) -> Bool {
    let steps = Set(zip(digits, digits.dropFirst()).map { (Int($1) - Int($0) + 10) % 10 })
    return steps == [1] || steps == [9]
  }

  /// Whether one, two or three digits are repeated (`111111`, `121212`, `123123`), or each digit comes two or three
  /// times in a row (`112233`, `111222`).
  private static func isRepetition(_ digits: [UInt8]) -> Bool {
    let isPeriodic = (1...3).contains { period in
      digits.indices.dropFirst(period).allSatisfy { digits[$0] == digits[$0 - period] }
    }
    let isDoubled = (2...3).contains { width in digits.indices.allSatisfy { digits[$0] == digits[$0 / width * width] } }
    return isPeriodic || isDoubled
  }

  /// The spellings of a day in six digits.
  private static func dates(of day: CalendarDay) -> [String] {
    let digits = day.digits
    let year = String(digits.prefix(4))
    let (short, month) = (String(year.suffix(2)), String(digits.dropFirst(4).prefix(2)))
    let dayOfMonth = String(digits.suffix(2))
    let orders: [[String]] = [
      [short, month, dayOfMonth], [year, month], [month, dayOfMonth, short], [dayOfMonth, month, short], [month, year],
    ]
    return orders.map { $0.joined() }
  }
}

extension PaymentPassword: CustomStringConvertible, CustomReflectable {
  /// The name of the type, never the digits.
  public var description: String { "PaymentPassword" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A payment password is refused (code `weak_password`). Never holds the password.
public enum PaymentPasswordFault: String, Fault, Equatable {
  case shape
  case run
  case repetition
  case ownDate = "own_date"
  case ownNumber = "own_number"

  public var code: String { "weak_password" }
  public var kind: FaultKind { .refused }
  public var facts: [JSONValue.Member] { [.init("problem", .string(rawValue))] }

  public var message: Bilingual {
    switch self {
    case .shape: Bilingual(zh: "支付密码应为 6 位数字", en: "a payment password has 6 digits")
    case .run:
      Bilingual(
        zh: "支付密码太容易猜，请不要用连续的数字", en: "this password is easy to guess: do not use consecutive digits")
    case .repetition:
      Bilingual(
        zh: "支付密码太容易猜，请不要用重复的数字", en: "this password is easy to guess: do not repeat digits")
    case .ownDate:
      Bilingual(zh: "支付密码太容易猜，请不要用自己的生日", en: "this password is easy to guess: do not use your birthday")
    case .ownNumber:
      Bilingual(
        zh: "支付密码太容易猜，请不要用手机号或身份证号里的数字",
        en: "this password is easy to guess: do not use digits of your phone or identity number")
    }
  }
}

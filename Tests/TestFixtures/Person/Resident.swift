import Domain

/// A person of the tests, in the form in which people write their details.
public struct Resident: Sendable {
  public var name = "张三"
  public var idNumber = "11010519491231002X"
  public var phone = "13800138264"
  public var password = "482913"

  public init(
    name: String = "张三", idNumber: String = "11010519491231002X", phone: String = "13800138264",
    password: String = "482913"
  ) {
    self.name = name
    self.idNumber = idNumber
    self.phone = phone
    self.password = password
  }

  public static let zhang = Resident()
  public static let li = Resident(
    name: "李四", idNumber: "440524198001020019", phone: "13900139753", password: "730516")

  /// A person different from those of all other numbers below a thousand.
  public static func numbered(_ number: Int) -> Resident {
    Resident(
      name: "王五", idNumber: IdentityNumber.completing("11010519700101" + threeDigits(number)),
      phone: "13700\(500_000 + number * 37)")
  }

  private static func threeDigits(_ number: Int) -> String { String(String(1_000 + number).suffix(3)) }

  public func phoneNumber() throws -> PhoneNumber { try PhoneNumber(phone) }

  public func paymentPassword() throws -> PaymentPassword {
    try PaymentPassword(password, idNumber: IdentityNumber(idNumber), phone: PhoneNumber(phone))
  }
}

extension IdentityNumber {
  /// Seventeen digits with their check character (ISO 7064 MOD 11-2).
  public static func completing(_ digits: some StringProtocol) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return String(digits) + String(Array("10X98765432")[sum % 11])
  }
}

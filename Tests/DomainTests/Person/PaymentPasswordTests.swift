import Domain
import Testing

@Suite("A payment password")
struct PaymentPasswordTests {
  /// The password of a person born on 1949-12-31.
  private static func password(_ text: String) throws -> PaymentPassword {
    try PaymentPassword(text, idNumber: IdentityNumber("11010519491231002X"), phone: PhoneNumber("13800138264"))
  }

  @Test("is taken when nobody can guess it", arguments: ["482913", "135790", "258036", "100200", "111112", "123654"])
  func taken(_ text: String) throws {
    #expect(try Self.password(text).text == text)
  }

  @Test(
    "is refused with the reason when it is easy to guess",
    arguments: [
      ("", PaymentPasswordFault.shape), ("12345", .shape), ("1234567", .shape), ("12a456", .shape), ("１２３４５６", .shape),
      ("48 913", .shape), ("-48291", .shape),
      ("123456", .run), ("654321", .run), ("789012", .run), ("210987", .run),
      ("111111", .repetition), ("000000", .repetition), ("121212", .repetition), ("123123", .repetition),
      ("112233", .repetition), ("111222", .repetition),
      ("491231", .ownDate), ("194912", .ownDate), ("123149", .ownDate), ("311249", .ownDate), ("121949", .ownDate),
      ("949123", .ownNumber), ("231002", .ownNumber), ("110105", .ownNumber),
      ("138001", .ownNumber), ("138264", .ownNumber), ("001382", .ownNumber),
    ])
  func refused(_ text: String, _ fault: PaymentPasswordFault) {
    #expect(throws: fault) { try Self.password(text) }
  }

  @Test("is never in a description")
  func hidden() throws {
    let password = try Self.password("482913")
    #expect(!"\(password)".contains("482913"))
    var dumped = ""
    dump(password, to: &dumped)
    #expect(!dumped.contains("482913"))
  }

  @Test("says why it is refused without saying it, in both languages")
  func messages() {
    for fault in [PaymentPasswordFault.shape, .run, .repetition, .ownDate, .ownNumber] {
      #expect(fault.code == "weak_password" && fault.kind == .refused)
      #expect(fault.message.zh != fault.message.en)
    }
  }
}

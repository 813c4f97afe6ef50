import BankLink
import Foundation
import Testing

@testable import Conformance

@Suite("A person is found in what a bank says in clear")
struct ClearTextTests {
  private static let person = TestPeople.both

  @Test(
    "however the number is written",
    arguments: [
      "110000190001010012", "1 1 0 0 0 0 1 9 0 0 0 1 0 1 0 0 1 2", "110000-19000101-0012", "110000********0012",
      "110xxxxxxxxxxx0012", "１１００００１９０００１０１００１２", "130-0000-0001", "+86 130 0000 0001", "130****0001",
      "6231120000001101",
      "6231 **** **** 1101", "6231-0000-0000-1101", "6231…1101", "测试一", "测 试 一", "%E6%B5%8B%E8%AF%95%E4%B8%80",
    ])
  func found(text: String) {
    #expect(ClearText(body: Data(text.utf8)).mentions([Self.person]))
    #expect(ClearText(fields: [Field("x-request-id", text)]).mentions([Self.person]))
  }

  @Test("also where the body writes it in escapes of JSON")
  func escaped() {
    let body = Data(#"{"message":"\u6d4b\u8bd5\u4e00"}"#.utf8)
    #expect(ClearText(body: body).mentions([Self.person]))
  }

  @Test(
    "and nobody is where nobody is named",
    arguments: [
      "6231aaaa-0000-4000-8000-00001101aaaa", "110000190001010020", "130", "6231 and 1101", "2026-11-27T19:00:00+08:00",
      "enquiry 6f1d6231-1101-4c1e-9d50-110000130000: expired", "1764268800123", "",
    ])
  func notFound(text: String) { #expect(!ClearText(body: Data(text.utf8)).mentions([Self.person])) }

  @Test("and not in what a signature is made of")
  func technical() {
    #expect(!ClearText(fields: [Field("signature", "chaka=:6231000000001101:")]).mentions([Self.person]))
  }
}

import Testing

@testable import BankLink

struct AddressRuleTests {
  @Test(
    "An address is public only outside the private, local, shared and reserved ranges",
    arguments: [
      ([8, 8, 8, 8], true), ([1, 1, 1, 1], true), ([172, 15, 0, 1], true), ([172, 32, 0, 1], true),
      ([100, 63, 0, 1], true), ([192, 0, 1, 1], true), ([0, 1, 2, 3], false), ([10, 0, 0, 1], false),
      ([127, 0, 0, 1], false), ([169, 254, 169, 254], false), ([172, 16, 0, 1], false), ([172, 31, 255, 255], false),
      ([192, 168, 1, 1], false), ([192, 0, 0, 8], false), ([198, 18, 0, 1], false), ([100, 64, 0, 1], false),
      ([224, 0, 0, 1], false), ([255, 255, 255, 255], false),
    ] as [([UInt8], Bool)])
  func four(address: [UInt8], isPublic: Bool) {
    #expect(AddressRule.isPublic(address) == isPublic)
    let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + address
    #expect(AddressRule.isPublic(mapped) == isPublic, "the same address written as IPv6")
  }

  @Test(
    "Of IPv6 only global unicast is public",
    arguments: [
      ([0x24, 0x08] + [UInt8](repeating: 1, count: 14), true), ([UInt8](repeating: 0, count: 15) + [1], false),
      ([UInt8](repeating: 0, count: 16), false), ([0xfc] + [UInt8](repeating: 0, count: 15), false),
      ([0xfe, 0x80] + [UInt8](repeating: 0, count: 14), false),
      ([0xff, 0x02] + [UInt8](repeating: 0, count: 14), false),
      ([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 1], false), ([1, 2, 3], false),
    ] as [([UInt8], Bool)])
  func six(address: [UInt8], isPublic: Bool) { #expect(AddressRule.isPublic(address) == isPublic) }

  @Test("An address is written as a URL or an override takes it")
  func writing() {
    #expect(AddressRule.text([127, 0, 0, 1]) == "127.0.0.1")
    #expect(AddressRule.text([UInt8](repeating: 0, count: 15) + [1]) == "0:0:0:0:0:0:0:1")
  }
}

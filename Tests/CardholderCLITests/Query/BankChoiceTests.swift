import Domain
import Program
import Registry
import Testing

@testable import CardholderCLI

struct BankChoiceTests {
  let catalogue: Catalogue

  init() throws { catalogue = .bundled }

  private func read(_ names: String...) throws -> [String] {
    try BankChoice.read(names, catalogue: catalogue).map(\.text)
  }

  @Test func `names, codes, lists and groups are understood`() throws {
    #expect(try read("工行", "ABC") == ["icbc", "abc"])
    #expect(try read("boc,ccb", "招商银行、cgb") == ["boc", "ccb", "cmb", "cgb"])
    #expect(try read("national-17").count == 17)
    #expect(try read() == [])
  }

  @Test func `unknown and repeated ones are not`() {
    #expect(throws: NameFault.self) { try read("nobank") }
    #expect(throws: NameFault.self) { try read("上海") }
    #expect(throws: UsageFault.self) { try read("icbc", "工行") }
    #expect(throws: UsageFault.self) { try read("national-14", "icbc") }
  }
}

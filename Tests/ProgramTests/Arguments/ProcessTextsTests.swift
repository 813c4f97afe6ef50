import Testing

@testable import Program

struct ProcessTextsTests {
  private static let broken: [[UInt8]] = [
    [0xff], [0xc3], [0x61, 0x80], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf4, 0x90, 0x80, 0x80],
  ]

  @Test(arguments: broken) func `an argument that is no text is refused by its place`(bytes: [UInt8]) {
    let fault = #expect(throws: UsageFault.self) {
      try ProcessTexts(arguments: [Array("-c".utf8), bytes], environment: [])
    }
    #expect(fault?.kind == .usage && fault?.code == "usage" && fault?.message.en.contains("argument 2") == true)
  }

  @Test(arguments: ["CHAKA_DATABASE", "XDG_STATE_HOME", "HOME", "LC_ALL"])
  func `so is a variable that the programs go by`(name: String) {
    for bytes in Self.broken {
      let fault = #expect(throws: UsageFault.self) {
        try ProcessTexts(arguments: [], environment: [Array("\(name)=".utf8) + bytes])
      }
      #expect(fault?.message.zh.contains(name) == true)
    }
  }

  @Test func `any other is kept as what no script takes, and texts are as they are`() throws {
    let texts = try ProcessTexts(
      arguments: [Array("张三".utf8)], environment: [Array("A=b=c".utf8), Array("X=".utf8) + [0xff], Array("=odd".utf8)])
    #expect(texts.arguments == ["张三"])
    #expect(texts.environment == ["A": "b=c", "X": "\u{fffd}"])
  }
}

import Domain
import Testing

@testable import CardholderCLI
@testable import Program

struct GuidedVisitTests {
  private static let answers = [
    "", "2", "王五五", "123", "440106199003071231", "12", "13900139264", "火星", "广东", "900307", "739184", "739185",
    "739184", "739184", "000000",
  ]

  @Test func `each step asks again until the answer can be meant`() async throws {
    let sandbox = try Sandbox()
    let dialogue = ScriptedDialogue(Self.answers)
    try await Program.$language.withValue(.zh) {
      try await Visit.during(sandbox.context(language: .zh, isTerminal: true), PersonOptions.parse([])) { open in
        let visit = Visit(
          context: open.context, live: open.live, session: sandbox.session, channel: .app, dialogue: dialogue)
        // The answers end, as with Ctrl-D, before there was a right code.
        await #expect(throws: CancellationError.self) { try await GuidedVisit(visit: visit).run() }
      }
    }
    #expect(dialogue.isSpent && dialogue.said.last == "短信验证码：")
    let expected = [
      "第 1 步  查卡须知", "第 2 步  注册或登录", "身份证号不正确", "手机号不正确", "没有名为“火星”的地区", "不要用自己的生日",
      "两次输入不一致", "验证码已发到您的手机", "还可试 4 次",
    ]
    for words in expected { #expect(dialogue.said.contains { $0.contains(words) }, "\(words)") }
  }

  @Test func `whoever is signed in where nothing is open is told so`() async throws {
    let sandbox = try Sandbox()
    try await sandbox.signUp()
    let dialogue = ScriptedDialogue([""])
    try await Program.$language.withValue(.en) {
      try await Visit.during(sandbox.context(isTerminal: true), PersonOptions.parse([])) { open in
        let visit = Visit(
          context: open.context, live: open.live, session: sandbox.session, channel: .app, dialogue: dialogue)
        try await GuidedVisit(visit: visit).run()
      }
    }
    #expect(dialogue.said.last?.contains("You cannot apply at the moment") == true)
  }
}

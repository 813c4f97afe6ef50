import Domain
import QueryEngine
import Testing
import Text

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
          context: open.context, desk: open.desk, session: sandbox.session, channel: .app, dialogue: dialogue)
        // The answers end, as with Ctrl-D, before there was a right code.
        await #expect(throws: CancellationError.self) { try await GuidedVisit(visit: visit).run() }
      }
    }
    #expect(dialogue.isSpent && dialogue.said.last == "短信验证码：")
    let expected = [
      "第 1 步  查卡须知", "第 2 步  注册或登录", "身份证号不正确", "手机号不正确", "没有地区“火星”：请填省、自治区或直辖市，如 新疆。", "不要用自己的生日",
      "两次输入的密码不一致", "验证码已发送到 139****9264，5 分钟内有效", "还可以输 4 次：没收到",
    ]
    for words in expected { #expect(dialogue.said.contains { $0.contains(words) }, "\(words)") }
  }

  private static let phone = "13900139264"

  /// Strangers have had all the codes sent that the phone can be sent in a day.
  private static func useUp(_ visit: Visit) async throws {
    for _ in 0..<10 {
      await #expect(throws: CardholderFault.self) {
        try await visit.desk.of(.new()).login(phone: PhoneNumber(phone), code: nil, face: .given, identity: nil)
      }
    }
  }

  private static func guided(_ sandbox: Sandbox, _ answers: [String]) async throws -> ScriptedDialogue {
    let dialogue = ScriptedDialogue(answers)
    try await Program.$language.withValue(.zh) {
      try await Visit.during(sandbox.context(language: .zh, isTerminal: true), PersonOptions.parse([])) { open in
        let visit = Visit(
          context: open.context, desk: open.desk, session: sandbox.session, channel: .app, dialogue: dialogue)
        try await useUp(visit)
        await #expect(throws: CancellationError.self) { try await GuidedVisit(visit: visit).run() }
      }
    }
    return dialogue
  }

  @Test func `whoever registers is not kept from it by strangers: they show who they are`() async throws {
    let answers = ["", "２", "王五五", "440106199003071231", Self.phone, "广东", "739184", "739184"]
    let dialogue = try await Self.guided(try Sandbox(), answers)
    #expect(dialogue.isSpent && dialogue.said.last == "短信验证码：")
    #expect(dialogue.said.contains { $0.contains("核验您的身份和人脸后，仍会发送验证码") })
    #expect(dialogue.said.contains { $0.contains("验证码已发送到 139****9264") })
  }

  @Test func `whoever signs in is asked who they are instead`() async throws {
    let answers = ["", "1", Self.phone, "王五五", "440106199003071231"]
    let dialogue = try await Self.guided(try Sandbox(), answers)
    #expect(dialogue.isSpent && dialogue.said.last == "短信验证码：")
    #expect(dialogue.said.contains("姓名：") && dialogue.said.contains { $0.contains("验证码已发送到 139****9264") })
  }

  @Test func `off guided mode the message names the way`() async throws {
    let sandbox = try Sandbox()
    try await Visit.during(sandbox.context(), PersonOptions.parse([])) { try await Self.useUp($0) }
    func message(_ arguments: [String]) async throws -> String {
      do {
        try await sandbox.call(arguments)
        return ""
      } catch let fault as any Fault {
        #expect(fault.code == "code_locked")
        return fault.message.en + fault.message.zh
      }
    }
    let login = try await message(["login", "--phone", Self.phone])
    #expect(login.contains("--name and --id-number") && login.contains("--name 和 --id-number"))
    let register = try await message([
      "register", "--name", "王五五", "--id-number", "440106199003071231", "--phone", Self.phone, "--region", "广东",
      "--password-file", sandbox.file("739184"),
    ])
    #expect(register.contains("add --in-person") && register.contains("请加 --in-person"))
  }

  @Test func `whoever is signed in where nothing is open is told so`() async throws {
    let sandbox = try Sandbox()
    try await sandbox.signUp()
    let dialogue = ScriptedDialogue([""])
    try await Program.$language.withValue(.en) {
      try await Visit.during(sandbox.context(isTerminal: true), PersonOptions.parse([])) { open in
        let visit = Visit(
          context: open.context, desk: open.desk, session: sandbox.session, channel: .app, dialogue: dialogue)
        try await GuidedVisit(visit: visit).run()
      }
    }
    #expect(dialogue.said.last?.contains("You cannot apply at the moment") == true)
  }
}

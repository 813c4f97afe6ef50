import ArgumentParser
import Domain
import Program
import QueryEngine
import Text

struct Phone: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("phone", zh: "仅限沙箱：手机收到的短信，最新的在后", en: "sandbox only: the SMS a phone received, newest last")
  }

  @Option(help: ArgumentHelp(zh: "手机号", en: "mobile number", valueName: "phone"))
  var phone: String
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let messages = try await visit.desk.messages(to: PhoneNumber(phone))
      context.show(json: .array(messages.map(\.json)), table: Self.table(messages)) {
        messages.map { "\($0.sentAt.short)  \($0.text)\n" }.joined()
      }
    }
  }

  static func table(_ messages: [SandboxMessage]) -> Table {
    var table = Table([
      .init("phone", zh: "手机号", en: "phone"), .init("sentAt", zh: "时间", en: "sent"),
      .init("text", zh: "内容", en: "text"), .init("code", zh: "验证码", en: "code"),
    ])
    for message in messages {
      table.add([.init(message.phone.text), .init("\(message.sentAt)"), .init(message.text), .init(message.code ?? "")])
    }
    return table
  }
}

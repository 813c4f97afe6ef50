import Domain
import Text

/// `let`: holds from the next command on (`ScriptReader`).
struct Let: IdleCommand {
  let name: String
  let texts: [String]

  static let form = Form(
    "let", [.one(.variable), .some(.value)], zh: "设定变量，之后用 $NAME 引用", en: "set a variable, used as $NAME",
    details: Bilingual(
      zh: "$NAME 和 ${NAME} 在引号外和双引号内有效，单引号内无效；$env.NAME 是环境变量。未设定的变量被拒绝。多值变量在引号外展开为多个词。",
      en: """
        $NAME and ${NAME} are replaced outside quotes and in double quotes, not in single quotes; $env.NAME is an \
        environment variable. A variable that is not set is refused. Outside quotes, several values are several words.
        """),
    examples: ["let first 上海 云南", "let ticket \"OPS-17\""])

  static let needs = CommandNeeds.nothing
  static let canBeTakenBack = true

  func run(in context: CommandContext) -> Reply {
    Reply(confirmation: Bilingual(zh: "变量 $\(name) 已设定", en: "$\(name) is set"))
  }
}

extension Let {
  init(_ arguments: Arguments) throws {
    self.init(name: try arguments.variable(0), texts: arguments.operands.dropFirst().map(\.text))
  }

  init(_ arguments: Arguments, _ names: Binder) throws { try self.init(arguments) }
}

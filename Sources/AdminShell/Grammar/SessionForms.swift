import Text

/// Commands about the console itself.
extension Grammar {
  static let sessionForms: [Form] =
    scriptForms + [
      Form(
        "watch", [.one(.seconds), .some(.command)], zh: "每隔几秒重新执行一条查看命令，直到 Ctrl-C",
        en: "repeat a command that only looks every so many seconds, until Ctrl-C",
        details: Bilingual(
          zh: "在原处重画；TERM=dumb 时逐次打印。只在终端上可用。",
          en: "Redrawn in place, printed one below the other with TERM=dumb. On a terminal only."),
        examples: ["watch 5 show queue", "watch 10 show health | match icbc"]
      ) {
        .watch(
          seconds: try $0.number(0, .seconds), try ScriptReader.command(of: Array($0.operands.dropFirst())))
      },
      Form("help", [.any(.topic)], zh: "帮助", en: "help", examples: ["help", "help open region", "help names"]) {
        .help($0.operands)
      },
      Form("quit", zh: "离开", en: "leave", examples: ["quit"]) { _ in .quit },
      Form("exit", zh: "离开", en: "leave", examples: ["exit"]) { _ in .quit },
    ]

  private static let scriptForms: [Form] = [
    Form(
      "let", [.one(.variable), .some(.value)], zh: "设定变量，之后写 $NAME", en: "set a variable, written $NAME from then on",
      details: Bilingual(
        zh: "$NAME 和 ${NAME} 在引号外和双引号内有效，单引号内无效；$env.NAME 是环境变量。没有设定的变量被拒绝。有几个值的变量在引号外是几个词。",
        en: """
          $NAME and ${NAME} hold outside quotes and in double quotes, not in single ones; $env.NAME is the environment's. \
          One that is not set is refused. A variable of several values is several words outside quotes.
          """),
      examples: ["let first 上海 云南", "let ticket \"OPS-17\""]
    ) { .define(try $0.variable(0), $0.operands.dropFirst().map(\.text)) },
    Form(
      "include", [.one(.file)], zh: "在这里执行一个脚本文件", en: "do the commands of a file here",
      details: Bilingual(
        zh: "路径相对于写着 include 的文件。含 include 的脚本连同它包含的一切先整个读完、查完，有一处错误就一条也不执行。",
        en: """
          The path is relative to the file that says include. A script that includes others is read and checked whole, \
          with all it includes, before any of it is done: one error, and nothing is.
          """),
      examples: ["include second-pilot.chaka"]
    ) { .include($0.operands[0]) },
    Form(
      "begin", zh: "到 end 为止要么全做，要么全不做", en: "up to end all is done or nothing",
      details: Bilingual(
        zh: "先读完、查完再执行；有一条失败，候选版本回到 begin 之前。commit 和立即生效的命令只能是最后一条。",
        en: """
          All of it is read and checked first; when a command fails the candidate is what it was at begin. commit, and \
          what is in force at once, can only come last.
          """),
      examples: ["begin"]
    ) { _ in .begin },
    Form("end", zh: "执行 begin 之后的命令", en: "do what stands since begin", examples: ["end"]) { _ in .end },
  ]
}

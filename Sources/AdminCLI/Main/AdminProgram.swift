import AdminTerminal
import ArgumentParser
import Program
import Text

/// `chaka-admin`: the operators' console, and the commands that set a database up.
public struct AdminProgram: ContextCommand {
  static let name = "chaka-admin"

  public static let configuration = CommandConfiguration(
    name, zh: "运营控制台：在终端上交互使用，或执行脚本", en: "operators' console, interactive or for scripts",
    discussion: Bilingual(
      zh: "在终端上不带参数运行即进入控制台，输入 help 查看命令；否则从标准输入读取脚本。-f 和 -c 可以重复，按给出的顺序在一次会话中执行。",
      en: """
        On a terminal and without arguments this is the console; type help for commands. Otherwise a script is read from \
        standard input. -f and -c may be repeated and run in the order given, in one session.
        """),
    subcommands: [InitCommand.self, DoctorCommand.self])

  @OptionGroup public var global: GlobalOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(zh: "执行脚本文件；- 表示标准输入", en: "run a script; - is standard input", valueName: "file"),
    completion: .file())
  var file: [ScriptArgument] = []

  @Option(name: .shortAndLong, help: ArgumentHelp(zh: "执行一条命令", en: "run a command", valueName: "command"))
  var command: [ScriptArgument] = []

  @Flag(help: ArgumentHelp(zh: "只检查语法和名称，不打开数据库", en: "check syntax and names only, without a database"))
  var check = false

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(zh: "以该操作员身份执行（仅限沙箱）", en: "act as this operator (sandbox only)", valueName: "operator"))
  var pretendedOperator: String?

  @Option(
    help: ArgumentHelp(
      zh: "服务的套接字（默认 $CHAKA_SOCKET；没有指定数据库时为 \(ServiceAddress.installed)，如果存在）",
      en: """
        socket of the service (default: $CHAKA_SOCKET; without any database, \(ServiceAddress.installed) if it is there)
        """, valueName: "path"),
    completion: .file())
  var socket: String?

  public init() {}

  public func run(in context: ProgramContext) async throws {
    let (sources, isCheck, name) = (sources, check, pretendedOperator)
    let address = try ServiceAddress(context, socket: socket)
    try await MainActor.run {
      try AdminRun(context, at: address, pretendedOperator: name).run(sources, isCheck: isCheck)
    }
  }

  /// Files and commands in the order given.
  private var sources: [ScriptSource] {
    let files = file.map { ($0.order, ScriptSource.named($0.text)) }
    let commands = command.map { ($0.order, ScriptSource.command($0.text)) }
    return (files + commands).sorted { $0.0 < $1.0 }.map(\.1)
  }
}

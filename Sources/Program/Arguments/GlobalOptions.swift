import ArgumentParser
import Domain
import Text

/// The options that all programs share, accepted before and after a subcommand (docs/contract.md, "All programs").
///
/// Every command declares these options with `@OptionGroup`, which puts them into its completions; `Program.main` reads
/// them itself and passes them on as a `ProgramContext`.
public struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "数据库的路径（默认 $CHAKA_DATABASE，其次 $XDG_DATA_HOME/chaka/chaka.sqlite）",
      en: "path of the database (default: $CHAKA_DATABASE, then $XDG_DATA_HOME/chaka/chaka.sqlite)",
      valueName: "url"))
  public var database: String?

  @Option(
    help: ArgumentHelp(
      zh: "密钥目录：服务端密钥、日密钥、审计链头（默认 $CHAKA_SECRETS，其次 $XDG_CONFIG_HOME/chaka/secrets）",
      en: """
        folder of the secrets: server secret, day keys, audit head (default: $CHAKA_SECRETS, then \
        $XDG_CONFIG_HOME/chaka/secrets)
        """,
      valueName: "dir"),
    completion: .directory)
  public var secrets: String?

  @Option(
    help: ArgumentHelp(
      zh: "配置文件（默认 $CHAKA_CONFIG，其次 $XDG_CONFIG_HOME/chaka/config.yaml）",
      en: "configuration file (default: $CHAKA_CONFIG, then $XDG_CONFIG_HOME/chaka/config.yaml)", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  public var config: String?

  @Option(help: ArgumentHelp(zh: "输出格式", en: "output format", valueName: "format"))
  public var format: OutputFormat?

  @Option(
    help: ArgumentHelp(
      zh: "语言（默认按 LC_ALL、LC_MESSAGES、LANG）", en: "language (default: from LC_ALL, LC_MESSAGES, LANG)",
      valueName: "language"))
  public var language: Language?

  @Option(
    help: ArgumentHelp(
      zh: "仅限沙箱：时钟从这个时间开始，如 2022-06-09 或 2022-06-09T10:00:00+08:00",
      en: "sandbox only: start the clock at this time, such as 2022-06-09 or 2022-06-09T10:00:00+08:00",
      valueName: "time"))
  public var now: String?

  public init() {}
}

/// The format of results (docs/contract.md, "All programs").
public enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
  case table
  case json
  case csv
}

extension Language: ExpressibleByArgument {}
extension Channel: ExpressibleByArgument {}

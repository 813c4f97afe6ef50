import ArgumentParser
import Domain
import Program
import Text

/// A small program with everything that a command line can have.
struct Sample: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "sample", zh: "示例程序，什么也不做", en: "a sample that does nothing",
      discussion: Bilingual(zh: "只用来测试。", en: "For tests only."), subcommands: [Greet.self, Fail.self])
  }

  @Option(help: ArgumentHelp(zh: "扮演的人", en: "whom to pretend", valueName: "operator"))
  var actor: String?
  @OptionGroup var global: GlobalOptions
}

struct Greet: ContextCommand {
  enum Tone: String, ExpressibleByArgument, CaseIterable { case warm, cold }

  static var configuration: CommandConfiguration {
    CommandConfiguration("greet", zh: "问候一个人", en: "greet somebody")
  }

  @Argument(help: ArgumentHelp(zh: "谁", en: "whom", valueName: "name"))
  var name: String
  @Option(parsing: .upToNextOption, help: ArgumentHelp(zh: "说些什么", en: "what to say", valueName: "word"))
  var word: [String] = []
  @Option(help: ArgumentHelp(zh: "语气", en: "the tone", valueName: "tone"))
  var tone: Tone = .warm
  @Option(help: ArgumentHelp(zh: "几次", en: "how often", valueName: "times"))
  var times: Int
  @Flag(name: [.short, .long], help: ArgumentHelp(zh: "大声", en: "loudly"))
  var loud = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if times == 13 { throw UsageFault.other(Bilingual(zh: "不吉利", en: "that is unlucky")) }
  }

  func run(in context: ProgramContext) async throws {}
}

struct Fail: ContextCommand {
  struct Surprise: Error { let secret = "11010519491231002X" }

  static var configuration: CommandConfiguration {
    CommandConfiguration("fail", zh: "失败", en: "fail")
  }

  @Argument(help: ArgumentHelp(zh: "怎样失败", en: "how", valueName: "how"))
  var how: String
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    switch how {
    case "refused": throw PersonFault.invalidPhone
    case "cancelled": throw CancellationError()
    case "ended": throw Ending(2)
    default: throw Surprise()
    }
  }
}

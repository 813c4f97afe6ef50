import Testing
import Text

@testable import Program

struct HelpTextTests {
  private func help(_ path: [String], _ language: Language, columns: Int = 60) throws -> String {
    try Program.$language.withValue(language) {
      HelpText(of: path, in: try CommandTree(of: Sample.self)).text(columns: columns)
    }
  }

  @Test func `English help reads like this`() throws {
    let text = try help(["greet"], .en)
    let own = text.components(separatedBy: "\n\nSHARED").first
    #expect(
      own == """
        greet somebody

        USAGE: sample greet [--word <word> ...] [--tone <tone>]
                 --times <times> [--loud] <name>

        ARGUMENTS:
          <name>  whom

        OPTIONS:
          --word <word>    what to say
          --tone <tone>    the tone (one of: warm, cold) (default:
                           warm)
          --times <times>  how often
          -l, --loud       loudly
          --version        show the version
          -h, --help       show this help
        """)
  }

  @Test func `Chinese help reads like this`() throws {
    let text = try help([], .zh)
    #expect(
      text.hasPrefix(
        """
        示例程序，什么也不做

        用法：sample [--actor <operator>] <命令>

        只用来测试。

        命令：
          greet  问候一个人
          fail   失败

        选项：
          --actor <operator>  扮演的人
          --version           显示版本
          -h, --help          显示帮助

        通用选项（写在命令前后都可以）：
          --database <url>
        """))
    #expect(text.hasSuffix("\n某个命令的帮助：sample help <命令>\n"))
  }

  @Test(arguments: Language.allCases, [54, 60, 80, 200])
  func `no line is wider than the terminal`(language: Language, columns: Int) throws {
    for path in [[], ["greet"], ["fail"]] {
      let lines = try help(path, language, columns: columns).split(separator: "\n").map(String.init)
      // Names are never broken.
      let broad = lines.filter { displayWidth($0) > columns && $0.contains(" ") && !$0.contains("$") }
      #expect(broad == [])
    }
  }

  @Test func `shared options stand in every command's help`() throws {
    for name in GlobalArguments.names { #expect(try help(["fail"], .en).contains("  \(name) <")) }
  }
}

extension String {
  func components(separatedBy separator: String) -> [String] {
    var (parts, rest) = ([String](), self[...])
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

import Testing

@testable import Program

struct GlobalArgumentsTests {
  @Test(arguments: [
    ("apply --format json --wait 5", "--format json", "apply --wait 5"),
    ("--format json apply", "--format json", "apply"),
    ("--format=json apply --now=2022-06-09", "--format=json --now=2022-06-09", "apply"),
    ("apply --format", "--format", "apply"),
    ("apply --format --wait 5", "--format", "apply --wait 5"),
    ("report --secrets - -- --format json", "--secrets -", "report -- --format json"),
    ("apply --formats json", "", "apply --formats json"),
    ("", "", ""),
  ])
  func `shared options are found wherever they stand, up to a double dash`(line: String, global: String, rest: String) {
    let separated = GlobalArguments(separating: words(line))
    #expect(separated.global == words(global))
    #expect(separated.rest == words(rest))
  }

  @Test(arguments: [
    ("--format json --format csv", "csv"), ("--format=json", "json"), ("--format json --format", nil), ("", nil),
  ])
  func `the last one counts`(line: String, value: String?) {
    #expect(GlobalArguments(separating: words(line)).lastValue(of: "--format") == value)
  }

  @Test(arguments: [
    ("x --language zh", "en_US.UTF-8", "zh"), ("--language=en x", "zh_CN", "en"), ("x", "zh_TW.UTF-8", "zh"),
    ("x --language fr", "zh_CN", "zh"), ("x", "C", "en"), ("x -- --language zh", "C", "en"),
  ])
  func `the language is known before anything is parsed`(line: String, locale: String, language: String) {
    let chosen = ChosenLanguage.of(arguments: words(line), environment: ["LANG": locale])
    #expect(chosen.rawValue == language)
  }
}

func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

import Foundation
import Testing
import Text

@testable import Registry

struct RegistryFaultTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    /// A text on the line that the fault has to name, once the mistake is in.
    let at: String
    let message: String
    /// The number of lines above that text, if the line itself is not the only one of its kind.
    var above = 0
    var testDescription: String { "\(file): \(message)" }
  }

  static let mistakes = [
    Mistake(
      file: "regions.yaml", old: "code: CN-TJ", new: "code: cn-tj", at: "cn-tj",
      message: "region code \"cn-tj\" is not an ISO 3166-2 code such as CN-SH"),
    Mistake(
      file: "regions.yaml", old: "code: CN-TJ", new: "code: CN-BJ", at: "name: { zh: 天津",
      message: "code CN-BJ stands twice", above: 2),
    Mistake(
      file: "regions.yaml", old: "division: \"12\"", new: "division: \"1\"", at: "division: \"1\"\n",
      message: "\"1\" is not a two-digit code of GB/T 2260"),
    Mistake(
      file: "regions.yaml", old: "    fullName: 天津市\n", new: "", at: "code: CN-TJ",
      message: "missing key \"fullName\""),
    Mistake(
      file: "regions.yaml", old: "fullName: 天津市", new: "fullname: 天津市", at: "fullname",
      message: "unknown key \"fullname\""),
    Mistake(
      file: "regions.yaml", old: "{ zh: 天津, en: Tianjin }", new: "{ zh: 天津 }", at: "zh: 天津 }",
      message: "missing key \"en\""),
    Mistake(
      file: "regions.yaml", old: "{ zh: 天津, en: Tianjin }", new: "天津", at: "name: 天津",
      message: "must be a mapping"),
    Mistake(
      file: "regions.yaml", old: "{ zh: 天津, en: Tianjin }", new: "{ zh: 天津, en: '' }", at: "en: ''",
      message: "\"en\": must not be empty"),
    Mistake(
      file: "regions.yaml", old: "[Tianjin Municipality, Tianjin City]", new: "[Peking,\n      beijing]",
      at: "      beijing]", message: "\"beijing\" means both CN-BJ and CN-TJ"),
    Mistake(
      file: "regions.yaml", old: "[Tianjin Municipality, Tianjin City]", new: "Tientsin", at: "Tientsin",
      message: "\"spellings\": must be a list"),
    Mistake(
      file: "regions.yaml", old: "{ column: 6, row: 2 }", new: "{ column: 5, row: 2 }", at: "division: \"13\"",
      message: "the place on the map is already CN-BJ's", above: 3),
    Mistake(
      file: "regions.yaml", old: "{ column: 6, row: 2 }", new: "{ column: 9, row: 2 }", at: "column: 9",
      message: "the column and row on the map must be 0 to 8"),
    Mistake(
      file: "regions.yaml", old: "{ column: 6, row: 2 }", new: "{ column: six, row: 2 }", at: "column: six",
      message: "\"column\": must be a whole number"),
    Mistake(file: "regions.yaml", old: "regions:", new: "areas:", at: "areas:", message: "unknown key \"areas\""),
    Mistake(
      file: "banks.yaml", old: "code: abc", new: "code: A-BC", at: "A-BC",
      message: "bank code \"A-BC\" must be 2 to 16 lower-case letters or digits, beginning with a letter"),
    Mistake(
      file: "banks.yaml", old: "code: abc", new: "code: icbc", at: "name: { zh: 农业银行",
      message: "code icbc stands twice", above: 1),
    Mistake(
      file: "banks.yaml", old: "工行, 工商", new: "工行, 上海", at: "工行, 上海",
      message: "\"上海\" means both bank icbc and region CN-SH"),
    Mistake(file: "banks.yaml", old: "农行, 农业", new: "农行, 工行", at: "农行, 工行", message: "\"工行\" means both icbc and abc"),
    Mistake(
      file: "banks.yaml", old: "home: CN-BJ", new: "home: CN-XX", at: "CN-XX", message: "no region CN-XX"),
    Mistake(
      file: "banks.yaml", old: "tier: national", new: "tier: local", at: "tier: local",
      message: "\"tier\": must be national or regional"),
    Mistake(
      file: "banks.yaml", old: "    tier: national\n", new: "", at: "code: icbc", message: "missing key \"tier\""),
    Mistake(
      file: "banks.yaml", old: "    tier: national\n", new: "    tier: national\n    teir: national\n", at: "teir",
      message: "unknown key \"teir\""),
    Mistake(
      file: "banks.yaml", old: "cnapsClass: \"102\"", new: "cnapsClass: \"1O2\"", at: "1O2",
      message: "\"1O2\" must be 3 digits"),
    Mistake(
      file: "banks.yaml", old: "620058/19", new: "620058", at: "620058,",
      message: "\"debitPrefixes\": \"620058\" must be a card number's first digits, a slash and its length"),
    Mistake(
      file: "banks.yaml", old: "  - code: icbc", new: "  - icbc\n  - code: icbc", at: "- icbc",
      message: "must be a mapping"),
    Mistake(
      file: "banks.yaml", old: "    tier: national\n", new: "    tier: national\n    tier: regional\n",
      at: "tier: national", message: "invalid YAML: key given twice: tier"),
    Mistake(
      file: "banks.yaml", old: "spellings: [工行", new: "spellings: [[工行", at: "tier: national", message: "invalid YAML"),
    Mistake(
      file: "groups.yaml", old: "[CN-SH, CN-YN]", new: "[CN-SH, CN-XX]", at: "CN-XX", message: "no such member: CN-XX"),
    Mistake(
      file: "groups.yaml", old: "[CN-SH, CN-YN]", new: "[CN-SH, CN-SH]", at: "CN-SH, CN-SH",
      message: "CN-SH is already a member"),
    Mistake(
      file: "groups.yaml", old: "[CN-SH, CN-YN]", new: "[]", at: "members: []", message: "the group has no members"),
    Mistake(
      file: "groups.yaml", old: "name: pilot-2", new: "name: pilot-1", at: "title: { zh: 第二批试点",
      message: "the name \"pilot-1\" is already used", above: 1),
    Mistake(
      file: "groups.yaml", old: "name: pilot-2", new: "name: all", at: "name: all",
      message: "the name \"all\" is already used"
    ),
    Mistake(
      file: "groups.yaml", old: "bob, bosc", new: "bob,\n      nobody, bosc", at: "nobody",
      message: "no such member: nobody"),
    Mistake(
      file: "preconditions.yaml", old: "group: pilot-2", new: "group: pilot-3", at: "pilot-3",
      message: "\"group\": no group of regions \"pilot-3\""),
    Mistake(
      file: "preconditions.yaml", old: "after: pilot-1", new: "after: national-14", at: "national-14",
      message: "\"after\": no group of regions \"national-14\""),
    Mistake(
      file: "preconditions.yaml", old: "after: pilot-1", new: "after: pilot-2", at: "after: pilot-2",
      message: "\"after\": \"pilot-2\" cannot wait for itself"),
    Mistake(
      file: "preconditions.yaml", old: "after: pilot-1", new: "after: all", at: "after: all",
      message: "\"after\": \"pilot-2\" cannot wait for itself"),
    Mistake(
      file: "preconditions.yaml", old: "group: all, after: pilot-2", new: "group: pilot-1, after: all",
      at: "group: pilot-1", message: "\"group\": every region of \"pilot-1\" already belongs to a group before it"),
    Mistake(
      file: "preconditions.yaml", old: "days: 14", new: "days: 0", at: "days: 0",
      message: "\"days\": must be a whole number from 1 to 3650"),
    Mistake(
      file: "preconditions.yaml", old: "answeredPercent: 99", new: "answeredPercent: 100.1", at: "100.1",
      message: "\"answeredPercent\": must be a percentage (above 0, at most 100, at most two decimals)"),
    Mistake(
      file: "preconditions.yaml", old: "banks: all", new: "banks: everyone", at: "everyone",
      message: "\"banks\": no group of banks \"everyone\""),
    Mistake(
      file: "preconditions.yaml", old: ", certificationDays: 60", new: "", at: "banks: all",
      message: "missing key \"certificationDays\""),
    Mistake(
      file: "notices.yaml", old: "{ zh: 谨防诈骗, en: Beware of fraud }", new: "{ zh: 谨防诈骗 }", at: "谨防诈骗",
      message: "missing key \"en\""),
    Mistake(
      file: "notices.yaml", old: "zh: 谨防诈骗,", new: "zh: 谨防\u{200b}诈骗,", at: "诈骗, en",
      message: "a text cannot contain the invisible character U+200B ZERO WIDTH SPACE"),
    Mistake(
      file: "groups.yaml", old: "zh: 第二批试点", new: "zh: 第二批\u{202e}试点", at: "第二批",
      message: "a text cannot contain the invisible character U+202E RIGHT-TO-LEFT OVERRIDE"),
    Mistake(
      file: "notices.yaml", old: "    items:", new: "    item:", at: "    item:", message: "unknown key \"item\""),
    Mistake(
      file: "agreement.yaml", old: "version: \"2021-12\"", new: "version: \"\"", at: "version: \"\"",
      message: "\"version\": must not be empty"),
  ]

  @Test(arguments: mistakes) func `a mistake is named with file and line`(mistake: Mistake) throws {
    let copy = try RegistryCopy()
    try copy.replace(mistake.old, with: mistake.new, in: mistake.file)
    let line = try copy.line(of: mistake.at, in: mistake.file)
    let start = "\(mistake.file):\(line - mistake.above): \(mistake.message)"
    #expect(copy.problems().contains { $0.hasPrefix(start) }, "\(start) is not in \(copy.problems())")
  }

  @Test func `everything that is wrong is listed at once, in order`() throws {
    let copy = try RegistryCopy()
    try copy.replace("code: CN-TJ", with: "code: CN-T", in: "regions.yaml")
    try copy.replace("tier: national", with: "tier: huge", in: "banks.yaml")
    try copy.replace("bob, bosc", with: "bob, nobody, bosc", in: "groups.yaml")
    try copy.replace("version: \"", with: "edition: \"", in: "agreement.yaml")
    let places = try [
      "regions.yaml:\(copy.line(of: "CN-T\n", in: "regions.yaml"))",
      "banks.yaml:\(copy.line(of: "tier: huge", in: "banks.yaml"))",
      "banks.yaml:\(copy.line(of: "home: CN-TJ", in: "banks.yaml"))",
      "groups.yaml:\(copy.line(of: "nobody", in: "groups.yaml"))",
      "agreement.yaml:\(copy.line(of: "edition: \"", in: "agreement.yaml"))",
      "agreement.yaml:\(copy.line(of: "edition: \"", in: "agreement.yaml"))",
    ]
    #expect(copy.problems().map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == places)
  }

  @Test(arguments: [
    "regions.yaml", "banks.yaml", "groups.yaml", "preconditions.yaml", "notices.yaml", "agreement.yaml",
  ])
  func `a missing or empty file is named`(file: String) throws {
    let copy = try RegistryCopy()
    try copy.write("# nothing\n", to: file)
    #expect(copy.problems() == ["\(file): the file is empty"])
    try copy.remove(file)
    #expect(copy.problems() == ["\(file): cannot be read"])
  }

  @Test func `the fault is one of the environment and says all of it in both languages`() throws {
    let problem = RegistryProblem(
      file: "banks.yaml", line: 12, message: Bilingual(zh: "没有地区 CN-XX", en: "no region CN-XX"))
    let fault = RegistryFault(problems: [problem])
    #expect(fault.code == "registry_invalid" && fault.kind == .environment)
    #expect(fault.message.en == "the registry has errors:\n  banks.yaml:12: no region CN-XX")
    #expect(fault.message.zh == "登记资料有误：\n  banks.yaml:12: 没有地区 CN-XX")
  }

  @Test func `the directory is the one named, else the bundle beside the program, else nothing`() throws {
    let copy = try RegistryCopy()
    #expect(Registry.directory(environment: ["CHAKA_REGISTRY": "/somewhere"], executable: "/bin/x") == "/somewhere")
    #expect(Registry.directory(environment: ["CHAKA_REGISTRY": ""], executable: "/bin/x") == nil)
    #expect(Registry.directory(environment: [:], executable: nil) == nil)
    let programs = copy.path + "/bin"
    try FileManager.default.createDirectory(
      atPath: "\(programs)/\(Registry.bundleName)/Data", withIntermediateDirectories: true)
    #expect(
      Registry.directory(environment: [:], executable: programs + "/chaka") == "\(programs)/\(Registry.bundleName)")
  }
}

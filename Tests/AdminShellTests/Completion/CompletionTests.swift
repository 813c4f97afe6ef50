import Testing
import Text

@testable import AdminShell

struct CompletionTests {
  private func choices(_ before: String, _ language: Language = .zh) -> [String] {
    Completer(catalogue, language: language).completion(of: before)?.choices.map(\.text) ?? []
  }

  @Test(
    "What may stand next is offered",
    arguments: [
      ("op", ["open"]), ("open ", ["region", "channel"]), ("open r", ["region"]), ("dis", ["disconnect", "discard"]),
      ("open region 广", ["广东", "广西"]), ("open region 广东 广", ["广西"]),
      ("open region cn-s", ["CN-SX", "CN-SH", "CN-SD", "CN-SC", "CN-SN"]),
      ("open region shang", ["Shanghai"]), ("open region pilot", ["pilot-1", "pilot-2"]), ("explain pilot", []),
      ("open region 上海 sha", ["Shanxi", "Shandong", "Shaanxi", "share"]), ("open region 上海 share ", []),
      ("open region 上海 share 5 ", []), ("connect bank 工", ["工商银行"]), ("connect bank ic", ["icbc"]),
      ("connect bank icbc in 上", ["上海"]), ("connect bank icbc in 上海 i", ["Inner Mongolia"]),
      ("suspend bank cmb rea", ["reason"]), ("show hea", ["health"]), ("show health ic", ["icbc"]),
      ("show q", ["queue"]), ("open channel m", ["mini-program"]), ("open channel 小", ["小程序"]),
      (
        "commit ",
        [
          "check", "at", "confirmed", "guarded", "atleast", "otherwise", "comment", "expecting", "override",
          "reopening",
        ]
      ),
      ("commit c", ["check", "confirmed", "comment"]),
      (
        "commit comment x ",
        ["at", "confirmed", "guarded", "atleast", "otherwise", "expecting", "override", "reopening"]
      ),
      ("commit reopening ", ["review"]), ("commit reopening review ", []), ("break ", ["glass"]),
      ("break glass ", ["reason"]), ("break glass 7 ", ["reason"]),
      ("explain 上海 招", ["招商银行"]), ("explain 上海 招商银行 chan", ["channel"]),
      ("show re", ["requests", "request", "reviews", "regions", "revision"]),
      ("help open ", ["region", "channel"]), ("help na", ["names"]), ("# op", []), ("commit comment \"op", []),
      ("endpoint al", ["all"]), ("audit ", ["verify", "head", "show", "reanchor"]),
    ])
  func offered(before: String, expected: [String]) {
    #expect(choices(before) == expected)
  }

  @Test("With nothing typed the names are those of the language, and groups come last")
  func empty() {
    #expect(choices("open region ", .zh).prefix(2) == ["北京", "天津"])
    #expect(choices("open region ", .en).prefix(2) == ["Beijing", "Tianjin"])
    #expect(choices("connect bank ", .en).prefix(2) == ["icbc", "abc"])
    #expect(choices("open region ").suffix(3) == ["all", "pilot-1", "pilot-2"])
  }

  @Test("A name with spaces is completed in quotes, begun or not")
  func quotes() {
    let completer = Completer(catalogue, language: .en)
    #expect(completer.completion(of: "open region Inn")?.lines == ["open region \"Inner Mongolia\""])
    #expect(completer.completion(of: "open region \"Inn")?.lines == ["open region \"Inner Mongolia\""])
    #expect(Completer.isQuoted("commit comment \"wh") && !Completer.isQuoted("commit comment \"wh\" "))
  }

  @Test("Files are completed where a file is wanted")
  func files() {
    let completer = Completer(catalogue, language: .en) { typed in ["a.chaka", "b/"].filter { $0.hasPrefix(typed) } }
    #expect(completer.completion(of: "load ")?.lines == ["load a.chaka", "load b/"])
    #expect(completer.completion(of: "key icbc b")?.lines == ["key icbc b/"])
  }

  @Test("A value that cannot be listed is described")
  func values() throws {
    let completion = try #require(Completer(catalogue, language: .zh).completion(of: "open region 上海 share "))
    #expect(completion.values.map(\.text) == ["PERCENT"])
    #expect(try #require(completion.list(.zh, columns: 80, withHelp: true)).contains("0 到 100"))
  }

  @Test("Choices are listed in columns by display width")
  func columns() throws {
    let completion = try #require(Completer(catalogue, language: .zh).completion(of: "show ch"))
    #expect(completion.list(.zh, columns: 80, withHelp: false) == "channels\n")
    let regions = try #require(Completer(catalogue, language: .zh).completion(of: "open region 广"))
    #expect(regions.list(.zh, columns: 80, withHelp: true) == "  广东  广东省 CN-GD\n  广西  广西壮族自治区 CN-GX\n")
  }
}

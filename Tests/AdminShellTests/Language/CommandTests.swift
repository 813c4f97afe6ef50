import Domain
import Store
import Testing

@testable import AdminShell

struct CommandTests {
  static let edits: [(String, RolloutEdit)] = [
    ("open region 上海 云南", .openRegions(places("CN-SH", "CN-YN"), .full)),
    ("open region CN-GD share 12.5", .openRegions(places("CN-GD"), Share(hundredths: 1_250)!)),
    ("open region 雲南 share 0", .openRegions(places("CN-YN"), .none)),
    ("open region shanxi shaanxi 31", .openRegions(places("CN-SX", "CN-SN", "CN-SH"), .full)),
    ("open region \"Inner Mongolia\" 'tibet'", .openRegions(places("CN-NM", "CN-XZ"), .full)),
    ("close region pilot-1", .closeRegions(places("CN-SH", "CN-YN"))),
    ("connect bank icbc 招商银行", .connect(codes("icbc", "cmb"), .everywhere)),
    ("connect bank 广东农信 in 广东 上海", .connect(codes("gdnx"), .named(places("CN-GD", "CN-SH")))),
    ("connect bank icbc in all", .connect(codes("icbc"), .everywhere)),
    ("disconnect bank 工行", .disconnect(codes("icbc"))),
    ("suspend bank cmb reason \"系统升级 now\"", .suspend(codes("cmb"), reason: "系统升级 now")),
    ("resume bank CMB", .resume(codes("cmb"))),
    ("open channel app mini-program", .openChannels([.app, .miniProgram])),
    ("close channel web", .closeChannels([.web])),
    ("pause service reason 'a \"b\" \\n'", .pauseService(reason: "a \"b\" \\n")),
    ("pause service reason \"a \\\"b\\\" \\\\ \\n\"", .pauseService(reason: "a \"b\" \\ \n")),
    ("resume service", .resumeService),
  ]

  @Test("Every editing command is read", arguments: edits)
  func readEdit(text: String, edit: RolloutEdit) throws {
    #expect(try actions(text) == [.edit(edit)])
  }

  static let others: [(String, Action)] = [
    ("discard", .discard), ("rollback 3", .rollback(3)), ("rollback 0", .rollback(0)),
    ("show map", .show(.map)), ("show regions", .show(.regions)), ("show banks", .show(.banks)),
    ("show channels", .show(.channels)), ("show policies", .show(.policies)), ("show gate", .show(.gate)),
    ("show candidate", .show(.candidate)), ("show history", .show(.history)), ("show revision 2", .show(.revision(2))),
    ("show stats", .show(.statistics)), ("show scheduled", .show(.scheduled)),
    ("compare", .compare(from: nil, to: nil)), ("compare 2", .compare(from: 2, to: nil)),
    ("compare 1 2", .compare(from: 1, to: 2)), ("commit check", .check),
    ("commit", .commit(CommitTerms(at: nil, comment: ""))),
    ("commit comment \"x y\" at 2022-06-09", .commit(CommitTerms(at: Moment(text: "2022-06-09"), comment: "x y"))),
    ("commit at 2022-06-09T10:00:00+08:00", .commit(CommitTerms(at: Moment(text: "2022-06-09T10:00"), comment: ""))),
    ("commit comment at", .commit(CommitTerms(at: nil, comment: "at"))),
    ("explain 广东", .explain(region: RegionCode("CN-GD"), banks: [], channel: .app, at: nil)),
    (
      "explain CN-GD cmb cgb at 2022-06-08 channel web",
      .explain(region: RegionCode("CN-GD"), banks: codes("cmb", "cgb"), channel: .web, at: Moment(text: "2022-06-08"))
    ),
    ("audit verify", .audit(.verify(expecting: nil))), ("audit head", .audit(.head)),
    ("audit show", .audit(.show(AuditFilter()))),
    ("audit show 5", .audit(.show(AuditFilter(last: 5)))), ("quit", .quit), ("exit", .quit), ("help", .help([])),
    ("endpoint icbc http://127.0.0.1:80/x/", .endpoints([.init(bank: BankCode("icbc"), url: "http://127.0.0.1:80/x")])),
  ]

  @Test("Every other command is read", arguments: others)
  func readOther(text: String, action: Action) throws {
    #expect(try actions(text) == [action])
  }

  @Test("An endpoint for all banks has the bank's code appended")
  func endpointForAll() throws {
    guard case .endpoints(let endpoints) = try actions("endpoint all http://[::1]:8080")[0] else {
      Issue.record("not endpoints")
      return
    }
    #expect(endpoints.count == 24)
    #expect(endpoints[0] == .init(bank: BankCode("icbc"), url: "http://[::1]:8080/icbc"))
  }

  @Test("Files, keys and topics keep the word and its place")
  func words() throws {
    let found = try actions("load 'a b.chaka'\nkey icbc icbc.pub\nhelp open region")
    guard case .load(let file) = found[0], case .key(let bank, let key) = found[1], case .help(let topic) = found[2]
    else {
      Issue.record("not load, key and help")
      return
    }
    #expect(file.text == "a b.chaka" && bank == BankCode("icbc") && key.text == "icbc.pub" && key.place.column == 10)
    #expect(topic.map(\.text) == ["open", "region"])
  }

  @Test("Blank lines, comments, continued lines, CR LF and a byte order mark are understood")
  func layout() throws {
    let script = "\u{FEFF}# first\r\n\r\n  open region 上海 \\\r\n\t云南\u{3000}# last\r\ndiscard"
    #expect(try actions(script) == [.edit(.openRegions(places("CN-SH", "CN-YN"), .full)), .discard])
    #expect(try actions("pause service reason \"a\\\nb#c\"") == [.edit(.pauseService(reason: "ab#c"))])
    #expect(try actions("pause service reason a#b") == [.edit(.pauseService(reason: "a#b"))])
    #expect(try actions("pause service reason a\"b c\"'d'") == [.edit(.pauseService(reason: "ab cd"))])
  }

  @Test("A region that a group holds may be named beside the group")
  func overlap() throws {
    #expect(try actions("open region pilot-1 上海") == [.edit(.openRegions(places("CN-SH", "CN-YN"), .full))])
  }

  @Test("Bytes are read no further than the command they end")
  func laziness() throws {
    var chunks = [Array("discard\nshow ".utf8), Array("map\n".utf8)]
    var asked = 0
    var reader = ScriptReader(
      LineReader(file: "pipe") {
        asked += 1
        return chunks.isEmpty ? [] : chunks.removeFirst()
      })
    #expect(try reader.next()?.command == .discard)
    #expect(asked == 1)
    #expect(try reader.next()?.command == .show(.map))
    #expect(try reader.next() == nil)
  }
}

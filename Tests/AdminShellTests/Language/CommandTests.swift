import Domain
import RolloutControl
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
    #expect(try AdminShellTests.edits(text) == [edit])
  }

  static let others: [(String, any ConsoleCommand)] = [
    ("discard", Discard()), ("rollback 3", Rollback(revision: 3)), ("rollback 0", Rollback(revision: 0)),
    ("show map", ShowMap()), ("show regions", ShowRegions()), ("show banks", ShowBanks()),
    ("show channels", ShowChannels()), ("show policies", ShowPolicies()), ("show gate", ShowGate()),
    ("show candidate", ShowCandidate()), ("show history", ShowHistory()),
    ("show revision 2", ShowRevision(revision: 2)), ("show stats", ShowStatistics()),
    ("show scheduled", ShowScheduled()), ("compare", CompareRevisions(from: nil, to: nil)),
    ("compare 2", CompareRevisions(from: 2, to: nil)), ("compare 1 2", CompareRevisions(from: 1, to: 2)),
    ("commit check", CheckCommit()), ("commit", Commit(terms: CommitTerms(at: nil, comment: ""))),
    (
      "commit comment \"x y\" at 2022-06-09",
      Commit(terms: CommitTerms(at: Moment(text: "2022-06-09"), comment: "x y"))
    ),
    (
      "commit at 2022-06-09T10:00:00+08:00",
      Commit(terms: CommitTerms(at: Moment(text: "2022-06-09T10:00"), comment: ""))
    ),
    ("commit comment at", Commit(terms: CommitTerms(at: nil, comment: "at"))),
    ("explain 广东", ExplainRegion(region: RegionCode("CN-GD"), banks: [], channel: .app, at: nil)),
    (
      "explain CN-GD cmb cgb at 2022-06-08 channel web",
      ExplainRegion(
        region: RegionCode("CN-GD"), banks: codes("cmb", "cgb"), channel: .web, at: Moment(text: "2022-06-08"))
    ),
    ("audit verify", VerifyAudit(expected: nil)), ("audit head", ShowAuditHead()),
    ("audit show", ShowAudit(filter: AuditFilter())), ("audit show 5", ShowAudit(filter: AuditFilter(last: 5))),
    ("quit", Quit()), ("exit", Exit()), ("help", Help(topic: [])),
    (
      "endpoint icbc http://127.0.0.1:80/x/",
      SetEndpoint(endpoints: [.init(bank: BankCode("icbc"), url: "http://127.0.0.1:80/x")])
    ),
    (
      "pause service emergency reason x", Emergency(command: PauseService(reason: "x"), reason: "x")
    ),
    ("request commit replacing 2", Request(command: Commit(terms: CommitTerms()), replaced: 2)),
  ]

  @Test("Every other command is read", arguments: others)
  func readOther(text: String, command: any ConsoleCommand) throws {
    let found = try commands(text)
    #expect(found.count == 1 && isSame(found[0], command), "\(found)")
  }

  @Test("An endpoint for all banks has the bank's code appended")
  func endpointForAll() throws {
    let endpoints = try #require(try commands("endpoint all http://[::1]:8080")[0] as? SetEndpoint).endpoints
    #expect(endpoints.count == 24)
    #expect(endpoints[0] == .init(bank: BankCode("icbc"), url: "http://[::1]:8080/icbc"))
  }

  @Test("Files, keys and topics keep the word and its place")
  func words() throws {
    let found = try commands("load 'a b.chaka'\nkey icbc icbc.pub\nhelp open region")
    let (load, key, help) = (
      try #require(found[0] as? Load), try #require(found[1] as? SetKey), try #require(found[2] as? Help)
    )
    #expect(load.path.text == "a b.chaka" && key.bank == BankCode("icbc"))
    #expect(key.file.text == "icbc.pub" && key.file.place.column == 10)
    #expect(help.topic.map(\.text) == ["open", "region"])
  }

  @Test("Blank lines, comments, continued lines, CR LF and a byte order mark are understood")
  func layout() throws {
    let script = "\u{FEFF}# first\r\n\r\n  open region 上海 \\\r\n\t云南\u{3000}# last\r\ndiscard"
    let found = try commands(script)
    #expect(found.count == 2 && isSame(found[0], OpenRegion(regions: places("CN-SH", "CN-YN"), share: .full)))
    #expect(found[1] is Discard)
    #expect(try AdminShellTests.edits("pause service reason \"a\\\nb#c\"") == [.pauseService(reason: "ab#c")])
    #expect(try AdminShellTests.edits("pause service reason a#b") == [.pauseService(reason: "a#b")])
    #expect(try AdminShellTests.edits("pause service reason a\"b c\"'d'") == [.pauseService(reason: "ab cd")])
  }

  @Test("A region that a group holds may be named beside the group")
  func overlap() throws {
    #expect(try AdminShellTests.edits("open region pilot-1 上海") == [.openRegions(places("CN-SH", "CN-YN"), .full)])
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
    #expect(try reader.next()?.name == "discard")
    #expect(asked == 1)
    #expect(try reader.next()?.name == "show map")
    #expect(try reader.next() == nil)
  }
}

import Foundation
import Program
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

struct PipeTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  @Test("Stages are read behind the command, several in a row")
  func stages() throws {
    let parsed = try ScriptReader.commands(in: Array("show banks | match \"工商 x\"|count | json".utf8), file: "x")[0]
    #expect(parsed.name == "show banks" && parsed.stages == [.match("工商 x"), .count, .json])
    #expect(try ScriptReader.commands(in: Array("commit comment \"a | b\"".utf8), file: "x")[0].stages == [])
  }

  @Test(
    "What is no stage is refused at its place",
    arguments: [
      ("show map | less", 12), ("show map |", 11), ("| count", 1), ("show map | | count", 19), ("show map | match", 17),
      ("show map | count 3", 18), ("show map | save x | count", 18),
    ])
  func refused(script: String, column: Int) throws {
    let found = try #require(refusal(of: Array(script.utf8)))
    #expect(found.place.column == column && found.kind == .usage)
  }

  @Test("match keeps rows, elements or lines, in any case; count counts them; the last of json and csv holds")
  func matching() throws {
    func output(_ command: String, _ language: Language = .en) throws -> String {
      try scripting.run([.command(command)], format: .table, language: language).output
    }
    #expect(try output("show banks | count") == "24\n")
    #expect(try output("show banks | match ICBC | count | json") == "{\"count\":1}\n")
    #expect(try output("show regions | match 上海", .zh).split(separator: "\n").count == 3)
    #expect(try output("show regions | match nothing") == "")
    #expect(try output("show regions | csv | match CN-SH") == "region,name,share,candidate\r\nCN-SH,Shanghai,0,0\r\n")
    #expect(try output("show channels | csv | json | match offline").hasPrefix("[{\"channel\":\"offline\""))
    #expect(
      try output("help | match pause")
        == """
          pause service [emergency] reason TEXT     pause the whole service: nothing is

        """)
    let gate = try scripting.run("show gate | match icbc").documents[0]
    let (banks, regions) = try (items(of: gate["banks"]), items(of: gate["regions"]))
    #expect(banks.count == 1 && regions.isEmpty)
  }

  @Test("The exit status stays the command's")
  func status() throws {
    #expect(try scripting.run("open region 上海\ncompare | count").status == 2)
    #expect(try scripting.run("open region 上海 | count").output == "{\"count\":0}\n")
  }

  @Test("save writes privately and whole, beside the file that says it")
  func saving() throws {
    let script = try scripting.write("sub/a.chaka", "show regions | match CN-SH | csv | save out.csv\n")
    _ = try scripting.write("sub/out.csv", "old")
    #expect(try scripting.run([.file(script)]).output.isEmpty)
    let path = scripting.folder + "/sub/out.csv"
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == "region,name,share,candidate\r\nCN-SH,Shanghai,0,0\r\n")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scripting.folder + "/sub").count == 2)
  }

  @Test("Where save cannot write the command is not done", arguments: ["", "/nowhere/x", "/dev/null", "/proc/x"])
  func unwritable(path: String) throws {
    let path = path.isEmpty ? scripting.folder : path
    let outcome = try scripting.run("open region 上海\ncommit | save \(path)")
    #expect(outcome.status == 3 && outcome.fault?["code"] == "file_unwritable")
    #expect(try scripting.session().history.revisions().isEmpty)
  }

  @Test("save touches nothing of the programs' own, by whatever path or link")
  func ownFiles() throws {
    let folder = scripting.folder
    _ = try scripting.write("config.yaml", "limits: {}\n")
    let own = OwnFiles(
      files: [folder + "/config.yaml"], folders: [folder + "/secrets"], database: folder + "/chaka.sqlite")
    symlink(folder + "/chaka.sqlite", folder + "/link")
    link(folder + "/chaka.sqlite", folder + "/hard")
    link(folder + "/secrets/server.secret", folder + "/secret")
    symlink(folder, folder + "/around")
    try FileManager.default.createDirectory(atPath: folder + "/secrets/days", withIntermediateDirectories: true)
    symlink(folder + "/secrets", folder + "/inside")
    for name in [
      "chaka.sqlite", "chaka.sqlite-wal", "chaka.sqlite-shm", "chaka.sqlite-journal", "chaka.sqlite-worker-x",
      "config.yaml", "secrets/server.secret", "secrets/new", "link", "hard", "secret", "around/chaka.sqlite",
      "around/secrets/new", "secrets/../chaka.sqlite", "./chaka.sqlite", "inside/../chaka.sqlite-journal", "inside/new",
      "inside/days/2022-06-01", "inside/days/../new",
    ] {
      #expect(own.hold("\(folder)/\(name)"), "\(name)")
      #expect(fault { try SavedFile(path: "\(folder)/\(name)", sparing: own) } == "file_protected", "\(name)")
    }
    for name in ["out.csv", "secrets.csv", "chaka", "around/out.csv", "nowhere/x", "inside/../out.csv"] {
      #expect(!own.hold("\(folder)/\(name)"), "\(name)")
    }
  }

  private func fault(_ work: () throws -> some Any) -> String? {
    do {
      _ = try work()
      return nil
    } catch {
      return (error as? any Fault)?.code
    }
  }
}

import Domain
import Program
import RolloutControl
import TestFixtures
import Testing
import Text

@testable import AdminShell
@testable import AdminTerminal

struct TimelineTests {
  private let scripting: Scripting
  init() throws { scripting = try Scripting() }

  @Test("A chart draws few values out, thins many, fits its width, and shows what is not 0")
  func chart() {
    let few = StepChart([0, 12, 24], columns: 9)
    #expect(few.lines.map(\.label) == ["24", "  ", " 0"])
    #expect(few.lines.map(\.bars) == ["    ██", "  ▄▄██", "  ████"])
    let many = StepChart(Array(1...1_000), columns: 45)
    #expect(many.lines.all { displayWidth($0.label + " " + $0.bars) == 45 })
    #expect(many.lines[0].bars.last == "█" && many.lines[2].bars.first == "▁")
    #expect(StepChart([0, 0], columns: 4).lines.all { $0.bars == "  " })
  }

  @Test("People are reached by their buckets, where a bank is connected, and nobody while nothing is open")
  func reach() throws {
    // Buckets of people: in 上海 0, 1,249, 1,250 and 9,999; in 云南 0 alone.
    let people = ["CN-SH": [0, 1_249, 1_250, 9_999], "CN-YN": [0]]
    var asked = 0
    var reach = Reach { region, buckets in
      asked += 1
      return people[region.text, default: []].count { buckets.contains($0) }
    }
    var rollout = Rollout.initial
    rollout.apply(.openRegions(places("CN-SH"), try #require(Share(hundredths: 1_250))))
    rollout.apply(.openRegions(places("CN-YN"), .full))
    #expect(try reach.people(in: rollout) == 0)
    rollout.apply(.openChannels([.app]))
    #expect(try reach.people(in: rollout) == 0)
    rollout.apply(.connect(codes("icbc"), .everywhere))
    #expect(try reach.people(in: rollout) == 3)
    rollout.apply(.connect(codes("icbc"), .named(places("CN-SH"))))
    #expect(try reach.people(in: rollout) == 2)
    #expect(asked == 2, "each band is counted once")
    rollout.apply(.pauseService(reason: "x"))
    #expect(try reach.people(in: rollout) == 0)
  }

  @Test("show timeline is a point for each revision, and a page that fits")
  func timeline() throws {
    let script = "open region 上海\nconnect bank icbc abc\ncommit\nopen region 云南\ncommit\nshow timeline"
    let outcome = try scripting.run(script)
    let points = try items(of: outcome.documents.last)
    #expect(points.map { $0["regions"] } == [1, 2] && points.map { $0["banks"] } == [2, 2])
    let page = TimelineResult(points: try scripting.session().history.timeline(), columns: 40)
    for language in Language.allCases {
      let lines = page.text(language, Paint(isOn: false)).split(separator: "\n")
      #expect(lines.allSatisfy { displayWidth(String($0)) <= 40 } && lines.count >= 12)
    }
  }

  @Test("show map compare draws what changed since a revision, up to the candidate or the running revision")
  func comparison() throws {
    let outcome = try scripting.run(
      "open region 上海\ncommit\nopen region 云南 share 50\nshow map compare 0\ndiscard\nshow map compare 0 | match 云南")
    let map = outcome.documents[1]
    #expect(map["from"] == 0 && map["to"] == "candidate" && map["changed"] == 2)
    #expect(outcome.documents[2]["to"] == 1)
    let text = try scripting.run([.command("show map compare 0")], format: .table, language: .zh).output
    #expect(text.contains("版本 0 → 版本 1 · 1 个地区有变化") && text.contains("[上海] *") && text.contains("-→100%"))
  }
}

import Domain
import Program
import TestFixtures
import Testing
import Text

@testable import AdminShell

struct MapTests {
  private func map(_ edit: RolloutEdit? = nil) -> MapResult {
    var rollout = Rollout.initial
    rollout.apply(.openRegions(places("CN-SH", "CN-YN", "CN-XJ"), .full))
    rollout.apply(.openRegions(places("CN-GD"), Share(hundredths: 1_250)!))
    let moment = Moment(milliseconds: 0)
    let running = Revision(
      number: 3, rollout: rollout, author: "a", comment: "", committedAt: moment, effectiveAt: moment, hash: "")
    if let edit { rollout.apply(edit) }
    return MapResult(map: TileMap(catalogue, running: running, candidate: rollout))
  }

  @Test("The map shows open, partly open, closed and changed without colours")
  func plain() {
    let text = map(.openRegions(places("CN-BJ"), .full)).text(.zh, Paint(isOn: false))
    #expect(text.contains("版本 3 · 候选版本改动了 1 个地区"))
    for sample in ["[上海]", "(广东)", " 西藏 ", "[北京] *", "12.5%"] { #expect(text.contains(sample), "\(sample)") }
    #expect(text.contains("开放 4 · 部分开放 1 · 关闭 26 · 改动 1"))
  }

  @Test("English mode uses the two letters of the code")
  func english() {
    let text = map().text(.en, Paint(isOn: false))
    #expect(text.contains("[SH]") && text.contains("(GD)") && text.contains(" XZ ") && !text.contains("上海"))
    #expect(text.hasPrefix("revision 3\n"))
  }

  @Test("Tiles of a column begin at the same column of the terminal, also with names of three characters")
  func alignment() throws {
    for (language, width) in [(Language.zh, 9), (.en, 8)] {
      let lines = map().text(language, Paint(isOn: false)).split(separator: "\n", omittingEmptySubsequences: false).map(
        String.init)
      for (row, line) in lines.dropFirst(2).prefix(map().map.rows * 2).enumerated() where row % 2 == 0 {
        for tile in map().map.tiles where tile.region.tile.row == row / 2 {
          let name = language == .zh ? tile.region.name.zh : String(tile.region.code.text.suffix(2))
          let start = try #require(line.range(of: name)).lowerBound
          let column = displayWidth(String(line[..<start]))
          let left = 2 + tile.region.tile.column * width
          #expect((left..<left + width - 1).contains(column) && column + displayWidth(name) <= left + width - 1)
        }
      }
    }
  }

  @Test("With colours each state has its own, and the text is the same but for the brackets")
  func colours() {
    let text = map(.closeRegions(places("CN-SH"))).text(.zh, Paint(isOn: true))
    #expect(text.contains("\u{1b}[32;7m") && text.contains("\u{1b}[33;7m") && text.contains("\u{1b}[2m"))
    #expect(text.contains("\u{1b}[33;1m*\u{1b}[0m") && !text.contains("[" + "上海"))
  }

  @Test("JSON has every tile with its place, running and candidate share")
  func json() throws {
    let json = map(.openRegions(places("CN-GD"), .full)).json
    let tiles = try items(of: json["tiles"])
    #expect(tiles.count == 31 && json["revision"] == 3)
    let guangdong = try #require(tiles.first { $0["region"] == "CN-GD" })
    #expect(guangdong["share"] == .number(12.5) && guangdong["candidate"] == 100 && guangdong["changed"] == true)
    #expect(json["counts"]?["changed"] == 1)
  }

  @Test("No tile is wider than a terminal of 80 columns lets it be")
  func width() {
    for language in Language.allCases {
      let lines = map().text(language, Paint(isOn: false)).split(separator: "\n")
      #expect(lines.all { displayWidth(String($0)) <= 80 })
    }
  }
}

import Program
import RolloutControl
import Text

/// `show map`: China with one tile for each region.
struct MapResult: CommandResult {
  let map: TileMap
  var columns = 80
  let isPage = true

  var json: JSONValue {
    if let target = map.target { return comparison(target) }
    let counts = TileMap.Openness.allCases.map { JSONValue.Member($0.rawValue, JSONValue(map.count($0))) }
    return .object([
      .init("revision", JSONValue(map.revision)), .init("tiles", .array(map.tiles.map(tile))),
      .init("counts", .object(counts + [.init("changed", JSONValue(map.changed))])),
    ])
  }

  private func comparison(_ target: Comparison.Reference) -> JSONValue {
    [
      "from": JSONValue(map.revision), "to": target.json, "changed": JSONValue(map.changed),
      "tiles": .array(
        map.tiles.map { tile in
          [
            "region": .string(tile.region.code.text), "name": .string(tile.region.name.chosen),
            "column": JSONValue(tile.region.tile.column), "row": JSONValue(tile.region.tile.row),
            "from": tile.running.json, "to": tile.candidate.json, "changed": .bool(tile.isChanged),
          ]
        }),
    ]
  }

  private func tile(_ tile: TileMap.Tile) -> JSONValue {
    .object([
      .init("region", .string(tile.region.code.text)), .init("name", .string(tile.region.name.chosen)),
      .init("column", JSONValue(tile.region.tile.column)), .init("row", JSONValue(tile.region.tile.row)),
      .init("share", tile.running.json), .init("candidate", tile.candidate.json),
      .init("state", .string(TileMap.Openness(tile.running).rawValue)), .init("changed", .bool(tile.isChanged)),
    ])
  }

  var table: Table {
    Table(
      map.tiles,
      [
        Field("region", zh: "代码", en: "code") { .init($0.region.code.text) },
        Field("name", zh: "地区", en: "region") { .init($0.region.name.chosen) },
        Field("column", zh: "列", en: "column", .right) { .init("\($0.region.tile.column)") },
        Field("row", zh: "行", en: "row", .right) { .init("\($0.region.tile.row)") },
        Field(map.target == nil ? "share" : "from", map.earlierTitle, .right) { .init($0.running.description) },
        Field(map.target == nil ? "candidate" : "to", map.laterTitle, .right) { .init($0.candidate.description) },
      ])
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    MapDrawing(map: map, language: language, paint: paint, columns: columns).text
  }
}

extension TileMap {
  fileprivate var earlierTitle: Bilingual {
    target == nil
      ? Bilingual(zh: "现行 %", en: "running %") : Bilingual(zh: "版本 \(revision) %", en: "revision \(revision) %")
  }

  fileprivate var laterTitle: Bilingual {
    let name = target?.name ?? Bilingual(zh: "候选版本", en: "candidate")
    return Bilingual(zh: "\(name.zh) %", en: "\(name.en) %")
  }
}

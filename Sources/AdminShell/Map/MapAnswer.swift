import Domain
import Program

/// `show map`: China with one tile for each region.
struct MapAnswer: Answer {
  let map: TileMap

  var json: JSONValue {
    let counts = TileMap.Openness.allCases.map { JSONValue.Member($0.rawValue, JSONValue(map.count($0))) }
    return .object([
      .init("revision", JSONValue(map.revision)), .init("tiles", .array(map.tiles.map(tile))),
      .init("counts", .object(counts + [.init("changed", JSONValue(map.changed))])),
    ])
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
    var table = Table([
      .init("region", zh: "代码", en: "code"), .init("name", zh: "地区", en: "region"),
      .init("column", zh: "列", en: "column", .right), .init("row", zh: "行", en: "row", .right),
      .init("share", zh: "现行 %", en: "running %", .right), .init("candidate", zh: "候选 %", en: "candidate %", .right),
    ])
    for tile in map.tiles {
      table.add([
        .init(tile.region.code.text), .init(tile.region.name.chosen), .init("\(tile.region.tile.column)"),
        .init("\(tile.region.tile.row)"), .init(tile.running.description), .init(tile.candidate.description),
      ])
    }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    MapDrawing(map: map, language: language, paint: paint).text
  }
}

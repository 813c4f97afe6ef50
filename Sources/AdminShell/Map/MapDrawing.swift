import Program
import Text

/// Draws the tile map: two lines a tile, the name and the share. Without colours, brackets replace them.
struct MapDrawing {
  let map: TileMap
  let language: Language
  let paint: Paint
  var columns = 80

  /// The map; on a terminal too narrow for the tiles, a list.
  var text: String {
    guard neededColumns(width) <= columns else { return listing }
    return ([title, ""] + (0..<map.rows).flatMap(lines) + ["", legend, counts]).map { $0 + "\n" }.joined()
  }

  /// The width of one tile, without the gap behind it, which holds the mark of a change.
  private var width: Int { language == .zh ? 8 : hasNames ? Self.nameWidth : 7 }

  private static let nameWidth = 16

  private func neededColumns(_ width: Int) -> Int { 2 + map.columns * (width + 1) }

  /// Whether names are spelt out: Chinese ones always fit, English ones if the terminal is wide enough.
  private var hasNames: Bool { language == .zh || neededColumns(Self.nameWidth) <= columns }

  var title: String {
    let from = Bilingual(zh: "版本 \(map.revision)", en: "revision \(map.revision)")[language]
    if let target = map.target {
      let changes = Bilingual(
        zh: "\(map.changed) 个地区有变化", en: map.changed.counted("region differs", "regions differ"))
      return paint("\(from) → \(target.name[language])", .bold) + " · " + paint(changes[language], .yellow, .bold)
    }
    guard map.changed > 0 else { return paint(from, .bold) }
    let changes = map.changed.counted("region", "regions")
    let candidate = Bilingual(zh: "候选版本改动了 \(map.changed) 个地区", en: "candidate changes \(changes)")[language]
    return paint(from, .bold) + " · " + paint(candidate, .yellow, .bold)
  }

  /// The lines of a row; none if it has no tiles.
  private func lines(_ row: Int) -> [String] {
    let tiles = (0..<map.columns).map { map.tile(column: $0, row: row) }
    guard tiles.contains(where: { $0 != nil }) else { return [] }
    let names = tiles.map { tile in tile.map { half($0, name($0)) + mark($0) } ?? blank }
    let shares = tiles.map { tile in tile.map { half($0, share($0)) + " " } ?? blank }
    return [names, shares].map { "  " + $0.joined().withoutTrailingBlanks }
  }

  private var blank: String { String(repeating: " ", count: width + 1) }

  private func name(_ tile: TileMap.Tile) -> String {
    let name = hasNames ? tile.region.name[language] : String(tile.region.code.text.suffix(2))
    return paint.isOn ? name : bracketed(name, tile.openness)
  }

  private func bracketed(_ name: String, _ openness: TileMap.Openness) -> String {
    switch openness {
    case .open: "[\(name)]"
    case .partly: "(\(name))"
    case .closed: " \(name) "
    }
  }

  private func share(_ tile: TileMap.Tile) -> String {
    let now = tile.openness == .closed ? "-" : "\(tile.candidate)%"
    guard map.target != nil, tile.isChanged else { return now }
    let change = (tile.running == .none ? "-" : "\(tile.running)") + "→" + now
    return displayWidth(change) <= width ? change : now
  }

  private func mark(_ tile: TileMap.Tile) -> String { tile.isChanged ? paint("*", .yellow, .bold) : " " }

  private func half(_ tile: TileMap.Tile, _ text: String) -> String {
    let left = (width - displayWidth(text) + 1) / 2
    let centred = (String(repeating: " ", count: max(0, left)) + text).padded(to: width)
    return paint.apply(styles(tile.openness), to: centred)
  }

  private func styles(_ openness: TileMap.Openness) -> [Paint.Style] {
    switch openness {
    case .open: [.green, .inverse]
    case .partly: [.yellow, .inverse]
    case .closed: [.dim]
    }
  }

  private var legend: String {
    let samples = TileMap.Openness.allCases.map { openness in
      let name = openness.name[language]
      return paint.isOn ? paint.apply(styles(openness), to: " \(name) ") : bracketed(name, openness)
    }
    let change =
      map.target == nil
      ? Bilingual(zh: "候选版本的改动", en: "changed in the candidate") : Bilingual(zh: "有变化", en: "differs")
    let letters = hasNames ? [] : ["CN-.."]
    return "  " + (samples + [paint("*", .yellow, .bold) + " " + change[language]] + letters).joined(separator: "  ")
  }

  var counts: String {
    let counts = TileMap.Openness.allCases.map { "\($0.name[language]) \(map.count($0))" }
    let changed = Bilingual(zh: "改动 \(map.changed)", en: "changed \(map.changed)")[language]
    return "  " + (counts + [changed]).joined(separator: " · ")
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}

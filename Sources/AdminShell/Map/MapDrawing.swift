import Domain
import Program

/// Draws the tile map: two lines a tile, the name and the share. Without colours brackets say what colours say.
struct MapDrawing {
  let map: TileMap
  let language: Language
  let paint: Paint

  var text: String {
    ([title, ""] + (0..<map.rows).flatMap(lines) + ["", legend, counts]).map { $0 + "\n" }.joined()
  }

  /// Of one tile, the gap behind it aside, in which the mark of a change stands.
  private var width: Int { language == .zh ? 8 : 7 }

  private var title: String {
    let running = Bilingual(zh: "版本 \(map.revision)", en: "revision \(map.revision)")[language]
    guard map.changed > 0 else { return paint(running, .bold) }
    let changes = map.changed == 1 ? "1 region" : "\(map.changed) regions"
    let candidate = Bilingual(zh: "候选版本改动了 \(map.changed) 个地区", en: "the candidate changes \(changes)")[language]
    return paint(running, .bold) + " · " + paint(candidate, .yellow, .bold)
  }

  /// No line at all for a row without tiles.
  private func lines(_ row: Int) -> [String] {
    let tiles = (0..<map.columns).map { map.tile(column: $0, row: row) }
    guard tiles.contains(where: { $0 != nil }) else { return [] }
    let names = tiles.map { tile in tile.map { half($0, name($0)) + mark($0) } ?? blank }
    let shares = tiles.map { tile in tile.map { half($0, share($0)) + " " } ?? blank }
    return [names, shares].map { "  " + $0.joined().withoutTrailingBlanks }
  }

  private var blank: String { String(repeating: " ", count: width + 1) }

  private func name(_ tile: TileMap.Tile) -> String {
    let name = language == .zh ? tile.region.name.zh : String(tile.region.code.text.suffix(2))
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
    tile.openness == .closed ? "-" : "\(tile.candidate)%"
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
    let change = Bilingual(zh: "候选版本的改动", en: "changed in the candidate")[language]
    return "  " + (samples + [paint("*", .yellow, .bold) + " " + change]).joined(separator: "  ")
  }

  private var counts: String {
    let counts = TileMap.Openness.allCases.map { "\($0.name[language]) \(map.count($0))" }
    let changed = Bilingual(zh: "改动 \(map.changed)", en: "changed \(map.changed)")[language]
    return "  " + (counts + [changed]).joined(separator: " · ")
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}

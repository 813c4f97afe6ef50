import Program

/// The map for terminals that are too narrow for its tiles: the regions, grouped by their openness.
extension MapDrawing {
  var listing: String {
    let groups = TileMap.Openness.allCases.flatMap { openness in
      let tiles = map.tiles.filter { $0.openness == openness }
      return tiles.isEmpty ? [] : [openness.name[language]] + wrapped(names(tiles), to: columns - 2).map { "  " + $0 }
    }
    return ([wrapped(title, to: columns).joined(separator: "\n")] + groups + wrapped(counts, to: columns)).map {
      $0 + "\n"
    }.joined()
  }

  private func names(_ tiles: [TileMap.Tile]) -> String {
    tiles.map { tile in
      let share = tile.openness == .partly ? " \(tile.candidate)%" : ""
      return tile.region.name[language] + share + (tile.isChanged ? "*" : "")
    }.joined(separator: language == .zh ? "、" : ", ")
  }
}

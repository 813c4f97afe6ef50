import Domain
import RolloutControl
import Text

/// The regions as tiles, each at its place, with the share in the running revision and in the candidate.
struct TileMap {
  struct Tile {
    let region: Region
    let running: Share
    let candidate: Share
    var isChanged: Bool { running != candidate }
    var openness: Openness { Openness(candidate) }
  }

  /// The openness of a region.
  enum Openness: String, CaseIterable {
    case open, partly, closed

    init(_ share: Share) {
      self = share == .full ? .open : share == .none ? .closed : .partly
    }

    var name: Bilingual {
      switch self {
      case .open: Bilingual(zh: "开放", en: "open")
      case .partly: Bilingual(zh: "部分开放", en: "partly open")
      case .closed: Bilingual(zh: "关闭", en: "closed")
      }
    }
  }

  let revision: Int
  /// The state that `revision` is compared with; nil for the running revision with the candidate on top.
  let target: Comparison.Reference?
  /// The tiles, in the catalogue's order.
  let tiles: [Tile]

  init(_ catalogue: Catalogue, running: Revision, candidate: Rollout, target: Comparison.Reference? = nil) {
    revision = running.number
    self.target = target
    tiles = catalogue.regions.map { region in
      Tile(region: region, running: running.rollout.share(of: region.code), candidate: candidate.share(of: region.code))
    }
  }

  var columns: Int { (tiles.map(\.region.tile.column).max() ?? 0) + 1 }
  var rows: Int { (tiles.map(\.region.tile.row).max() ?? 0) + 1 }
  var changed: Int { tiles.count(where: \.isChanged) }

  func tile(column: Int, row: Int) -> Tile? {
    tiles.first { $0.region.tile.column == column && $0.region.tile.row == row }
  }

  func count(_ openness: Openness) -> Int { tiles.count { $0.openness == openness } }
}

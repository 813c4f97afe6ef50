import Text

/// One of the 31 provincial-level divisions (GB/T 2260): the places in which the service opens one by one.
public struct Region: Sendable, Hashable {
  public let code: RegionCode
  /// The first two digits of the division's GB/T 2260 number, such as `31`.
  public let divisionNumber: String
  /// The short name: 上海, Shanghai.
  public let name: Bilingual
  /// The full name: 上海市. In English the same as the short one.
  public let fullName: Bilingual
  /// Other spellings: pinyin, other English names, shorter Chinese ones.
  public let spellings: [String]
  public let tile: Tile

  /// A region's place on the map that is drawn with one tile for each region.
  public struct Tile: Sendable, Hashable {
    /// The column, counted from the west, 0 to 8.
    public let column: Int
    /// The row, counted from the north, 0 to 8.
    public let row: Int

    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  public init(
    code: RegionCode, divisionNumber: String, name: Bilingual, fullName: Bilingual, spellings: [String], tile: Tile
  ) {
    self.code = code
    self.divisionNumber = divisionNumber
    self.name = name
    self.fullName = fullName
    self.spellings = spellings
    self.tile = tile
  }
}

extension Region {
  /// The six-digit form of the GB/T 2260 number: `310000`.
  public var longDivisionNumber: String { divisionNumber + "0000" }
}

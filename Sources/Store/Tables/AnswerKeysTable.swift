import Crypto
import Domain
import Foundation

/// The ephemeral keys of answers, as hashes: each is good for one answer, of whichever bank. They are remembered for two
/// days at least, twice the time in which a query may be answered, in generations of two days: the present one and the
/// one before.
extension Transaction {
  private static let daysOfGeneration = 2

  static func keyGeneration(of day: CalendarDay) -> Int { day.number / daysOfGeneration }

  static func hash(ofKey key: Data) -> Data { Data(SHA256.hash(data: key)).prefix(16) }

  /// Notes ephemeral keys, and says of each whether no answer came under it before. Of equal keys the first may be fresh.
  public func take(ephemeralKeys keys: [Data]) throws -> [Bool] {
    var fresh = [Bool](repeating: false, count: keys.count)
    for start in stride(from: 0, to: keys.count, by: ValueList.largest) {
      try takeSome(keys, start..<min(keys.count, start + ValueList.largest), &fresh)
    }
    return fresh
  }

  private func takeSome(_ keys: [Data], _ range: Range<Int>, _ fresh: inout [Bool]) throws {
    let generation = Self.keyGeneration(of: now.day)
    var places: [UInt128: Int] = [:]
    var hashes: [(number: UInt128, value: SQLValue)] = []
    for place in range {
      let hash = Self.hash(ofKey: keys[place])
      let number = Self.number(hash)
      guard places[number] == nil else { continue }
      places[number] = place
      hashes.append((number, .blob(hash)))
    }
    let list = ValueList.filled(hashes.map(\.value))
    try sql.query(
      "select key from answer_keys where key in (\(list.placeholders)) and generation = \(generation - 1)", list.values
    ) { places[Self.number($0.blob(0))] = nil }
    let rest = ValueList.filled(hashes.filter { places[$0.number] != nil }.map(\.value))
    guard !rest.values.isEmpty else { return }
    try sql.query(
      """
      insert into answer_keys (generation, key) values \(rest.rows(with: generation)) on conflict do nothing
      returning key
      """, rest.values
    ) { row in if let place = places[Self.number(row.blob(0))] { fresh[place] = true } }
  }

  /// The 16 bytes of a hash as a number, which is compared faster.
  private static func number(_ hash: Data) -> UInt128 { hash.reduce(0) { $0 << 8 | UInt128($1) } }

  func forgetOldEphemeralKeys() throws {
    try sql.execute("delete from answer_keys where generation < $1", .int(Self.keyGeneration(of: now.day) - 1))
  }
}

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

  /// Notes ephemeral keys, and gives those under which no answer came before. A key that is there twice is given once.
  public func take(ephemeralKeys keys: [Data]) throws -> Set<Data> {
    var fresh: Set<Data> = []
    for start in stride(from: 0, to: keys.count, by: ValueList.largest) {
      fresh.formUnion(try takeSome(keys[start..<min(keys.count, start + ValueList.largest)]))
    }
    return fresh
  }

  private func takeSome(_ keys: ArraySlice<Data>) throws -> Set<Data> {
    let generation = Self.keyGeneration(of: now.day)
    var byHash = Dictionary(keys.map { (Self.hash(ofKey: $0), $0) }) { first, _ in first }
    let hashes = byHash.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let list = ValueList.filled(hashes.map { .blob($0) })
    try sql.query(
      "select key from answer_keys where key in (\(list.placeholders)) and generation = \(generation - 1)", list.values
    ) { byHash[$0.blob(0)] = nil }
    let rest = ValueList.filled(hashes.filter { byHash[$0] != nil }.map { .blob($0) })
    guard !rest.values.isEmpty else { return [] }
    var fresh: Set<Data> = []
    try sql.query(
      """
      insert into answer_keys (generation, key) values \(rest.rows(with: generation)) on conflict do nothing
      returning key
      """, rest.values
    ) { row in if let key = byHash[row.blob(0)] { fresh.insert(key) } }
    return fresh
  }

  func forgetOldEphemeralKeys() throws {
    try sql.execute("delete from answer_keys where generation < $1", .int(Self.keyGeneration(of: now.day) - 1))
  }
}

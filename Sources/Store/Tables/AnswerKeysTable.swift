import Crypto
import Domain
import Foundation
import Sealing

/// The hash by which the ephemeral key of an answer is remembered: the first 128 bits of its SHA-256.
public struct AnswerKeyHash: Sendable, Hashable, Comparable {
  /// The first and the last 8 bytes, big-endian.
  private let high: UInt64
  private let low: UInt64

  public init(ofKey key: some DataProtocol) {
    var hash = SHA256()
    hash.update(data: key)
    self = hash.finalize().withUnsafeBytes { Self($0) }
  }

  /// The hash of the key that a sealed answer begins with.
  public init(ofAnswer sealed: Data) { self.init(ofKey: AnswerSeal.encapsulatedKey(of: sealed)) }

  /// The hash as its first 16 bytes, which are there.
  init(_ bytes: UnsafeRawBufferPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }

  var value: SQLValue { withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { .blob(Data($0)) } }

  /// In the order of the bytes, which is the table's.
  public static func < (left: AnswerKeyHash, right: AnswerKeyHash) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }
}

/// The ephemeral keys of answers, as hashes: each is good for one answer, of whichever bank. They are remembered for two
/// days at least, twice the time in which a query may be answered, in generations of two days: the present one and the
/// one before.
extension Transaction {
  private static let daysOfGeneration = 2

  static func keyGeneration(of day: CalendarDay) -> Int { day.number / daysOfGeneration }

  /// Notes ephemeral keys, and says of each whether no answer came under it before. Of equal keys the first may be fresh.
  public func take(ephemeralKeys keys: [AnswerKeyHash]) throws -> [Bool] {
    var fresh = [Bool](repeating: false, count: keys.count)
    for start in stride(from: 0, to: keys.count, by: ValueList.largest) {
      try takeSome(keys, start..<min(keys.count, start + ValueList.largest), &fresh)
    }
    return fresh
  }

  private func takeSome(_ keys: [AnswerKeyHash], _ range: Range<Int>, _ fresh: inout [Bool]) throws {
    let generation = Self.keyGeneration(of: now.day)
    var places: [AnswerKeyHash: Int] = [:]
    places.reserveCapacity(range.count)
    for place in range where places[keys[place]] == nil { places[keys[place]] = place }
    // In the table's order, so that neighbours are written together.
    var wanted = places.keys.sorted()
    if try hasAnswerKeys(of: generation - 1) {
      let list = ValueList.filled(wanted.map(\.value))
      var known: Set<AnswerKeyHash> = []
      try sql.query(
        "select key from answer_keys where key in (\(list.placeholders)) and generation = \(generation - 1)",
        list.values
      ) { if let key = Self.hash($0) { known.insert(key) } }
      wanted.removeAll { known.contains($0) }
    }
    let list = ValueList.filled(wanted.map(\.value))
    guard !list.values.isEmpty else { return }
    try sql.query(
      """
      insert into answer_keys (generation, key) select \(generation), column1 from (values \(list.rows)) as keys
      where true on conflict do nothing returning key
      """, list.values
    ) { row in if let key = Self.hash(row), let place = places[key] { fresh[place] = true } }
  }

  private func hasAnswerKeys(of generation: Int) throws -> Bool {
    try sql.first(
      "select 1 from answer_keys where generation = $1 limit 1", .int(generation), read: { _ in true }) ?? false
  }

  /// The key of a row; nil for one that no program of ours wrote.
  private static func hash(_ row: any SQLRow) -> AnswerKeyHash? {
    row.withBytes(0) { $0.count == 16 ? AnswerKeyHash($0) : nil }
  }

  func forgetOldEphemeralKeys() throws {
    try sql.execute("delete from answer_keys where generation < $1", .int(Self.keyGeneration(of: now.day) - 1))
  }
}

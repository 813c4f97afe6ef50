import Domain
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("The people of some buckets")
struct PopulationTests {
  private static let region = RegionCode("CN-SH")
  private let database: TestDatabase
  private let store: Store
  /// The number of people in each bucket.
  private static let people = [0: 3, 1: 1, 99: 2, 100: 5, 101: 1, 250: 4, 4_999: 1, 5_000: 2, 9_900: 1, 9_999: 6]

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
    try store.write { transaction in
      for (bucket, count) in Self.people.sorted(by: { $0.key < $1.key }) {
        for number in 0..<count { try transaction.register("\(bucket)-\(number)", Self.region, bucket) }
      }
      try transaction.register("elsewhere", RegionCode("CN-YN"), 100)
    }
  }

  private static let edges = [
    0, 1, 2, 99, 100, 101, 102, 199, 200, 201, 250, 251, 300, 4_999, 5_000, 5_001, 9_999, 10_000,
  ]

  @Test("are those of every single bucket, wherever the band begins and ends", arguments: edges)
  func bands(lower: Int) throws {
    for upper in Self.edges where upper >= lower {
      let expected = Self.people.filter { (lower..<upper).contains($0.key) }.reduce(0) { $0 + $1.value }
      #expect(
        try store.read { try $0.population(of: Self.region, in: lower..<upper) } == expected, "\(lower)..<\(upper)")
    }
  }

  @Test("are fewer by whoever moves away, and no fewer by a move that was undone")
  func moves() throws {
    let person = try #require(try store.read { try $0.person("P250-0") })
    struct Undone: Error {}
    let undone = fault {
      try store.write { transaction in
        try transaction.move(person, to: RegionCode("CN-YN"))
        throw Undone()
      }
    }
    #expect(undone == "Undone: Undone()")
    #expect(try store.read { try $0.population(of: Self.region, in: 200..<300) } == 4)
    try store.write { try $0.move(person, to: RegionCode("CN-YN")) }
    #expect(try store.read { try $0.population(of: Self.region, in: 200..<300) } == 3)
    #expect(try store.read { try $0.population(of: RegionCode("CN-YN"), in: 250..<251) } == 1)
  }
}

extension Transaction {
  func register(_ name: String, _ region: RegionCode, _ bucket: Int) throws {
    try register(.sample("P\(name)", in: region, bucket: bucket, at: now))
  }
}

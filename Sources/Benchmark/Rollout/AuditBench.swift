import Crypto
import Foundation
import Store
import Text

/// Verifies a long chain: of a hundred records one is a commit, the others are operators' reads and sign-ins.
struct AuditBench {
  private let settings: BenchSettings

  init(_ settings: BenchSettings) { self.settings = settings }

  private static let batch = 10_000

  func run() throws -> BenchReport {
    let workplace = try Workplace(below: settings.directory)
    let database = try RevisedDatabase("audit", in: workplace)
    let all = settings.count(1_000_000, quick: 10_000)
    try fill(database, all)
    settings.say(zh: "审计：核对", en: "audit: verifying")
    let begin = Stopwatch.wall
    let verdict = try database.store.verifyAudit()
    let seconds = Double(Stopwatch.wall - begin) / 1e9
    precondition(verdict.isIntact && verdict.records >= all, "what was written is intact")
    let hashing = Self.hash(verdict.records)
    return BenchReport(
      bench: .audit,
      figures: [
        Figure("verify", zh: "核对审计链 audit verify", en: "audit verify", seconds, .seconds, bound: .atMost(10)),
        Figure(
          "verifyRate", zh: "每秒核对的记录", en: "records verified a second", Double(verdict.records) / seconds, .perSecond,
          against: .init(
            zh: "只算 SHA-256", en: "SHA-256 alone", Double(verdict.records) / hashing)),
      ],
      notes: [
        Bilingual(
          zh: "\(verdict.records) 条记录，其中 \(all / 100) 条是提交，每个版本的内容也一并核对",
          en: "\(verdict.records) records, \(all / 100) of them commits whose revisions are verified, too")
      ])
  }

  private func fill(_ database: RevisedDatabase, _ all: Int) throws {
    for first in stride(from: 0, to: all, by: Self.batch) {
      if first % 100_000 == 0 {
        settings.say(zh: "审计：写入第 \(first) 条，共 \(all) 条", en: "audit: writing record \(first) of \(all)")
      }
      try database.store.write(protecting: .rollout) { transaction in
        try database.revise(Self.batch / 100, first: first / 100, of: all / 100, in: transaction)
        for number in first..<(first + Self.batch / 100 * 99) {
          try transaction.audit(
            author: "operator\(number % 7)", action: number % 50 == 0 ? "sign-in" : "read",
            object: number % 50 == 0 ? "console" : "query Q00\(number)", detail: ["command": "explain"])
        }
      }
    }
  }

  /// The seconds to hash as many texts of a record's size.
  private static func hash(_ count: Int) -> Double {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 230)
    let begin = Stopwatch.wall
    var last: UInt8 = 0
    for _ in 0..<count { for byte in SHA256.hash(data: text).prefix(1) { last ^= byte } }
    blackHole(last)
    return Double(Stopwatch.wall - begin) / 1e9
  }
}

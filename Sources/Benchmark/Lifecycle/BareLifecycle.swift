import Domain
import Foundation
import QueryEngine
import Sealing
import Store

/// The rows of a query's life written by bare prepared statements: rows of the sizes that the store writes, their seals
/// included, in as many transactions, with no reading and no other work.
final class BareLifecycle {
  private let database: BareDatabase
  private let random = SeededRandom(seed: 3)
  private let shape: BareShape
  private let banks: [BankCode]
  private let rows: BareRows
  private var queries = 0

  /// Makes a file of its own.
  init(_ path: String, _ shape: BareShape, banks: [BankCode]) throws {
    database = try BareDatabase(path: path, creating: true)
    self.shape = shape
    self.banks = banks
    for pragma in ["journal_mode = wal", "synchronous = full", "secure_delete = on"] {
      database.execute("pragma \(pragma)")
    }
    database.execute(BareTables.statements)
    database.execute(BareTables.statements(shape))
    rows = BareRows(database, shape, banks: banks)
  }

  /// The time of a number of queries, in nanoseconds.
  struct Spent: Sendable {
    let wall: Double
    let processor: Double
    /// The time that commits waited for the disk.
    let waiting: Double
    let pages: Double
  }

  /// Writes as many queries in as many commits as the store did. A query's answers come in `answers` of them.
  func run(_ count: Int, accepting: Int, working: Int, answers: Int) -> Spent {
    let numbers = (queries + 1)...(queries + count)
    let names = numbers.map { _ in String(random.next(), radix: 36) }
    database.commit { for number in numbers { rows.sendCode(number) } }
    queries += count
    let acceptances = zip(numbers, names).map { number, name in { self.rows.accept(number, name) } }
    let work = self.work(on: Array(numbers), answers: answers)
    let (processor, waited, written) = (Stopwatch.thread, database.waited, PagesWritten.bytesWritten())
    let wall = Stopwatch.time {
      write(acceptances, in: accepting)
      write(work, in: working)
    }
    return Spent(
      wall: wall, processor: Double(Stopwatch.thread - processor), waiting: Double(database.waited - waited),
      pages: Double(PagesWritten.bytesWritten() - written) / PagesWritten.pageSize)
  }

  /// The writes in the engine's order: all asked, all answered, reported, told.
  private func work(on numbers: [Int], answers: Int) -> [() -> Void] {
    var work = shape == .query ? workOnQueries(numbers, parts: answers) : workOnEnquiries(numbers)
    for number in numbers { work.append { self.rows.leaseMessage(number) } }
    for number in numbers { work.append { self.rows.deleteMessage(number) } }
    return work
  }

  private func workOnQueries(_ numbers: [Int], parts: Int) -> [() -> Void] {
    var work: [() -> Void] = numbers.map { number in { self.rows.claim(number) } }
    for part in 0..<parts {
      let answers = banks.count * (part + 1) / parts - banks.count * part / parts
      for number in numbers {
        work.append {
          self.rows.answer(number, part: part, answers)
          if part == parts - 1 { self.rows.report(number) } else { self.rows.advance(number) }
        }
      }
    }
    return work
  }

  private func workOnEnquiries(_ numbers: [Int]) -> [() -> Void] {
    var work: [() -> Void] = []
    for position in banks.indices {
      for number in numbers { work.append { self.rows.claim(number, position: position) } }
    }
    for position in banks.indices {
      for number in numbers { work.append { self.rows.answer(number, position: position) } }
    }
    for number in numbers { work.append { self.rows.report(number) } }
    return work
  }

  private func write(_ work: [() -> Void], in commits: Int) {
    for index in 0..<commits {
      let share = (work.count * index / commits)..<(work.count * (index + 1) / commits)
      database.commit {
        for item in work[share] { item() }
        rows.noteTime(index)
      }
    }
  }

  /// The time to commit one row, in nanoseconds.
  func commitOne() -> Double {
    let name = String(random.next(), radix: 36)
    return Stopwatch.time { database.commit { rows.refuse(name) } }
  }

  /// The time to commit one acceptance, in nanoseconds.
  func commitAcceptance() -> Double {
    queries += 1
    let (number, name) = (queries, String(random.next(), radix: 36))
    database.commit { rows.sendCode(number) }
    return Stopwatch.time { database.commit { rows.accept(number, name) } }
  }
}

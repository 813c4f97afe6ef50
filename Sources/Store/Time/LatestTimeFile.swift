import Domain
import Foundation
import Sealing
import Synchronization

/// The extent of a database that people alone have added to: the latest time and the last numbers.
struct Progress: Equatable {
  /// The latest time written.
  let time: Moment
  let numbers: LastNumbers
}

extension Progress {
  /// The fault of a database that has less than was noted; nil if nothing is missing.
  func shortfall(of noted: Progress) -> StoreFault? {
    if time < noted.time { return .databaseOlderByTime(noted: noted.time, found: time) }
    return noted.numbers.isMore(than: numbers) ? .databaseOlderByNumbers : nil
  }

  /// The same as a problem of the audit verification.
  func problem(of noted: Progress) -> AuditProblem? {
    switch shortfall(of: noted) {
    case nil: nil
    case .databaseOlderByTime(let noted, let found)?: .olderTime(noted: noted, found: found)
    default: .olderNumbers
    }
  }
}

/// The last numbers of people, queries and refusals, which no program ever removes. Unlike the latest time, which is
/// one row, these numbers are of no use to whoever copies them into an older file.
struct LastNumbers: Equatable {
  let persons: Int
  let queries: Int
  let refusals: Int

  static let none = LastNumbers(persons: 0, queries: 0, refusals: 0)

  /// Whether one of these numbers is greater than the one found.
  func isMore(than found: LastNumbers) -> Bool {
    persons > found.persons || queries > found.queries || refusals > found.refusals
  }
}

extension SQLSession {
  /// The last numbers by three looks at the ends of tables.
  func lastNumbers() throws -> LastNumbers {
    try first(
      """
      select (select max(rowid) from persons not indexed), (select max(number) from queries not indexed),
        (select max(number) from refusals not indexed)
      """, read: { LastNumbers(persons: $0.int(0), queries: $0.int(1), refusals: $0.int(2)) }) ?? .none
  }

  /// The progress as stored, whoever wrote it.
  func progress() throws -> Progress { Progress(time: try storedTime(), numbers: try lastNumbers()) }
}

/// The latest time written and the last numbers, noted beside the secrets every few seconds, so that a file is noticed
/// that is older by people's writes alone, without any record of the audit chain.
final class LatestTimeFile: Sendable {
  private let path: String
  private let secret: ServerSecret
  private let noted = Mutex<Moment?>(nil)

  /// The time between two notes; writes of the last one may be missing from an older file unnoticed.
  static let interval = Span.seconds(5)

  init(secrets: String, instance: String, secret: ServerSecret) {
    path = "\(secrets)/latest-time-\(instance.prefix(8))"
    self.secret = secret
  }

  /// Notes a time that was committed, and the last numbers, if the last note is old enough. If noting fails, the next
  /// commit notes both: only the span that stays unnoticed depends on this.
  func note(_ moment: Moment, atOnce: Bool = false, numbers: () throws -> LastNumbers) {
    let last = noted.withLock { noted in
      noted = noted ?? read()?.time
      return noted
    }
    guard let last else { return write(moment, numbers) }
    if atOnce ? last < moment : last.adding(Self.interval) <= moment { write(moment, numbers) }
  }

  private func write(_ moment: Moment, _ numbers: () throws -> LastNumbers) {
    guard let numbers = try? numbers() else { return }
    replace(with: Progress(time: moment, numbers: numbers))
  }

  /// Sets the note whatever was noted before: by a decision of an operator, or in a sandbox that has not begun.
  func replace(with progress: Progress) {
    // Not synchronised: a power loss at worst leaves the note before it.
    guard (try? WholeFile.write(Data(text(of: progress).utf8), to: path, isSynchronised: false)) != nil else { return }
    noted.withLock { $0 = progress.time }
  }

  /// The noted progress; nil if none was noted, or the note is not ours.
  func read() -> Progress? {
    guard let data = try? SecretFile.read(path) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    let values = text.split(separator: " ").dropLast().map { Int64($0) }
    guard let first = values.first, let milliseconds = first else { return nil }
    var progress = Progress(time: Moment(milliseconds: milliseconds), numbers: .none)
    if values.count == 4, let persons = values[1], let queries = values[2], let refusals = values[3] {
      progress = Progress(
        time: progress.time,
        numbers: LastNumbers(persons: Int(persons), queries: Int(queries), refusals: Int(refusals)))
    }
    return text == self.text(of: progress) ? progress : nil
  }

  /// The text of a note, without the numbers if there are none, as in older notes.
  private func text(of progress: Progress) -> String {
    let numbers = progress.numbers
    let content =
      "\(progress.time.milliseconds)"
      + (numbers == .none ? "" : " \(numbers.persons) \(numbers.queries) \(numbers.refusals)")
    return "\(content) \(secret.hash("latest \(content)", for: .auditHead).hexadecimal)\n"
  }
}

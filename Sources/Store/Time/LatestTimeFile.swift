import Domain
import Foundation
import Sealing
import Synchronization

/// How far a database has come by what people do alone.
struct Progress: Equatable {
  /// The latest time written.
  let time: Moment
  let numbers: LastNumbers
}

extension Progress {
  /// What is missing of what was noted; nil where nothing is.
  func shortfall(of noted: Progress) -> StoreFault? {
    if time < noted.time { return .databaseOlderByTime(noted: noted.time, found: time) }
    return noted.numbers.isMore(than: numbers) ? .databaseOlderByNumbers : nil
  }

  /// The same as verification says it.
  func problem(of noted: Progress) -> AuditProblem? {
    switch shortfall(of: noted) {
    case nil: nil
    case .databaseOlderByTime(let noted, let found)?: .olderTime(noted: noted, found: found)
    default: .olderNumbers
    }
  }
}

/// The last numbers of what people leave behind, which no program ever removes: unlike the latest time, which is one row,
/// they are of no use to whoever copies them into an older file.
struct LastNumbers: Equatable {
  let persons: Int
  let queries: Int
  let refusals: Int

  static let none = LastNumbers(persons: 0, queries: 0, refusals: 0)

  /// Whether something that was there is not there any more.
  func isMore(than found: LastNumbers) -> Bool {
    persons > found.persons || queries > found.queries || refusals > found.refusals
  }
}

extension SQLSession {
  /// Three looks at the ends of tables.
  func lastNumbers() throws -> LastNumbers {
    try first(
      """
      select (select max(rowid) from persons not indexed), (select max(number) from queries not indexed),
        (select max(number) from refusals not indexed)
      """, read: { LastNumbers(persons: $0.int(0), queries: $0.int(1), refusals: $0.int(2)) }) ?? .none
  }

  /// As it is stored, whoever wrote it.
  func progress() throws -> Progress { Progress(time: try storedTime(), numbers: try lastNumbers()) }
}

/// The latest time that was written and the last numbers, noted beside the secrets every few seconds, so that a file that
/// is older by what people did alone, without any record of the audit chain, is missed, too.
final class LatestTimeFile: Sendable {
  private let path: String
  private let secret: ServerSecret
  private let noted = Mutex<Moment?>(nil)

  /// What lies so close to the end may be missing from an older file unnoticed.
  static let interval = Span.seconds(5)

  init(secrets: String, instance: String, secret: ServerSecret) {
    path = "\(secrets)/latest-time-\(instance.prefix(8))"
    self.secret = secret
  }

  /// Notes a time that was committed, and how far everything has come, if the last note is old enough. What fails is noted
  /// with the next: nothing but the span that stays unnoticed depends on it.
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

  /// Sets it whatever was noted before: a decision of an operator, or a sandbox that has not begun.
  func replace(with progress: Progress) {
    // Not synchronised: a power loss at worst leaves the note before it.
    guard (try? WholeFile.write(Data(text(of: progress).utf8), to: path, isSynchronised: false)) != nil else { return }
    noted.withLock { $0 = progress.time }
  }

  /// Nil where none was noted, or the note is not ours.
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

  /// Without the numbers where there are none, as before they were noted.
  private func text(of progress: Progress) -> String {
    let numbers = progress.numbers
    let content =
      "\(progress.time.milliseconds)"
      + (numbers == .none ? "" : " \(numbers.persons) \(numbers.queries) \(numbers.refusals)")
    return "\(content) \(secret.hash("latest \(content)", for: .auditHead).hexadecimal)\n"
  }
}

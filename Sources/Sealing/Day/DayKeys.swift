import Crypto
import Domain
import Foundation
import Synchronization

/// The random keys of the days of expiry, one file each, beside the server secret and never in a backup
/// (docs/rules.md, "Keys"). When a day's key is destroyed, nothing sealed under it opens again, backups included.
public final class DayKeys: Sendable {
  private let folder: String
  /// The path of the file with the last day whose keys were destroyed.
  private let destroyedPath: String
  private let cache = Mutex<[CalendarDay: SymmetricKey]>([:])
  /// The day for which this process made keys last, and they were noted as made.
  private let preparedDay = Mutex<CalendarDay?>(nil)

  /// The number of days ahead for which keys are made.
  public static let daysAhead = 10

  /// `instance` separates the keys of several databases with the same secrets.
  public init(secrets: String, instance: String) throws(SecretFault) {
    folder = "\(secrets)/day-keys-\(instance.prefix(8))"
    destroyedPath = "\(secrets)/destroyed-days-\(instance.prefix(8))"
    try SecretFile.makeFolder(folder)
  }

  /// Whether this process has made the keys that a day needs, and noted them.
  public func isPrepared(for today: CalendarDay) -> Bool { preparedDay.withLock { $0 == today } }

  /// Makes the missing keys of today and the ten days after, but none of a day up to `known`, for which one was made
  /// before: a lost key is reported, and not made anew silently (rule 14). A day before today never gets a key.
  public func prepare(today: CalendarDay, known: CalendarDay? = nil) throws(SecretFault) {
    for ahead in 0...Self.daysAhead {
      let day = today.adding(ahead)
      if let known, day <= known { continue }
      guard access(path(day), F_OK) != 0 else { continue }
      let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
      try SecretFile.write(key, to: path(day), replacing: false)
    }
  }

  /// Notes that the keys that a day needs are made, and that it is committed that they were.
  public func notePrepared(for today: CalendarDay) { preparedDay.withLock { $0 = today } }

  /// The key of a day that has not ended. `dayKeyGone` is final; a key that should exist and does not is `missing`, and
  /// may be put back.
  public func sealer(of day: CalendarDay, now: Moment) throws(SecretFault) -> AtRest {
    guard now < day.end else { throw .dayKeyGone(day) }
    if let key = cache.withLock({ $0[day] }) { return AtRest(key: key) }
    let data: Data
    do { data = try SecretFile.read(path(day)) } catch {
      if case .missing = error, isDestroyed(day) { throw .dayKeyGone(day) }
      throw error
    }
    guard data.count == 32 else { throw .unusable(path: path(day)) }
    let key = SymmetricKey(data: data)
    cache.withLock { $0[day] = key }
    return AtRest(key: key)
  }

  /// Destroys the keys of every day that has ended.
  public func destroyEnded(now: Moment) throws(SecretFault) {
    cache.withLock { keys in keys = keys.filter { now < $0.key.end } }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let ended = names.compactMap { CalendarDay(text: $0) }.filter { $0.end <= now }.sorted()
    guard let last = ended.last else { return }
    if !isDestroyed(last) { try SecretFile.write(Data("\(last)\n".utf8), to: destroyedPath, replacing: true) }
    for day in ended { try SecretFile.destroy(path(day)) }
  }

  /// Whether the keys of a day were destroyed here, which holds even if the clock was set back since.
  private func isDestroyed(_ day: CalendarDay) -> Bool {
    guard let text = try? SecretFile.read(destroyedPath) else { return false }
    return CalendarDay(text: String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
      .map { day <= $0 } ?? false
  }

  /// The file of a day's key.
  public func path(of day: CalendarDay) -> String { path(day) }

  private func path(_ day: CalendarDay) -> String { "\(folder)/\(day)" }
}

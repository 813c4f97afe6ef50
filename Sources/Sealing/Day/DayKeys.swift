import Crypto
import Domain
import Foundation
import Synchronization

/// The random keys of the days of expiry, one file each, beside the server secret and never in a backup
/// (design: "Keys"). When a day's key is destroyed, nothing sealed under it opens again, backups included.
public final class DayKeys: Sendable {
  private let folder: String
  private let cache = Mutex<[CalendarDay: SymmetricKey]>([:])
  /// The day for which keys were made last.
  private let preparedDay = Mutex<CalendarDay?>(nil)

  /// How many days ahead keys are made.
  public static let daysAhead = 10

  /// `instance` keeps the keys of several databases with the same secrets apart.
  public init(secrets: String, instance: String) throws(SecretFault) {
    folder = "\(secrets)/day-keys-\(instance.prefix(8))"
    try SecretFile.makeFolder(folder)
  }

  /// Makes the keys of today and the ten days after where they are missing. A day before today never gets one.
  public func prepare(today: CalendarDay) throws(SecretFault) {
    guard preparedDay.withLock({ $0 != today }) else { return }
    for ahead in 0...Self.daysAhead where access(path(today.adding(ahead)), F_OK) != 0 {
      let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
      try SecretFile.write(key, to: path(today.adding(ahead)), replacing: false)
    }
    preparedDay.withLock { $0 = today }
  }

  /// The key of a day, as long as that day has not ended.
  public func sealer(of day: CalendarDay, now: Moment) throws(SecretFault) -> AtRest {
    guard now < day.end else { throw .dayKeyGone(day) }
    if let key = cache.withLock({ $0[day] }) { return AtRest(key: key) }
    let data: Data
    do { data = try SecretFile.read(path(day)) } catch {
      if case .missing = error { throw .dayKeyGone(day) }
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
    for name in names.sorted() {
      guard let day = CalendarDay(text: name), day.end <= now else { continue }
      try SecretFile.destroy(path(day))
    }
  }

  private func path(_ day: CalendarDay) -> String { "\(folder)/\(day)" }
}

import Domain
import Sealing

extension Transaction {
  /// Makes the keys of the days to come, once a day. A key that was made before is not made again, even if it was lost.
  public func prepareDayKeys() throws {
    guard !store.dayKeys.isPrepared(for: now.day) else { return }
    let known = try sql.first("select through from day_keys where id = 1") { $0.optionalInteger(0) } ?? nil
    let through = now.day.adding(DayKeys.daysAhead)
    try store.dayKeys.prepare(today: now.day, known: known.map { CalendarDay(number: Int($0)) })
    try sql.execute(
      "update day_keys set through = $1 where id = 1 and coalesce(through, 0) < $2", .int(through.number),
      .int(through.number))
    // Keys stay when a transaction is rolled back; that they were made has to be recorded once more then.
    afterCommit { [keys = store.dayKeys, day = now.day] in keys.notePrepared(for: day) }
  }
}

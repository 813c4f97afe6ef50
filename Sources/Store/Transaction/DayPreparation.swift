import Domain

/// A day whose vault or whose keys are not there yet, for which a transaction stops: it makes no table (the schema would
/// change under everybody who reads), and is run again once the day is prepared.
struct DayNotPrepared: Error {
  /// The day of expiry whose vault is missing.
  let day: CalendarDay
}

extension Store {
  /// Makes the keys and vaults of the days that reports made now and tomorrow need, in a commit of its own, unless this
  /// program has done so today. The engine calls this at its start and when a day turns, the desk before it accepts.
  public func prepareDays() throws {
    let today = clock.now.day
    guard preparedDay.withLock({ $0 != today }) else { return }
    try prepareDays(including: nil)
    preparedDay.withLock { $0 = today }
  }

  /// The same at once, and for one more day of expiry.
  func prepareDays(including day: CalendarDay?) throws {
    try writeOnce { transaction in
      try transaction.prepareDayKeys()
      let today = transaction.now
      let days = [today, today.adding(.days(1))].map { QueryMachine.lastDay(generatedAt: $0) }
      for day in days + (day.map { [$0] } ?? []) { try transaction.prepareVault(of: day) }
    }
  }

  /// Whether work that failed is to be run once more: the day that it lacked has been prepared now; or somebody else has
  /// written what it found free, which it sees this time.
  func isWorthAnotherRun(after failure: any Error) throws -> Bool {
    switch failure {
    case let missing as DayNotPrepared:
      try prepareDays(including: missing.day)
      return true
    case StoreFault.notUnique: return true
    default: return false
    }
  }
}

extension Transaction {
  /// Stops the transaction, which is then run again, unless the day's vault is there.
  public func requireVault(of day: CalendarDay) throws {
    guard try hasVault(of: day) else { throw DayNotPrepared(day: day) }
  }

  /// Stops the transaction, which is then run again, unless the day's vault and today's keys are there.
  public func requireDays(with vault: CalendarDay) throws {
    guard store.dayKeys.isPrepared(for: now.day) else { throw DayNotPrepared(day: vault) }
    try requireVault(of: vault)
  }
}

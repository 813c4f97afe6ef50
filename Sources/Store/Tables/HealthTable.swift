import Domain

/// Counts of banks' health by slots of time.
extension Transaction {
  /// The code under which measures are counted that belong to no known bank.
  public static let nobody = BankCode("")

  /// Counts a measure of a bank; the counts are written at the end of the commit (`CommitTally`).
  public func note(_ measure: HealthMeasure, of bank: BankCode, at moment: Moment? = nil, count: Int = 1) {
    health.add(measure, of: bank, at: moment ?? now, count: count)
  }

  /// A bank's health over every window.
  public func health(of bank: BankCode) throws -> [HealthWindow: BankHealth] {
    var counts: [HealthWindow: [(measure: HealthMeasure, count: Int)]] = [:]
    let (day, hour) = (HealthWindow.day.slots(at: now), HealthWindow.hour.slots(at: now))
    try sql.query(
      """
      select measure, cast(sum(case when slot >= $1 then \(CountedValue.sound("count")) else 0 end) as bigint),
        cast(sum(case when slot >= $2 then \(CountedValue.sound("count")) else 0 end) as bigint),
        cast(sum(\(CountedValue.sound("count"))) as bigint) from health
      where bank = $3 and slot >= $4 and slot < $5 group by measure order by measure
      """,
      [
        .integer(HealthWindow.tenMinutes.slots(at: now).lowerBound.milliseconds),
        .integer(hour.lowerBound.milliseconds),
        .text(bank.text), .integer(day.lowerBound.milliseconds), .integer(day.upperBound.milliseconds),
      ]
    ) { row in
      // A measure that no program of ours counts is left out.
      guard let measure = HealthMeasure(text: row.text(0)) else { return }
      for (column, window) in HealthWindow.allCases.enumerated() where row.int(column + 1) > 0 {
        counts[window, default: []].append((measure, row.int(column + 1)))
      }
    }
    return Dictionary(uniqueKeysWithValues: HealthWindow.allCases.map { ($0, BankHealth(counts[$0] ?? [])) })
  }

  /// A bank's health over the last ten minutes, or over the part of them after a time.
  public func recentHealth(of bank: BankCode, since: Moment? = nil) throws -> BankHealth {
    let slots = HealthWindow.tenMinutes.slots(at: now)
    return try health(of: bank, from: max(slots.lowerBound, since ?? slots.lowerBound), to: slots.upperBound)
  }

  /// A bank's health over the slots that begin in a period.
  public func health(of bank: BankCode, from start: Moment, to end: Moment) throws -> BankHealth {
    let counts = try sql.all(
      """
      select measure, cast(sum(\(CountedValue.sound("count"))) as bigint) from health
      where bank = $1 and slot >= $2 and slot < $3
      group by measure order by measure
      """,
      .text(bank.text), .integer(start.milliseconds), .integer(end.milliseconds)
    ) { row in
      HealthMeasure(text: row.text(0)).map { (measure: $0, count: row.int(1)) }
    }
    return BankHealth(counts.compactMap(\.self))
  }

  /// The number of a bank's enquiries asked a minute, over the last ten minutes, else over the last hour; nil if none
  /// was asked.
  public func askedPerMinute(at bank: BankCode) throws -> Double? {
    for window in [HealthWindow.tenMinutes, .hour] {
      let since = HealthSlot.start(of: now.adding(.milliseconds(-window.length.milliseconds)))
      let asked = try sql.first(
        """
        select cast(sum(\(CountedValue.sound("count"))) as bigint) from health
        where bank = $1 and slot >= $2 and measure = 'asked'
        """,
        .text(bank.text), .integer(since.milliseconds), read: { $0.optionalInteger(0) })
      if let asked = asked ?? nil, asked > 0 { return Double(asked) * 60_000 / Double(window.length.milliseconds) }
    }
    return nil
  }

  // MARK: Forgetting

  /// Whether counts or nonces are stored whose time has been over for a while.
  public func isHealthOld() throws -> Bool {
    let old = oldestKept.adding(.hours(-1))
    let isOld = try observedBanks().contains { bank in
      try sql.first(
        "select 1 from health where bank = $1 and slot < $2 limit 1", .text(bank), .integer(old.milliseconds),
        read: { _ in true }) ?? false
    }
    return try isOld || areNoncesOld(by: .hours(1))
  }

  public func forgetOldHealth() throws {
    for bank in try observedBanks() {
      try sql.execute(
        "delete from health where bank = $1 and slot < $2", .text(bank), .integer(oldestKept.milliseconds))
    }
    try forgetOldNonces()
  }

  /// Whether a measure is stored that no program of ours counts.
  func isHealthForeign() throws -> Bool {
    let measures = try sql.all("select distinct measure from health") { HealthMeasure(text: $0.text(0)) }
    return try measures.contains(nil) || CountedValue.isForeign("count", in: "health", sql)
  }

  private var oldestKept: Moment { now.adding(.milliseconds(-HealthSlot.term.milliseconds)) }

  /// Every bank with counts, known or not any more: one look into the index for each.
  private func observedBanks() throws -> [String] {
    var banks: [String] = []
    var next = try sql.first("select min(bank) from health", read: { $0.optionalText(0) }) ?? nil
    while let bank = next {
      banks.append(bank)
      next =
        try sql.first("select min(bank) from health where bank > $1", .text(bank), read: { $0.optionalText(0) }) ?? nil
    }
    return banks
  }
}

extension SQLSession {
  /// Writes counts, in the order of their rows: one statement for each bank, slot and measure.
  func add(_ health: HealthTally) throws {
    for (row, count) in health.sorted {
      try execute(
        """
        insert into health (bank, slot, measure, count) values ($1, $2, $3, $4)
        on conflict (bank, slot, measure) do update set count = \(CountedValue.sound("health.count")) + excluded.count
        """,
        .text(row.bank.text), .integer(row.slot.milliseconds), .text(row.measure.text), .int(count))
    }
  }
}

import Domain

/// Counts of how enquiries ended, made when their query ends.
extension Transaction {
  /// Counts the outcomes of a query's enquiries; the counts are written at the end of the commit (`CommitTally`).
  public func noteAnswers(_ outcomes: [QueryOutcome], region: RegionCode) {
    let count = AnswerCount(outcomes)
    guard count.ended > 0 else { return }
    answers.add(count, of: region, on: now.day)
  }

  /// The counts of ended enquiries of people of some regions, from a day on.
  public func answerCount(of regions: [RegionCode], from day: CalendarDay) throws -> AnswerCount {
    try regions.reduce(AnswerCount()) { sum, region in
      let count = try sql.first(
        """
        select cast(coalesce(sum(\(CountedValue.sound("ended"))), 0) as bigint),
          cast(coalesce(sum(\(CountedValue.sound("answered"))), 0) as bigint) from answers
        where region = $1 and day >= $2
        """,
        .text(region.text), .int(day.number), read: { AnswerCount(ended: $0.int(0), answered: $0.int(1)) })
      return sum + (count ?? AnswerCount())
    }
  }
}

/// Counts of ended enquiries that are still to be written.
struct AnswerTally {
  private struct Row: Hashable {
    let region: RegionCode
    let day: CalendarDay
  }

  private var counts: [Row: AnswerCount] = [:]

  mutating func add(_ count: AnswerCount, of region: RegionCode, on day: CalendarDay) {
    let row = Row(region: region, day: day)
    counts[row] = (counts[row] ?? AnswerCount()) + count
  }

  mutating func add(_ other: AnswerTally) {
    for (row, count) in other.counts { add(count, of: row.region, on: row.day) }
  }

  /// The counts, in an order without chance.
  var sorted: [(region: RegionCode, day: CalendarDay, count: AnswerCount)] {
    counts.map { (region: $0.key.region, day: $0.key.day, count: $0.value) }
      .sorted { ($0.region, $0.day) < ($1.region, $1.day) }
  }
}

extension SQLSession {
  /// Writes counts, in the order of their rows: one statement for each region and day.
  func add(_ answers: AnswerTally) throws {
    for (region, day, count) in answers.sorted {
      try execute(
        """
        insert into answers (region, day, ended, answered) values ($1, $2, $3, $4)
        on conflict (region, day) do update
        set ended = \(CountedValue.sound("answers.ended")) + excluded.ended,
          answered = \(CountedValue.sound("answers.answered")) + excluded.answered
        """,
        .text(region.text), .int(day.number), .int(count.ended), .int(count.answered))
    }
  }
}

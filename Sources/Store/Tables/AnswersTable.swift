import Domain

/// Counts of how enquiries ended, made when their query ends.
extension Transaction {
  /// Counts the outcomes of a query's enquiries; the counts are written with everything else at the end of the
  /// transaction.
  public func noteAnswers(_ outcomes: [QueryOutcome], region: RegionCode) {
    let count = AnswerCount(outcomes)
    guard count.ended > 0 else { return }
    answers[region] = (answers[region] ?? AnswerCount()) + count
  }

  /// Writes the counts of this transaction: one statement for each region.
  func writeAnswers() throws {
    for (region, count) in answers.sorted(by: { $0.key < $1.key }) {
      try sql.execute(
        """
        insert into answers (region, day, ended, answered) values ($1, $2, $3, $4)
        on conflict (region, day) do update
        set ended = \(CountedValue.sound("answers.ended")) + excluded.ended,
          answered = \(CountedValue.sound("answers.answered")) + excluded.answered
        """,
        .text(region.text), .int(now.day.number), .int(count.ended), .int(count.answered))
    }
    answers = [:]
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

import Domain

/// How many registered people there are, by region and bucket; kept in the transactions that register and move them.
extension Transaction {
  /// How many people of a region are in some buckets.
  public func population(of region: RegionCode, in buckets: Range<Int>) throws -> Int {
    try sql.first(
      """
      select cast(coalesce(sum(count), 0) as bigint) from population
      where region = $1 and bucket >= $2 and bucket < $3
      """,
      .text(region.text), .int(buckets.lowerBound), .int(buckets.upperBound), read: { $0.int(0) }) ?? 0
  }

  /// Counts somebody who comes to a region.
  func countArrival(in region: RegionCode, _ bucket: Bucket) throws {
    try sql.execute(
      """
      insert into population (region, bucket, count) values ($1, $2, 1)
      on conflict (region, bucket) do update set count = population.count + 1
      """,
      .text(region.text), .int(Int(bucket.number)))
  }

  func countDeparture(from region: RegionCode, _ bucket: Bucket) throws {
    try sql.execute(
      "update population set count = count - 1 where region = $1 and bucket = $2", .text(region.text),
      .int(Int(bucket.number)))
  }
}

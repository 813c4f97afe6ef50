import Domain

/// The number of registered people by region and bucket, kept by the transactions that register and move them.
///
/// People are counted twice, by single buckets and by hundreds of buckets, so that for the largest band of buckets only
/// some three hundred rows are summed.
extension Transaction {
  /// The number of people of a region in some buckets.
  public func population(of region: RegionCode, in buckets: Range<Int>) throws -> Int {
    let hundreds = (buckets.lowerBound + 99) / 100..<max((buckets.lowerBound + 99) / 100, buckets.upperBound / 100)
    guard !hundreds.isEmpty else { return try sum(Self.single, of: region, buckets) }
    return try sum(Self.single, of: region, buckets.lowerBound..<hundreds.lowerBound * 100)
      + sum(Self.hundred, of: region, hundreds)
      + sum(Self.single, of: region, hundreds.upperBound * 100..<buckets.upperBound)
  }

  private static let single = """
    select cast(coalesce(sum(\(CountedValue.sound("count"))), 0) as bigint) from population
    where region = $1 and bucket >= $2 and bucket < $3
    """
  private static let hundred = """
    select cast(coalesce(sum(\(CountedValue.sound("count"))), 0) as bigint) from population_hundreds
    where region = $1 and hundred >= $2 and hundred < $3
    """

  private func sum(_ statement: String, of region: RegionCode, _ places: Range<Int>) throws -> Int {
    guard !places.isEmpty else { return 0 }
    return try sql.first(
      statement, .text(region.text), .int(places.lowerBound), .int(places.upperBound), read: { $0.int(0) }) ?? 0
  }

  /// Counts a person who comes to a region.
  func countArrival(in region: RegionCode, _ bucket: Bucket) throws {
    try sql.execute(
      """
      insert into population (region, bucket, count) values ($1, $2, 1)
      on conflict (region, bucket) do update set count = population.count + 1
      """,
      .text(region.text), .int(Int(bucket.number)))
    try sql.execute(
      """
      insert into population_hundreds (region, hundred, count) values ($1, $2, 1)
      on conflict (region, hundred) do update set count = population_hundreds.count + 1
      """,
      .text(region.text), .int(Int(bucket.number) / 100))
  }

  func countDeparture(from region: RegionCode, _ bucket: Bucket) throws {
    try sql.execute(
      "update population set count = count - 1 where region = $1 and bucket = $2", .text(region.text),
      .int(Int(bucket.number)))
    try sql.execute(
      "update population_hundreds set count = count - 1 where region = $1 and hundred = $2", .text(region.text),
      .int(Int(bucket.number) / 100))
  }
}

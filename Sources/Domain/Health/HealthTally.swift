/// Counts that are still to be written: repeated events are added up, so that each row is written once.
public struct HealthTally: Sendable {
  /// One row of the counts.
  public struct Row: Sendable, Hashable {
    public let bank: BankCode
    /// The start of the slot.
    public let slot: Moment
    public let measure: HealthMeasure
  }

  private var counts: [Row: Int] = [:]

  public init() {}

  public var isEmpty: Bool { counts.isEmpty }

  public mutating func add(_ measure: HealthMeasure, of bank: BankCode, at moment: Moment, count: Int = 1) {
    counts[Row(bank: bank, slot: HealthSlot.start(of: moment), measure: measure), default: 0] += count
  }

  public mutating func add(_ other: HealthTally) {
    for (row, count) in other.counts { counts[row, default: 0] += count }
  }

  /// The counts, in an order without chance.
  public var sorted: [(row: Row, count: Int)] {
    counts.map { (row: $0.key, count: $0.value) }.sorted { left, right in
      (left.row.bank.text, left.row.slot, left.row.measure.text)
        < (right.row.bank.text, right.row.slot, right.row.measure.text)
    }
  }
}

import Text

/// One measured figure, with the floor or limit that it is compared with, taken in the same run.
public struct Figure: Sendable {
  /// The key for programs: stable, camelCase.
  public let key: String
  public let title: Bilingual
  public let value: Double
  public let unit: Unit
  public let reference: Reference?
  /// The ratio of the value to the reference's; the median over the rounds if they were measured in turns.
  public let ratio: Double?
  /// The bound on the ratio if there is a reference, else on the value; nil if there is none.
  public let bound: Bound?

  /// The reference of a value.
  public struct Reference: Sendable {
    public let title: Bilingual
    public let value: Double
  }

  public enum Bound: Sendable, Equatable {
    case atMost(Double)
    case atLeast(Double)
  }

  public enum Unit: String, Sendable {
    case nanoseconds = "ns"
    case microseconds = "µs"
    case milliseconds = "ms"
    case seconds = "s"
    case perSecond = "/s"
    case megabytes = "MB"
    case bytes = "B"
    case pages
    case queries
    case count
    case percent = "%"
  }

  /// A figure compared with nothing, or with a bound on the value itself.
  public init(_ key: String, zh: String, en: String, _ value: Double, _ unit: Unit, bound: Bound? = nil) {
    self.init(key, Bilingual(zh: zh, en: en), value, unit, reference: nil, ratio: nil, bound: bound)
  }

  /// A figure held against another of the same unit.
  public init(
    _ key: String, zh: String, en: String, _ value: Double, _ unit: Unit, against reference: Reference,
    ratio: Double? = nil, bound: Bound? = nil
  ) {
    let ratio = ratio ?? (reference.value == 0 ? nil : value / reference.value)
    self.init(key, Bilingual(zh: zh, en: en), value, unit, reference: reference, ratio: ratio, bound: bound)
  }

  private init(
    _ key: String, _ title: Bilingual, _ value: Double, _ unit: Unit, reference: Reference?, ratio: Double?,
    bound: Bound?
  ) {
    self.key = key
    self.title = title
    self.value = value
    self.unit = unit
    self.reference = reference
    self.ratio = ratio
    self.bound = bound
  }

  /// Whether the bound is kept; nil if there is none.
  public var isMet: Bool? {
    let compared = ratio ?? value
    return switch bound {
    case .atMost(let limit): compared <= limit
    case .atLeast(let limit): compared >= limit
    case nil: nil
    }
  }
}

extension Figure.Reference {
  public init(zh: String, en: String, _ value: Double) {
    title = Bilingual(zh: zh, en: en)
    self.value = value
  }
}

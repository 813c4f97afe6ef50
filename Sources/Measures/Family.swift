/// One measure with all its samples, as Prometheus reads them.
public struct Family: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case counter
    case gauge
    case histogram
  }

  /// One value, under labels in their order.
  public struct Sample: Sendable, Equatable {
    /// What is added to the family's name, such as `_bucket`.
    let suffix: String
    let labels: [Label]
    let value: Double
  }

  public struct Label: Sendable, Equatable, Hashable, Comparable {
    let name: String
    let value: String

    public static func < (left: Label, right: Label) -> Bool { (left.name, left.value) < (right.name, right.value) }
  }

  public let name: String
  let help: String
  let kind: Kind
  var samples: [Sample]

  /// A gauge that is read when somebody asks: one value for each value of a label, in their order.
  public static func gauge(
    _ name: String, _ help: String, by label: String, _ values: [(String, Double)]
  ) -> Family {
    Family(
      name: name, help: help, kind: .gauge,
      samples: values.map { Sample(suffix: "", labels: [Label(name: label, value: $0.0)], value: $0.1) })
  }

  /// A gauge of one value; none where there is nothing to measure.
  public static func gauge(_ name: String, _ help: String, _ value: Double?) -> Family {
    Family(
      name: name, help: help, kind: .gauge,
      samples: value.map { [Sample(suffix: "", labels: [], value: $0)] } ?? [])
  }

  /// A count that somebody else keeps.
  public static func counter(_ name: String, _ help: String, _ value: Double) -> Family {
    Family(name: name, help: help, kind: .counter, samples: [Sample(suffix: "", labels: [], value: value)])
  }
}

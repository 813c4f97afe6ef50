import Synchronization

/// A count that only grows, for each combination of values of its labels. Values come from closed lists (codes, banks):
/// whatever a stranger may choose is no label.
public final class Counter: Sendable {
  private let name: String
  private let help: String
  private let labels: [String]
  private let counts = Mutex<[[String]: Double]>([:])

  public init(_ name: String, _ help: String, by labels: [String] = []) {
    (self.name, self.help, self.labels) = (name, help, labels)
    if labels.isEmpty { counts.withLock { $0[[]] = 0 } }
  }

  /// Adds to the count under these values of the labels, in the labels' order.
  public func add(_ amount: Double = 1, _ values: String...) {
    precondition(values.count == labels.count && amount >= 0, "a value for each label, and no count goes back")
    counts.withLock { $0[values, default: 0] += amount }
  }

  public var family: Family {
    let found = counts.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return Family(
      name: name, help: help, kind: .counter,
      samples: found.map { .init(suffix: "", labels: .init(labels, $0.key), value: $0.value) })
  }
}

extension [Family.Label] {
  init(_ names: [String], _ values: [String]) {
    self = zip(names, values).map { Family.Label(name: $0, value: $1) }
  }
}

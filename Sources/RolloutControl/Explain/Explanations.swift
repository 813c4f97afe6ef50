import Store

/// Why the gate admits or refuses, for an operator who asks.
public struct Explanations {
  let author: String
  let store: Store
}

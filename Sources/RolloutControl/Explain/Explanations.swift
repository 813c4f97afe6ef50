import Store

/// Explanations of the gate's decisions, for operators.
public struct Explanations {
  let author: String
  let store: Store
}

/// Where the chain ends in a transaction that adds to it.
struct AuditTail {
  var head: AuditHead
  /// Whether the head beside the secrets stood in the chain as it was before: only then does it follow.
  let continuesHead: Bool
}

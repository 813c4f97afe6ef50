import Domain

extension Suite {
  /// The heading in `Protocol/openapi.yaml` under which the protocol says what a check looks at.
  public static func heading(of identifier: String, in group: CheckGroup) -> String {
    headings[identifier] ?? heading(of: group)
  }

  /// Of the checks whose heading is not their group's.
  static let headings = [
    "transport.keys": "Keys", "transport.key_ids": "Keys", "transport.sound_keys": "Keys",
    "transport.mutual_tls": "Certificates", "transport.foreign_certificate": "Certificates",
    "sealing.nothing_in_fields": "Header fields", "exclusions.other_phone": "Comparing",
    "exclusions.other_name": "Comparing", "exclusions.spelling": "Comparing",
    "exclusions.test_people": "Test environment", "callbacks.signed": "Signatures",
    "callbacks.signed_reply": "Signatures", "callbacks.repeated": "Again, and idempotency",
  ]

  static func heading(of group: CheckGroup) -> String {
    switch group {
    case .transport, .load: "Transport"
    case .signatures: "Signatures"
    case .sealing: "Sealing"
    case .consent: "Consent"
    case .idempotency: "Again, and idempotency"
    case .masking, .exclusions: "What a bank answers"
    case .errors: "Errors"
    case .late, .callbacks, .batches: "Life of an enquiry"
    }
  }
}

/// A reason for which a message's signature is refused. The raw value is the code on the wire.
public enum SignatureFault: String, Error, Sendable, Equatable, CaseIterable {
  case missing = "signature_missing"
  /// The signature's fields cannot be read, or name a component that the message does not have.
  case malformed = "signature_malformed"
  /// The signature does not cover every required component, or lacks a parameter.
  case incomplete = "signature_incomplete"
  case unknownKey = "unknown_signing_key"
  case expired = "signature_expired"
  case future = "signature_from_future"
  case wrong = "signature_wrong"
  case digestMissing = "digest_missing"
  case digestWrong = "digest_wrong"
  case replayed

  public var code: String { rawValue }
}

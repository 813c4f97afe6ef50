/// A reason for which a bank does not answer an enquiry: the published list, and nothing else
/// (`Protocol/openapi.yaml`). A person sees the code; any other text in its place is neither used nor stored.
public enum DeclineCode: String, Sendable, Hashable, CaseIterable {
  /// The identity number is known, with another name.
  case identityMismatch = "identity_mismatch"
  /// A fetched enquiry is not known any more: it is asked again.
  case unknownEnquiry = "unknown_enquiry"
  /// Nothing can be sealed to the consent's `answerKey`.
  case badPublicKey = "bad_public_key"
  /// The bank has another reason, or gives none.
  case unspecified
}

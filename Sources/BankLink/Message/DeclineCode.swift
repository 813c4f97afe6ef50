/// Why a bank does not answer an enquiry: the published list, and nothing else (`Protocol/openapi.yaml`). A person sees
/// the code; what a bank writes in place of one is read by nobody and kept nowhere.
public enum DeclineCode: String, Sendable, Hashable, CaseIterable {
  /// The identity number is known, with another name.
  case identityMismatch = "identity_mismatch"
  /// Fetched, but not known any more: it is asked again.
  case unknownEnquiry = "unknown_enquiry"
  /// The consent's `answerKey` is none to seal to.
  case badPublicKey = "bad_public_key"
  /// The bank has another reason, or gives none.
  case unspecified
}

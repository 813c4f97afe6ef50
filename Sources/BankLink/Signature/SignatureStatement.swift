import Foundation
import RawStructuredFieldValues

/// One signature of a message with its components and parameters.
struct SignatureStatement: Equatable {
  let components: [Component]
  /// The list of the components with its parameters, as in the last line of the base.
  let text: String
  let signature: Data
  private let said: SignatureTerms?

  /// The signature under this protocol's label, with its tag. A response is bound to the label, so no other signature
  /// serves.
  init(of message: SignedMessage, _ profile: SignatureProfile) throws(SignatureFault) {
    guard let input = message.value(of: "signature-input"), let signature = message.value(of: "signature") else {
      throw .missing
    }
    if let own = SignatureProfile.member(of: input), let terms = SignatureTerms(own, of: profile) {
      try self.init(profile.components, String(own), terms, signature)
    } else {
      try self.init(parsing: input, signature)
    }
  }

  /// Reads any spelling (RFC 9421, section 4.1).
  init(parsing input: String, _ signature: String) throws(SignatureFault) {
    guard case .innerList(let list)? = try Self.dictionary(input)[SignatureProfile.label],
      list.rfc9651Parameters["tag"] == .string(SignatureProfile.tag)
    else { throw .missing }
    guard let text = SignatureBase.text(of: list) else { throw .malformed }
    var components: [Component] = []
    for item in list.bareInnerList {
      guard let component = Component(item) else { throw .malformed }
      components.append(component)
    }
    try self.init(components, text, SignatureTerms(list.rfc9651Parameters), signature)
  }

  private init(
    _ components: [Component], _ text: String, _ said: SignatureTerms?, _ signature: String
  ) throws(SignatureFault) {
    self.components = components
    self.text = text
    self.said = said
    guard let base64 = try Self.base64(signature), let signature = Data(base64Encoded: base64) else {
      throw .malformed
    }
    self.signature = signature
  }

  func requireCover(of profile: SignatureProfile) throws(SignatureFault) {
    // Nearly all are our own list, which is compared without a look at what it holds.
    guard components != profile.components else { return }
    for component in profile.components where !components.contains(component) { throw .incomplete }
  }

  /// The valid statement. Times are judged with 5 minutes of clock skew; a signature that lasts too long is incomplete.
  func verified(at now: Int) throws(SignatureFault) -> MessageVerifier.Verified {
    let (skew, lifetime) = (SignatureProfile.skewSeconds, SignatureProfile.lifetimeSeconds)
    guard let said, SignatureProfile.nonceLength.contains(said.nonce.utf8.count),
      (said.created...(said.created + lifetime)).contains(said.expires)
    else { throw .incomplete }
    guard said.created <= now + skew else { throw .future }
    guard now <= said.expires + skew else { throw .expired }
    return .init(keyId: said.keyId, nonce: said.nonce, replayableUntil: said.expires + skew)
  }

  private static func base64(_ field: String) throws(SignatureFault) -> String? {
    if let found = ByteMember.base64(SignatureProfile.label, of: field) { return String(found) }
    guard case .item(let item)? = try dictionary(field)[SignatureProfile.label],
      case .undecodedByteSequence(let text) = item.rfc9651BareItem
    else { return nil }
    return text
  }

  private static func dictionary(_ field: String) throws(SignatureFault) -> OrderedMap<String, ItemOrInnerList> {
    var parser = StructuredFieldValueParser(Array(field.utf8))
    guard let dictionary = try? parser.parseDictionaryFieldValue() else { throw .malformed }
    return dictionary
  }
}

extension SignatureTerms {
  /// Nil if a parameter is missing, the algorithm another, or a time out of range, so that sums do not overflow.
  fileprivate init?(_ parameters: OrderedMap<String, RFC9651BareItem>) {
    func integer(_ name: String) -> Int? {
      guard case .integer(let number)? = parameters[name], (0...999_999_999_999).contains(number) else { return nil }
      return Int(number)
    }
    func text(_ name: String) -> String? {
      guard case .string(let text)? = parameters[name] else { return nil }
      return text
    }
    guard let created = integer("created"), let expires = integer("expires"), let nonce = text("nonce"),
      let keyId = text("keyid"), text("alg") == SignatureProfile.algorithm
    else { return nil }
    self.init(created: created, expires: expires, nonce: nonce, keyId: keyId)
  }
}

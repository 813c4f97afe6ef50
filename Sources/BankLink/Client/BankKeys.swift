import Sealing
import Synchronization

/// The public keys of one bank, ready for use.
struct BankKeys: Sendable {
  /// The key to seal to.
  let sealing: SealingPublicKey?
  /// Every key that may sign, by preference.
  let verifying: [VerifyingKey]
  /// The keys among these that the bank shows at its endpoint, rather than registered ones (sandbox).
  private(set) var shown: KeysMessage?

  /// The registered keys.
  init(of endpoint: BankEndpoint) {
    sealing = endpoint.publicKey
    verifying = endpoint.signingKeys
  }

  /// The keys that a bank shows.
  init(_ shown: KeysMessage) {
    sealing = shown.sealingKeys.first
    verifying = shown.verifyingKeys
    self.shown = shown
  }

  /// These keys, and others for what they lack.
  func completed(by others: BankKeys) -> BankKeys {
    BankKeys(
      sealing: sealing ?? others.sealing, verifying: verifying + others.verifying,
      shown: others.shown)
  }

  private init(sealing: SealingPublicKey?, verifying: [VerifyingKey], shown: KeysMessage?) {
    (self.sealing, self.verifying, self.shown) = (sealing, verifying, shown)
  }

  var isComplete: Bool { sealing != nil && !verifying.isEmpty }

  func verifying(_ keyId: String) -> VerifyingKey? { verifying.first { $0.keyId == keyId } }
}

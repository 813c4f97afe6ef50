import BankLink
import Domain

/// The bank that answered before the checks: its keys, the side that is checked, and its clock.
struct BankUnderTest: Sendable {
  let keys: BankPublicKeys
  let environment: CertificationEnvironment
  /// Seconds by which the bank's clock, by its `Date`, is ahead of this machine's; 0 if they agree or it does not
  /// say.
  let offsetSeconds: Int

  /// Signatures are made by the bank's clock as far as the two may be apart.
  var adjustment: Int { abs(offsetSeconds) <= SignatureProfile.skewSeconds ? offsetSeconds : 0 }
}

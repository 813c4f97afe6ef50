import Domain
import Foundation
import Sealing
import Store
import Text

/// The present or former use of a key.
public enum KeyHolder: Sendable, Equatable {
  /// The same bytes are given for sealing and for signing.
  case otherUse
  /// The bank had the key for the other use before.
  case formerUse
  case bank(BankCode)
  case network
}

extension KeyHolder {
  var facts: [JSONValue.Member] {
    switch self {
    case .otherUse: [.init("holder", "other_use")]
    case .formerUse: [.init("holder", "former_use")]
    case .bank(let bank): [.init("holder", "bank"), .init("bank", .string(bank.text))]
    case .network: [.init("holder", "network")]
    }
  }

  var message: Bilingual {
    switch self {
    case .otherUse:
      Bilingual(
        zh: "加密和签名用了同一个公钥，每种用途须有自己的密钥",
        en: "the file has one key for sealing and signing: each use needs its own")
    case .formerUse:
      Bilingual(
        zh: "该银行曾将这个公钥用于另一种用途，请换新的密钥",
        en: "the bank has used this key for the other use: ask for a new one")
    case .bank(let bank):
      Bilingual(
        zh: "这个公钥属于银行 \(bank)，请核对文件，或请银行重新生成密钥",
        en: "this key belongs to bank \(bank): check the file, or ask for a new key")
    case .network:
      Bilingual(
        zh: "这个公钥是网络自己的，请核对文件", en: "this key belongs to the network: check the file")
    }
  }
}

/// Checks that a key has one owner and one use: whoever has the private half of a key with two can pass for the other
/// owner, or make one use answer for the other.
extension BankOnboarding {
  /// Throws if a pair holds a key that has, or had, another owner or use.
  func requireUnused(_ pair: BankPublicKeys, of bank: BankCode, in transaction: Transaction) throws {
    guard !pair.signingForms.contains(pair.sealing) else { throw RolloutFault.keyInUse(.otherUse) }
    let forms = pair.forms
    for (owner, ring) in try transaction.keyRings().sorted(by: { $0.key < $1.key }) where owner != bank {
      if ring.all.contains(where: { !forms.isDisjoint(with: $0.pair.forms) }) {
        throw RolloutFault.keyInUse(.bank(owner))
      }
    }
    let former = try transaction.keyRing(of: bank).all.map(\.pair)
    if former.contains(where: {
      $0.signingForms.contains(pair.sealing) || pair.signingForms.contains($0.sealing)
    }) {
      throw RolloutFault.keyInUse(.formerUse)
    }
    let network = try store.networkKeys.published(now: transaction.now).flatMap {
      RolloutControl.forms(of: $0.key.publicKey)
    }
    if !forms.isDisjoint(with: network) { throw RolloutFault.keyInUse(.network) }
  }
}

extension BankPublicKeys {
  /// The bytes by which the keys are found, whichever curve they are written for.
  fileprivate var forms: Set<Data> { signingForms.union([sealing]) }

  fileprivate var signingForms: Set<Data> {
    guard let signing else { return [] }
    return VerifyingKey(rawRepresentation: signing).map(RolloutControl.forms(of:)) ?? [signing]
  }
}

/// A signing key, and the sealing key that has the same private half.
private func forms(of key: VerifyingKey) -> Set<Data> { [key.rawRepresentation, key.sealingImage] }

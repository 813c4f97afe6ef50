import Domain
import QueryEngine
import Text

/// What the desk says about an application, told with the banks' names instead of their codes.
struct NamedRefusal: Fault {
  let refusal: CardholderFault
  /// A bank as people know it.
  let name: @Sendable (BankCode) -> Bilingual

  var message: Bilingual { refusal.message(naming: name) }
  var code: String { refusal.code }
  var kind: FaultKind { refusal.kind }
  var facts: [JSONValue.Member] { refusal.facts }

  /// With what can be done against each reason behind it; with the refusal's number, or without.
  func message(isNumbered: Bool = true, adding remedy: (any Fault) -> Bilingual?) -> Bilingual {
    guard case .refused(let number, _, let reasons) = refusal else { return message.followed(by: remedy(refusal)) }
    let told = reasons.map { $0.message(naming: name).followed(by: remedy($0)) }
    return CardholderFault.refusal(isNumbered ? number : nil, told, isSlip: refusal.isSlip)
  }

  /// Whether nothing stands against the application but which banks it is for.
  var isAboutBanks: Bool {
    guard case .refused(_, _, let reasons) = refusal else { return false }
    return reasons.allSatisfy { reason in
      switch reason {
      case .gate(let objection): objection.bank != nil
      case .busy, .code(.banksChanged): true
      case .notLoggedIn, .queryInProgress, .tooEarly, .noBankChosen, .consentMissing, .checksLocked, .faceCheckFailed,
        .code:
        false
      }
    }
  }
}

extension NamedRefusal {
  /// Whether nothing stands against the application but a face check or a code that another try could pass.
  var isAboutCheck: Bool {
    guard case .refused(_, _, let reasons) = refusal else { return false }
    return reasons.allSatisfy { reason in
      switch reason {
      case .faceCheckFailed, .code(.wrong), .code(.malformed), .code(.expired), .code(.locked(until: nil)): true
      case .notLoggedIn, .gate, .queryInProgress, .tooEarly, .noBankChosen, .busy, .consentMissing, .checksLocked,
        .code:
        false
      }
    }
  }
}

extension Visit {
  /// Does what may be refused, and names the banks where they are told.
  func naming<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch let fault as CardholderFault {
      switch fault {
      case .refused, .codeRequired: throw NamedRefusal(refusal: fault, name: bankName)
      default: throw fault
      }
    }
  }

  /// In both languages; as it was called when it was last there, where it is gone.
  @Sendable private func bankName(_ bank: BankCode) -> Bilingual {
    (try? live.store.bankOnceKnown(bank))?.name ?? Bilingual(zh: bank.text, en: bank.text)
  }
}

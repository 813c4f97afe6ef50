import Domain
import QueryEngine
import Text

/// A fault of the desk about an application, with the banks' names instead of their codes.
struct NamedRefusal: Fault {
  let refusal: CardholderFault
  /// The name of a bank for people.
  let name: @Sendable (BankCode) -> Bilingual

  var message: Bilingual { refusal.message(naming: name) }
  var code: String { refusal.code }
  var kind: FaultKind { refusal.kind }
  var facts: [JSONValue.Member] { refusal.facts }

  /// The message with the remedy behind each reason; with the refusal's number, or without.
  func message(isNumbered: Bool = true, adding remedy: (any Fault) -> Bilingual?) -> Bilingual {
    guard case .refused(let number, _, let reasons) = refusal else { return message.followed(by: remedy(refusal)) }
    let told = reasons.map { $0.message(naming: name).followed(by: remedy($0)) }
    return CardholderFault.refusal(isNumbered ? number : nil, told, isSlip: refusal.isSlip)
  }

  /// Whether the only reason is the choice of banks.
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
  /// Whether the only reason is a face check or a code that another try could pass.
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
  /// Does work that may be refused, and puts names of banks into the refusal.
  func naming<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch let fault as CardholderFault {
      switch fault {
      case .refused, .codeRequired: throw NamedRefusal(refusal: fault) { [desk] in desk.name(of: $0) }
      default: throw fault
      }
    }
  }
}

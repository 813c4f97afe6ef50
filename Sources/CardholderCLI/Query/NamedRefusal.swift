import Domain
import QueryEngine

/// A refused application, told with the banks' names instead of their codes.
struct NamedRefusal: Fault {
  fileprivate let refusal: DeskFault
  let message: Bilingual

  var code: String { refusal.code }
  var exitStatus: ExitStatus { refusal.exitStatus }
  var facts: [JSONValue.Member] { refusal.facts }
}

extension Visit {
  /// Does what may be refused, and names the banks where it is.
  func naming<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch let fault as DeskFault {
      guard case .refused(let number, _, let reasons) = fault else { throw fault }
      let catalogue = try catalogue
      let messages = reasons.map { reason in
        reason.message { catalogue.bank($0)?.name ?? Bilingual(zh: $0.text, en: $0.text) }
      }
      throw NamedRefusal(refusal: fault, message: DeskFault.refusal(number, messages))
    }
  }
}

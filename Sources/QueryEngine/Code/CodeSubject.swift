import Domain
import Text

/// The offer that a person saw before a code for an application was sent: the banks, and the agreement (rule 13).
struct CodeSubject: Sendable, Equatable {
  let banks: ShownBanks
  /// The agreement's version; nil in older codes.
  let agreement: String?
  /// The digest of the agreement's text, which may have changed under the same version.
  let text: String?

  init(banks: ShownBanks, agreement: String?, text: String?) {
    self.banks = banks
    self.agreement = agreement
    self.text = text
  }

  var json: JSONValue {
    ["banks": banks.json, "agreement": JSONValue(agreement), "text": JSONValue(text)]
  }

  /// Reads the form stored with a code; an earlier program stored the banks alone.
  init?(json: JSONValue?) {
    guard let banks = ShownBanks(json: json?["banks"] ?? json) else { return nil }
    self.init(banks: banks, agreement: json?.text("agreement"), text: json?.text("text"))
  }

  /// The difference of the agreement from the one shown then; nil if it is the same.
  func agreementChange(to now: CodeSubject) -> AgreementChange? {
    agreement == now.agreement && text == now.text ? nil : AgreementChange(from: agreement, to: now.agreement)
  }
}

/// Another agreement than the one a person read.
public struct AgreementChange: Sendable, Equatable {
  /// The version; nil if it is not known.
  public let from: String?
  public let to: String?

  public init(from: String?, to: String?) {
    self.from = from
    self.to = to
  }

  var facts: [JSONValue.Member] { [.init("from", JSONValue(from)), .init("to", JSONValue(to))] }

  var message: Bilingual {
    let versions = from.flatMap { from in to.map { from == $0 ? "" : "\(from) → \($0)" } } ?? ""
    return Bilingual(
      zh: "《查卡授权书》已更新\(versions.isEmpty ? "" : "（\(versions)）")，请重新阅读并同意；这次不算输错",
      en: """
        the authorisation agreement has changed\(versions.isEmpty ? "" : " (\(versions))"): read it and agree again; this \
        did not count as an attempt
        """)
  }
}

import Domain
import Program
import QueryEngine

/// Step 2: whoever is not signed in registers or signs in.
extension GuidedVisit {
  func signIn() async throws -> BankOffer {
    if let offer = try await offerIfSignedIn() { return offer }
    while true {
      do {
        let answer = try visit.dialogue.ask(Self.choices)
        _ = try await signIn(answer)
        return try await visit.desk.banks(visit.session.token, channel: visit.channel)
      } catch let fault as any Fault where fault.exitStatus == .refused {
        visit.dialogue.say("\(fault.message.chosen.legible) [\(fault.code)]")
      }
    }
  }

  private static let choices = Bilingual(
    zh: "1 登录  2 注册  3 换了手机号 [1] ", en: "1 sign in  2 register  3 my number has changed [1] ")

  private func signIn(_ answer: String) async throws -> SignedIn {
    switch answer {
    case "2": try await register()
    case "3": try await changePhone()
    default: try await login()
    }
  }

  private func offerIfSignedIn() async throws -> BankOffer? {
    do {
      return try await visit.desk.banks(visit.session.token, channel: visit.channel)
    } catch let fault as any Fault where fault.code == "not_logged_in" {
      return nil
    }
  }

  private func login() async throws -> SignedIn {
    let phone = try ask(Bilingual(zh: "手机号：", en: "Mobile number: ")) { try PhoneNumber($0) }
    return try await visit.login(phone, code: nil)
  }

  private func register() async throws -> SignedIn {
    let catalogue = try visit.catalogue
    let name = try askName().text
    let idNumber = try askIDNumber().text
    let phone = try ask(Bilingual(zh: "手机号：", en: "Mobile number: ")) { try PhoneNumber($0).text }
    let region = try ask(Bilingual(zh: "所在地区（如 广东）：", en: "Region (such as Guangdong): ")) {
      try catalogue.resolveRegion($0).text
    }
    let details = try PersonDetails(name: name, idNumber: idNumber, phone: phone, region: region, catalogue: catalogue)
    visit.noteSandbox(visit.desk.sandboxNotices.identity)
    return try await visit.register(details, passwordFile: nil, code: nil)
  }

  /// For somebody who cannot sign in with the old number any more.
  private func changePhone() async throws -> SignedIn {
    let identity = StatedIdentity(name: try askName(), idNumber: try askIDNumber())
    let phone = try ask(Bilingual(zh: "新手机号：", en: "New mobile number: ")) { try PhoneNumber($0) }
    visit.noteSandbox(visit.desk.sandboxNotices.identity)
    return try await visit.changePhone(to: phone, identity: identity, code: nil)
  }

  private func askName() throws -> PersonName {
    try ask(Bilingual(zh: "姓名：", en: "Name: ")) { try PersonName($0) }
  }

  private func askIDNumber() throws -> IdentityNumber {
    try ask(Bilingual(zh: "身份证号：", en: "Identity number: ")) { try IdentityNumber($0) }
  }

  /// Asks until the answer can be read.
  private func ask<Value>(_ question: Bilingual, _ read: (String) throws -> Value) throws -> Value {
    while true {
      do {
        return try read(visit.dialogue.ask(question))
      } catch let fault as any Fault {
        visit.dialogue.say(fault.message.chosen.legible)
      }
    }
  }
}

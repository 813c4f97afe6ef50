import Domain
import Program
import QueryEngine

/// Step 2: whoever is not signed in registers or signs in.
extension GuidedVisit {
  func signIn() async throws -> BankOffer {
    if let offer = try await offerIfSignedIn() { return offer }
    while true {
      do {
        let answer = try visit.dialogue.ask(Bilingual(zh: "1 登录  2 注册 [1] ", en: "1 sign in  2 register [1] "))
        _ = answer == "2" ? try await register() : try await login()
        return try await visit.desk.banks(visit.session.token, channel: visit.channel)
      } catch let fault as any Fault where fault.exitStatus == .refused {
        visit.dialogue.say("\(fault.message.chosen.legible) [\(fault.code)]")
      }
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
    let name = try ask(Bilingual(zh: "姓名：", en: "Name: ")) { try PersonName($0).text }
    let idNumber = try ask(Bilingual(zh: "身份证号：", en: "Identity number: ")) { try IdentityNumber($0).text }
    let phone = try ask(Bilingual(zh: "手机号：", en: "Mobile number: ")) { try PhoneNumber($0).text }
    let region = try ask(Bilingual(zh: "所在地区（如 广东）：", en: "Region (such as Guangdong): ")) {
      try catalogue.resolveRegion($0).text
    }
    let details = try PersonDetails(name: name, idNumber: idNumber, phone: phone, region: region, catalogue: catalogue)
    visit.noteSandbox(visit.desk.sandboxNotices.identity)
    return try await visit.register(details, passwordFile: nil, code: nil)
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

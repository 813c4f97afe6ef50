import Domain
import Program
import QueryEngine
import Text

/// Step 2: people who are not signed in register or sign in.
extension GuidedVisit {
  func signIn() async throws -> BankOffer {
    if let offer = try await offerIfSignedIn() { return offer }
    while true {
      do {
        let answer = try visit.dialogue.ask(Self.choices)
        _ = try await signIn(answer)
        return try await visit.desk.banks(visit.session.token, channel: visit.channel)
      } catch let fault as any Fault where fault.kind == .refused || fault.code == "service_unavailable" {
        visit.dialogue.say(visit.told(fault))
      }
    }
  }

  private static let choices = Bilingual(
    zh: "请选择：1 登录  2 注册  3 换了手机号（直接回车为 1）：",
    en: "Choose: 1 sign in  2 register  3 my number has changed (Enter is 1): ")

  private func signIn(_ answer: String) async throws -> SignedIn {
    switch answer.halfWidth {
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
    return try await shown(visit.desk.guidance.identityNotice) { isThere in
      guard isThere else { return try await visit.login(phone, code: nil) }
      let identity = StatedIdentity(name: try askName(), idNumber: try askIDNumber())
      return try await visit.login(phone, code: nil, identity: identity)
    }
  }

  /// Goes on after an identity and a face check if others have used up the phone's codes.
  private func shown(
    _ notice: Bilingual?, _ work: (_ isThere: Bool) async throws -> SignedIn
  ) async throws -> SignedIn {
    do {
      return try await work(false)
    } catch let fault as any Fault where fault.isOutOfCodes(at: visit.desk.clock.now) {
      visit.dialogue.say(Self.showsWho.chosen)
      visit.noteSandbox(notice)
      return try await work(true)
    }
  }

  private static let showsWho = Bilingual(
    zh: "这个手机号今天的验证码次数已用完，可能是别人用掉的。核验您的身份和人脸后，仍会发送验证码。",
    en: """
      No more codes can be sent to this phone today, perhaps because others asked for them. You still get one once your \
      identity and face are checked.
      """)

  private func register() async throws -> SignedIn {
    let catalogue = try visit.catalogue
    let name = try askName().text
    let idNumber = try askIDNumber().text
    let phone = try ask(Bilingual(zh: "手机号：", en: "Mobile number: ")) { try PhoneNumber($0).text }
    let region = try ask(Bilingual(zh: "所在地区（如 广东）：", en: "Region (such as Guangdong): ")) {
      try catalogue.resolveRegion($0).text
    }
    let details = try PersonDetails(name: name, idNumber: idNumber, phone: phone, region: region, catalogue: catalogue)
    visit.noteSandbox(visit.desk.guidance.identityNotice)
    let password = try visit.newPassword(for: details, file: nil)
    return try await shown(visit.desk.guidance.faceNotice) {
      try await visit.register(details, password: password, code: nil, inPerson: $0)
    }
  }

  /// Changes the phone of a person who cannot sign in with the old number any more.
  private func changePhone() async throws -> SignedIn {
    let identity = StatedIdentity(name: try askName(), idNumber: try askIDNumber())
    let phone = try ask(Bilingual(zh: "新手机号：", en: "New mobile number: ")) { try PhoneNumber($0) }
    visit.noteSandbox(visit.desk.guidance.identityNotice)
    return try await visit.changePhone(to: phone, identity: identity, code: nil)
  }

  private func askName() throws -> PersonName {
    try ask(Bilingual(zh: "姓名：", en: "Name: ")) { try PersonName($0) }
  }

  private func askIDNumber() throws -> IdentityNumber {
    try ask(Bilingual(zh: "身份证号：", en: "Identity number: ")) { try IdentityNumber($0) }
  }

  /// Asks until the answer is valid.
  private func ask<Value>(_ question: Bilingual, _ read: (String) throws -> Value) throws -> Value {
    while true {
      do {
        return try read(visit.dialogue.ask(question))
      } catch let fault as any Fault {
        visit.dialogue.say(visit.told(fault))
      }
    }
  }
}

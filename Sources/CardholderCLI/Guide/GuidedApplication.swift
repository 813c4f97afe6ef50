import Domain
import Program
import QueryEngine

/// Steps 3 to 5: banks, agreement, face and code.
struct GuidedApplication {
  let visit: Visit
  let offer: BankOffer
  private var guide: GuidedVisit { GuidedVisit(visit: visit) }

  /// The accepted query; nil where the person stopped.
  func run() async throws -> QueryView? {
    guide.step(3, Bilingual(zh: "选择银行", en: "Choosing banks"))
    let banks = offer.named(try chooseBanks())
    guide.step(4, Bilingual(zh: "授权", en: "Authorisation"))
    guard try Consent(visit).ask(for: banks) else {
      visit.dialogue.say(Bilingual(zh: "未同意授权，没有提交申请。", en: "Not agreed; nothing was applied for.").chosen)
      return nil
    }
    guide.step(5, Bilingual(zh: "人脸核验和短信验证码", en: "Face check and SMS code"))
    let request = QueryRequest(banks: .named(banks.banks), agreed: true, code: nil, face: .given, shown: banks)
    visit.noteSandbox(visit.desk.sandboxNotices.face)
    do {
      let query = try await visit.apply(request)
      visit.dialogue.say(visit.appliedText(query))
      return query
    } catch let refusal as NamedRefusal where refusal.isAboutBanks {
      return try await chooseAgain(after: refusal)
    }
  }

  /// The banks are not those any more that were shown: what changed is said, and the choice is made anew.
  private func chooseAgain(after refusal: NamedRefusal) async throws -> QueryView? {
    visit.dialogue.say(refusal.message.chosen.legible)
    let offer = try await visit.desk.banks(visit.session.token, channel: visit.channel)
    guard offer.offered else {
      visit.dialogue.say(visit.text(offer))
      return nil
    }
    return try await GuidedApplication(visit: visit, offer: offer).run()
  }

  /// All that were listed, and no other, where the person wants all.
  private func chooseBanks() throws -> [BankCode] {
    visit.dialogue.say(list)
    while true {
      let answer = try visit.dialogue.ask(
        Bilingual(
          zh: "请输入银行序号，用空格隔开，如 1 3 5；以上全部请输入“全部”或直接回车：",
          en: "Numbers of banks with spaces between, such as 1 3 5; \"all\" or just Enter for all of these: "))
      if ["", "all", "全部"].contains(answer.lowercased()) { return selectable }
      do {
        let chosen = try read(answer)
        guard chosen.isEmpty else { return chosen }
        visit.dialogue.say(RefusalReason.noBankChosen.message.chosen)
      } catch let fault as any Fault {
        visit.dialogue.say(fault.message.chosen.legible)
      }
    }
  }

  private var choices: [BankOffer.Choice] { offer.banks.filter { $0.reason == nil } }
  private var selectable: [BankCode] { choices.map(\.bank) }

  /// With what should be known of a bank before it is chosen.
  var list: String {
    choices.enumerated().map { index, choice in
      let advice = visit.advice(on: choice).map { "  " + visit.context.paint($0, .yellow) } ?? ""
      return "\(index + 1)".paddedInFront(to: 4) + "  " + choice.name[visit.language] + advice
    }.joined(separator: "\n")
  }

  private func read(_ answer: String) throws -> [BankCode] {
    let names = answer.split(whereSeparator: { " ,，、".contains($0) }).map { word -> String in
      guard let number = Int(word), selectable.indices.contains(number - 1) else { return String(word) }
      return selectable[number - 1].text
    }
    return try BankChoice.read(names, catalogue: try visit.catalogue)
  }
}

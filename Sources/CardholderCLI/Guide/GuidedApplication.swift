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
    let banks = try chooseBanks()
    guide.step(4, Bilingual(zh: "授权", en: "Authorisation"))
    guard try Consent(visit).ask() else {
      visit.dialogue.say(Bilingual(zh: "未同意授权，没有提交申请。", en: "Not agreed; nothing was applied for.").chosen)
      return nil
    }
    guide.step(5, Bilingual(zh: "人脸核验和短信验证码", en: "Face check and SMS code"))
    let request = QueryRequest(banks: banks, agreed: true, code: nil, face: .given)
    visit.noteSandbox(visit.desk.sandboxNotices.face)
    let query = try await visit.apply(request)
    visit.dialogue.say(visit.appliedText(query))
    return query
  }

  private func chooseBanks() throws -> Application.Banks {
    visit.dialogue.say(list)
    while true {
      let answer = try visit.dialogue.ask(
        Bilingual(zh: "序号或名称，空格分隔；直接回车是全部：", en: "Numbers or names with spaces between; just Enter for all: "))
      if ["", "all", "全部"].contains(answer.lowercased()) { return .all }
      do {
        return .named(try read(answer))
      } catch let fault as any Fault {
        visit.dialogue.say(fault.message.chosen)
      }
    }
  }

  private var choices: [BankOffer.Choice] { offer.banks.filter { $0.reason == nil } }
  private var selectable: [BankCode] { choices.map(\.bank) }

  /// With what should be known of a bank before it is chosen.
  var list: String {
    choices.enumerated().map { index, choice in
      let advice = visit.advice(on: choice).map { "  " + visit.context.paint($0, .yellow) } ?? ""
      return "\(index + 1)".paddedInFront(to: 4) + "  " + visit.name(of: choice.bank) + advice
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

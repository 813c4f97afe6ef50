import Domain
import Program
import QueryEngine
import Text

/// Steps 3 to 5: banks, agreement, face and code.
struct GuidedApplication {
  let visit: Visit
  let offer: BankOffer
  private var guide: GuidedVisit { GuidedVisit(visit: visit) }

  /// The accepted query; nil if the person stopped.
  func run() async throws -> QueryView? {
    guide.step(3, Bilingual(zh: "选择银行", en: "Choose banks"))
    let banks = offer.named(try chooseBanks())
    guide.step(4, Bilingual(zh: "授权", en: "Authorise"))
    guard try AgreementPrompt(visit).ask(for: banks) else {
      visit.dialogue.say(Bilingual(zh: "您没有同意授权，申请没有提交。", en: "You did not agree, so no application was made.").chosen)
      return nil
    }
    guide.step(5, Bilingual(zh: "人脸核验和短信验证码", en: "Face check and SMS code"))
    let request = Application(
      banks: .named(banks.banks), agreed: true, code: nil, face: .given, channel: visit.channel, shown: banks)
    visit.noteSandbox(visit.desk.guidance.faceNotice)
    do {
      guard let query = try await apply(request) else { return nil }
      visit.dialogue.say(visit.appliedText(query))
      return query
    } catch let refusal as NamedRefusal where refusal.isAboutBanks {
      return try await chooseAgain(after: refusal)
    }
  }

  /// Applies, and again after a refusal that another try could avoid; nil if the person stops.
  private func apply(_ request: Application) async throws -> QueryView? {
    while true {
      do {
        return try await visit.apply(request)
      } catch let fault as any Fault where Self.mayBeMended(fault) {
        visit.dialogue.say(visit.told(fault))
        guard try visit.dialogue.wantsAgain() else { return nil }
      }
    }
  }

  static func mayBeMended(_ fault: any Fault) -> Bool {
    if let refusal = fault as? NamedRefusal { return refusal.isAboutCheck }
    return fault.code == "service_unavailable" || fault.code == "busy"
  }

  /// Shows the change of the banks since they were listed, and lets the person choose anew.
  private func chooseAgain(after refusal: NamedRefusal) async throws -> QueryView? {
    visit.dialogue.say(visit.told(refusal))
    let offer = try await visit.desk.banks(visit.session.token, channel: visit.channel)
    guard offer.offered else {
      visit.dialogue.say(visit.text(offer))
      return nil
    }
    return try await GuidedApplication(visit: visit, offer: offer).run()
  }

  /// The chosen banks; "all" means those that were listed, and no others.
  private func chooseBanks() throws -> [BankCode] {
    visit.dialogue.say(list)
    while true {
      let answer = try visit.dialogue.ask(
        Bilingual(
          zh: "请输入银行序号，用空格隔开，如 1 3 5；以上全部请输入“全部”或直接回车：",
          en:
            "Enter the numbers of banks, separated by spaces, such as 1 3 5; for all of them type \"all\" or press Enter: "
        ))
      if ["", "all", "全部"].contains(answer.halfWidth.lowercased()) { return selectable }
      do {
        let chosen = try read(answer)
        guard chosen.isEmpty else { return chosen }
        visit.dialogue.say(visit.told(RefusalReason.noBankChosen))
      } catch let fault as any Fault {
        visit.dialogue.say(visit.told(fault))
      }
    }
  }

  private var choices: [BankOffer.Choice] { offer.banks.filter { $0.reason == nil } }
  private var selectable: [BankCode] { choices.map(\.bank) }

  /// The numbered banks, each with its warning.
  var list: String {
    choices.enumerated().map { index, choice in
      let advice = visit.advice(on: choice).map { "  " + visit.context.paint($0, .yellow) } ?? ""
      return "\(index + 1)".paddedInFront(to: 4) + "  " + choice.name[visit.language] + advice
    }.joined(separator: "\n")
  }

  /// Reads numbers of the list and names, in whatever width; names may have blanks in them.
  private func read(_ answer: String) throws -> [BankCode] {
    let catalogue = try visit.catalogue
    let parts = answer.halfWidth.split(whereSeparator: { ",;，、；".contains($0) }).map { String($0).trimmingSpaces() }
    let names = parts.filter { !$0.isEmpty }.flatMap { part -> [String] in
      if (try? catalogue.resolveBanks(part)) != nil { return [part] }
      return part.split(separator: " ").map { word in
        guard let number = Int(word), selectable.indices.contains(number - 1) else { return String(word) }
        return selectable[number - 1].text
      }
    }
    return try BankChoice.read(names, catalogue: catalogue)
  }
}

import Domain
import Program
import QueryEngine
import Text

/// One call of `chaka apply`: with somebody at a terminal the banks are shown and agreed to first, and asked about
/// again where they change; elsewhere the call that sends the code settles and tells them.
struct Applying {
  let visit: Visit
  /// The chosen banks; nil for every bank that can be chosen.
  let banks: [BankCode]?
  /// Accepted already, with `--agree`.
  let agreed: Bool
  let code: String?
  let face: FaceSample

  func run() async throws -> QueryView {
    guard visit.context.inputIsTerminal else { return try await visit.apply(request(agreed: agreed, shown: nil)) }
    var isAgreed = agreed
    while true {
      let request = try await shownRequest(agreed: isAgreed)
      do {
        return try await visit.apply(request)
      } catch let refusal as NamedRefusal where mayShowAgain(after: refusal) {
        visit.dialogue.say(visit.told(refusal))
        isAgreed = false
      }
    }
  }

  /// Whether the banks are listed again. A bank that was named is refused instead.
  private func mayShowAgain(after refusal: NamedRefusal) -> Bool {
    guard code == nil, refusal.isAboutBanks else { return false }
    return banks == nil || refusal.code == "banks_changed"
  }

  /// With the banks shown; where the person could not apply anyway they are not asked to agree.
  private func shownRequest(agreed: Bool) async throws -> Application {
    let offer: BankOffer
    do {
      offer = try await visit.desk.banks(visit.session.token, channel: visit.channel)
    } catch let fault as any Fault where fault.code == "not_logged_in" {
      return request(agreed: agreed, shown: nil)
    }
    guard offer.offered else { return request(agreed: agreed, shown: nil) }
    let shown = banks.map(offer.named) ?? offer.selectable
    guard agreed else { return request(agreed: try AgreementPrompt(visit).ask(for: shown), shown: shown) }
    AgreementPrompt(visit).tell(shown)
    return request(agreed: true, shown: shown)
  }

  /// A code that was sent earlier is for what was told then; all others are for what is shown now.
  private func request(agreed: Bool, shown: ShownBanks?) -> Application {
    let chosen = banks ?? (code == nil ? shown?.banks : nil)
    return Application(
      banks: chosen.map { .named($0) } ?? .all, agreed: agreed, code: code, face: face, channel: visit.channel,
      shown: shown)
  }
}

extension BankOffer {
  /// Banks of the offer, in the order chosen.
  func named(_ banks: [BankCode]) -> ShownBanks {
    ShownBanks(
      banks.map { bank in
        let name = self.banks.first { $0.bank == bank }?.name ?? Bilingual(zh: bank.text, en: bank.text)
        return .init(bank: bank, name: name)
      })
  }
}

import Domain
import Program
import QueryEngine
import Text

/// One call of `chaka apply`: at a terminal the banks are shown and agreed to first, and asked about again if they
/// change; elsewhere the call that sends the code chooses and names them.
struct Applying {
  let visit: Visit
  /// The chosen banks; nil for every bank that can be chosen.
  let banks: [BankCode]?
  /// Whether the person has agreed already, with `--agree`.
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

  /// Whether the banks are listed again. If one of them was named, the refusal stays.
  private func mayShowAgain(after refusal: NamedRefusal) -> Bool {
    guard code == nil, refusal.isAboutBanks else { return false }
    return banks == nil || refusal.code == "banks_changed"
  }

  /// The application with the shown banks; a person who could not apply anyway is not asked to agree.
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

  /// The application. A code that was sent earlier is for the banks of that time; without one the application is for
  /// the banks shown now.
  private func request(agreed: Bool, shown: ShownBanks?) -> Application {
    let chosen = banks ?? (code == nil ? shown?.banks : nil)
    return Application(
      banks: chosen.map { .named($0) } ?? .all, agreed: agreed, code: code, face: face, channel: visit.channel,
      shown: shown)
  }
}

extension BankOffer {
  /// The banks with the names of the offer, in the order chosen.
  func named(_ banks: [BankCode]) -> ShownBanks {
    ShownBanks(
      banks.map { bank in
        let name = self.banks.first { $0.bank == bank }?.name ?? Bilingual(same: bank.text)
        return .init(bank: bank, name: name)
      })
  }
}

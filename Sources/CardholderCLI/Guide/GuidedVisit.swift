import Domain
import Program
import QueryEngine
import Text

/// The steps of one visit. Each explains itself, asks for what is needed, and asks again after a refusal that another
/// answer could avoid.
struct GuidedVisit {
  let visit: Visit
  private var dialogue: any Dialogue { visit.dialogue }

  init(visit: Visit) { self.visit = visit }

  func run() async throws {
    step(1, Bilingual(zh: "查卡须知", en: "What you should know"))
    showNotice()
    _ = try dialogue.ask(Bilingual(zh: "看完请按回车：", en: "Press Enter when you have read this: "))
    step(2, Bilingual(zh: "注册或登录", en: "Register or sign in"))
    let offer = try await signIn()
    guard let query = try await queryToFollow(offer) else { return }
    let final = try await wait(for: query)
    dialogue.say(visit.text(final, isGuided: true))
    guard final.state == .reported else { return }
    step(7, Bilingual(zh: "打开报告", en: "Open the report"))
    try await openReport(final.query)
  }

  /// The longest wait at the terminal, in seconds; the query itself goes on.
  private static let patienceSeconds = 180

  private func wait(for query: QueryView) async throws -> QueryView {
    guard query.state.isOpen else { return query }
    step(6, Bilingual(zh: "等待银行答复", en: "Wait for the banks"))
    return try await visit.work(on: query, seconds: Self.patienceSeconds)
  }

  private func showNotice() {
    let notices = visit.desk.guidance.notices
    let text = NoticeText(sections: notices, language: visit.language, paint: visit.context.paint)
    dialogue.say(text.text(columns: Screen.columns))
  }

  /// The query that runs or is ready already, else a new one; nil if none can be made.
  private func queryToFollow(_ offer: BankOffer) async throws -> QueryView? {
    if let latest = try await visit.latestQuery() {
      if latest.state.isOpen { return latest }
      if latest.state == .reported, try dialogue.confirm(Self.openLatest(latest)) { return latest }
    }
    guard offer.offered else {
      dialogue.say(visit.text(offer))
      return nil
    }
    if let nextAt = try await visit.desk.nextApplication(visit.session.token) {
      dialogue.say(visit.told(RefusalReason.tooEarly(nextAt: nextAt)))
      return nil
    }
    return try await GuidedApplication(visit: visit, offer: offer).run()
  }

  private static func openLatest(_ query: QueryView) -> Bilingual {
    Bilingual(
      zh: "\(query.acceptedAt.short) 申请的报告已经出来了。现在打开请输入“是”，不打开请直接回车：",
      en: "The report of your application of \(query.acceptedAt.short) is ready. Open it now? [y/N] ")
  }

  /// Asks for the password until it is right or opening is locked.
  private func openReport(_ query: String) async throws {
    while true {
      let password = try dialogue.askHidden(PasswordEntry.currentQuestion)
      // An empty line is no attempt.
      guard !password.isEmpty else {
        dialogue.say(Self.forgotten.chosen)
        continue
      }
      do {
        let entered = try EnteredPassword(password).text
        let report = try await visit.desk.report(visit.session.token, query: query, password: entered)
        return Output.standard.write("\n" + visit.text(report))
      } catch let fault as any Fault where ["password_wrong", "busy"].contains(fault.code) {
        dialogue.say(visit.told(fault))
      }
    }
  }

  private static let forgotten = Bilingual(
    zh: "忘记支付密码时，可以按 Ctrl-C 离开，再运行 chaka password 重设；重设后这份报告就打不开了。",
    en:
      "If you forgot the password, press Ctrl-C and reset it with chaka password; this report can then no longer be opened."
  )

  func step(_ number: Int, _ title: Bilingual) {
    let words = Bilingual(zh: "第 \(number) 步  \(title.zh)", en: "Step \(number)  \(title.en)")
    dialogue.say("\n" + visit.context.paint(words.chosen, .bold, .cyan))
  }
}

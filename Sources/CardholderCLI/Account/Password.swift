import ArgumentParser
import Domain
import Program
import QueryEngine
import Text

struct Password: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "password", zh: "更改支付密码；忘记时凭人脸核验和短信验证码重设", en: "change the payment password, or reset a forgotten one",
      discussion: Bilingual(
        zh: """
          输入现在的密码是更改，已有的报告和进行中的查询不受影响。不输入是重设：须通过人脸核验并输入短信验证码，以前的报告从此打不开，\
          进行中的查询会被取消（--cancel-query），之后可以马上重新申请。放弃还能打开的报告（--close-report）后，仍要等它生成满 7 天\
          才能重新申请。改密码后，其他设备上的登录全部失效；新旧密码相同则没有改动。
          """,
        en: """
          With the current password it is changed, and reports and a query in progress stay as they are. Without it, it is \
          reset after a face check and an SMS code: earlier reports can no longer be opened, and a query in progress is \
          cancelled (--cancel-query), after which you can apply again at once. If you give up a report that can still be \
          opened (--close-report), you can still apply again only 7 days after it was made. A new password signs you out \
          everywhere else; the same one changes nothing.
          """))
  }

  @OptionGroup var password: PasswordOptions
  @Option(
    help: ArgumentHelp(
      zh: "新支付密码所在的文件，取第一行；- 表示标准输入", en: "file whose first line is the new password; - is standard input",
      valueName: "file"),
    completion: .file())
  var newPasswordFile: String?
  @Flag(help: ArgumentHelp(zh: "重设时取消进行中的查询", en: "when resetting, cancel the query in progress"))
  var cancelQuery = false
  @Flag(
    help: ArgumentHelp(
      zh: "重设时放弃还能打开的报告", en: "when resetting, give up a report that can still be opened"))
  var closeReport = false
  @OptionGroup var code: CodeOptions
  @OptionGroup var face: FaceOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      let entry = PasswordEntry(visit)
      if let old = try oldPassword(entry) { return try await change(visit, entry, old) }
      try await reset(visit, entry)
    }
  }

  /// The current password; nil if the person has forgotten it, and neither gave nor typed one.
  private func oldPassword(_ entry: PasswordEntry) throws -> String? {
    if let file = password.passwordFile { return try entry.current(file: file) }
    guard newPasswordFile == nil, code.code == nil else { return nil }
    let typed = try entry.current(file: nil, question: PasswordEntry.forgettableQuestion)
    return typed == "" ? nil : typed
  }

  private func change(_ visit: Visit, _ entry: PasswordEntry, _ old: String) async throws {
    guard let new = try entry.new(file: newPasswordFile, check: { _ in }) else { throw PasswordEntry.newNeeded }
    let isChanged = try await visit.desk.changePassword(visit.session.token, old: old, new: new)
    let done = Bilingual(zh: "支付密码已更改。", en: "The payment password was changed.")
    visit.show("changed", isChanged, isChanged ? done : Self.same)
  }

  private func reset(_ visit: Visit, _ entry: PasswordEntry) async throws {
    let given = AcceptedLosses(endsQuery: cancelQuery, closesReport: closeReport)
    guard let said = try await agreed(visit, given, { try await visit.refuse($0) }) else { return leave(visit) }
    let new = try entry.new(file: newPasswordFile, check: { _ in })
    if new == nil, code.code != nil { throw PasswordEntry.newNeeded }
    let isReset = try await visit.codes(code.code).complete { code -> Bool? in
      var isReset = false
      let loss = try await agreed(visit, said) { loss in
        isReset = try await visit.desk.resetPassword(
          visit.session.token, new: new, code: code, face: face.sample, endingQuery: loss.endsQuery,
          closingReport: loss.closesReport)
      }
      return loss == nil ? nil : isReset
    }
    guard let isReset else { return leave(visit) }
    let done = Bilingual(
      zh: "支付密码已重设，以前的报告打不开了。", en: "The payment password was reset; earlier reports can no longer be opened.")
    visit.show("reset", isReset, isReset ? done : Self.same)
  }

  private func leave(_ visit: Visit) { visit.show("reset", false, Self.left) }

  /// Does the work with the accepted losses; if somebody can be asked, they are asked about each loss that would occur,
  /// even one found at the last moment. Nil if the person declines.
  private func agreed(
    _ visit: Visit, _ given: AcceptedLosses, _ work: (AcceptedLosses) async throws -> Void
  ) async throws -> AcceptedLosses? {
    var loss = given
    while true {
      do {
        try await work(loss)
        return loss
      } catch let fault as CardholderFault where visit.context.inputIsTerminal {
        guard let question = loss.take(from: fault) else { throw fault }
        guard try visit.dialogue.confirm(question) else { return nil }
      }
    }
  }

  private static let left = Bilingual(zh: "支付密码没有改动。", en: "The payment password was not changed.")
  private static let same = Bilingual(
    zh: "新旧密码相同，没有改动。", en: "That is your current password; nothing was changed.")
}

/// The losses that a person accepts for a reset.
struct AcceptedLosses: Sendable, Equatable {
  var endsQuery = false
  var closesReport = false

  /// Accepts the loss of a fault and gives the question about it; nil for any other fault.
  mutating func take(from fault: CardholderFault) -> Bilingual? {
    switch fault {
    case .queryWouldEnd where !endsQuery:
      endsQuery = true
      return Self.endsQuery
    case .reportWouldClose(_, let expiresAt, let nextAt) where !closesReport:
      closesReport = true
      return Self.closesReport(expiresAt, nextAt)
    default: return nil
    }
  }

  private static let endsQuery = Bilingual(
    zh: "您有一次查询正在进行，重设支付密码会取消它，不出报告，之后可以马上重新申请。继续重设请输入“是”，不重设请直接回车：",
    en: "A query is in progress. A reset cancels it without a report; you can apply again at once. Go on? [y/N] ")

  private static func closesReport(_ expiresAt: Moment, _ nextAt: Moment?) -> Bilingual {
    let until = expiresAt.lastMinute
    let wait = Bilingual(
      zh: nextAt.map { "，而且要到 \($0.shortFrom)（生成满 7 天）才能重新申请" } ?? "",
      en: nextAt.map { ", and you can apply again only from \($0.shortFrom), 7 days after it was made" } ?? "")
    return Bilingual(
      zh: "您有一份报告在 \(until) 之前还能打开，重设支付密码后就打不开了\(wait.zh)。继续重设请输入“是”，不重设请直接回车：",
      en: """
        You have a report that can be opened until \(until). After a reset it can no longer be opened\(wait.en). \
        Go on? [y/N] 
        """)
  }
}

extension Visit {
  /// Throws the first loss of a reset that is not accepted.
  fileprivate func refuse(_ loss: AcceptedLosses) async throws {
    try await desk.refuseLoss(session.token, endingQuery: loss.endsQuery, closingReport: loss.closesReport)
  }
}

extension FaceOptions {
  var sample: FaceSample { face == .fail ? .fail : .given }
}

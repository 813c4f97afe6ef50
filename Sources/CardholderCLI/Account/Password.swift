import ArgumentParser
import Domain
import Program
import QueryEngine

struct Password: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "password", zh: "更改支付密码；忘记时凭人脸和短信重设", en: "change the payment password, or reset a forgotten one",
      discussion: Bilingual(
        zh: """
          给出现在的密码就是更改，已有的报告和进行中的查询不受影响。不给出就是重设：须通过人脸核验和短信验证码，此前的报告从此打不开，\
          进行中的查询会被取消，之后可立即重新申请。密码改后，其他设备上的登录全部失效；新旧密码相同时什么都不变。
          """,
        en: """
          With the current password it is changed, and reports and a running query stay as they are. Without it, it is \
          reset after a face check and an SMS code: earlier reports stay closed for good, and a running query is \
          cancelled, after which you can apply again at once. A new password signs you out everywhere else; the same \
          one changes nothing.
          """))
  }

  @OptionGroup var password: PasswordOptions
  @Option(
    help: ArgumentHelp(
      zh: "新支付密码所在的文件，取第一行；- 是标准输入", en: "file whose first line is the new password; - is standard input",
      valueName: "file"),
    completion: .file())
  var newPasswordFile: String?
  @Flag(help: ArgumentHelp(zh: "重设时取消进行中的查询", en: "a reset cancels the query that is running"))
  var cancelQuery = false
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

  /// Nil when it was forgotten: neither given nor typed.
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
    guard let endsQuery = try await mayEndQuery(visit) else { return visit.show("reset", false, Self.left) }
    let new = try entry.new(file: newPasswordFile, check: { _ in })
    if new == nil, code.code != nil { throw PasswordEntry.newNeeded }
    let isReset = try await visit.codes(code.code).complete {
      try await visit.desk.resetPassword(
        visit.session.token, new: new, code: $0, face: face.sample, endingQuery: endsQuery)
    }
    let done = Bilingual(
      zh: "支付密码已重设，此前的报告不能再打开。", en: "The payment password was reset; earlier reports stay closed.")
    visit.show("reset", isReset, isReset ? done : Self.same)
  }

  /// What is lost by a reset is said before, where somebody can be asked; nil where the person keeps it.
  private func mayEndQuery(_ visit: Visit) async throws -> Bool? {
    guard !cancelQuery, visit.context.inputIsTerminal, let latest = try await visit.latestQuery() else {
      return cancelQuery
    }
    switch latest.state {
    case .accepted, .collecting: return try visit.dialogue.confirm(Self.endsQuery) ? true : nil
    case .reported: return try visit.dialogue.confirm(Self.closesReport) ? false : nil
    case .failed, .expired: return false
    }
  }

  private static let endsQuery = Bilingual(
    zh: "有一次查询正在进行。重设支付密码会取消它，不出报告；之后可立即重新申请。继续吗？[y/N] ",
    en: "A query is under way. A reset cancels it without a report; you can apply again at once. Go on? [y/N] ")
  private static let closesReport = Bilingual(
    zh: "您有一份报告还在保留期内。重设支付密码后它不能再打开。继续吗？[y/N] ",
    en: "A report of yours can still be opened; after a reset nothing opens it any more. Go on? [y/N] ")
  private static let left = Bilingual(zh: "支付密码没有改动。", en: "The payment password was left as it is.")
  private static let same = Bilingual(
    zh: "新旧密码相同，什么都没有改动。", en: "That is the password you have; nothing was changed.")
}

extension FaceOptions {
  var sample: FaceSample { face == .fail ? .fail : .given }
}

import ArgumentParser
import Domain
import Program
import QueryEngine

struct Password: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "password", zh: "更改支付密码；忘记时凭人脸和短信重设", en: "change the payment password, or reset a forgotten one",
      discussion: Bilingual(
        zh: "给出现在的密码就是更改。不给出就是重设：须通过人脸核验和短信验证码，此前的报告从此打不开。",
        en: """
          With the current password it is changed. Without it, it is reset after a face check and an SMS code, and \
          earlier reports stay closed for good.
          """))
  }

  @OptionGroup var password: PasswordOptions
  @Option(
    help: ArgumentHelp(
      zh: "新支付密码所在的文件，取第一行；- 是标准输入", en: "file whose first line is the new password; - is standard input",
      valueName: "file"),
    completion: .file())
  var newPasswordFile: String?
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
    try await visit.desk.changePassword(visit.session.token, old: old, new: new)
    visit.show("changed", true, Bilingual(zh: "支付密码已更改。", en: "The payment password was changed."))
  }

  private func reset(_ visit: Visit, _ entry: PasswordEntry) async throws {
    let new = try entry.new(file: newPasswordFile, check: { _ in })
    if new == nil, code.code != nil { throw PasswordEntry.newNeeded }
    try await visit.codes(code.code).complete {
      try await visit.desk.resetPassword(visit.session.token, new: new, code: $0, face: face.sample)
    }
    visit.show(
      "reset", true,
      Bilingual(zh: "支付密码已重设，此前的报告不能再打开。", en: "The payment password was reset; earlier reports stay closed."))
  }
}

extension FaceOptions {
  var sample: FaceSample { face == .fail ? .fail : .given }
}

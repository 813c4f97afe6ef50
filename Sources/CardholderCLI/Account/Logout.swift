import ArgumentParser
import Program
import Text

struct Logout: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("logout", zh: "退出登录", en: "sign out")
  }

  @OptionGroup var person: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: ProgramContext) async throws {
    try await Visit.during(context, person) { visit in
      // Whatever the desk replies, nobody is signed in here afterwards.
      defer { visit.session.forget() }
      try await visit.desk.logout(visit.session.token)
      visit.show("loggedIn", false, Bilingual(zh: "已退出登录。", en: "Signed out."))
    }
  }
}

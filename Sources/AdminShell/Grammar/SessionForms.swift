/// Commands about the console itself.
extension Grammar {
  static let sessionForms: [Form] = [
    Form("help", [.any(.topic)], zh: "帮助", en: "help", examples: ["help", "help open region", "help names"]) {
      .help($0.operands)
    },
    Form("quit", zh: "离开", en: "leave", examples: ["quit"]) { _ in .quit },
    Form("exit", zh: "离开", en: "leave", examples: ["exit"]) { _ in .quit },
  ]
}

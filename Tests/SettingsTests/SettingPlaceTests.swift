import Testing

@testable import Settings

@Suite("The place of a setting")
struct SettingPlaceTests {
  @Test(
    "is its line, or that of the group that it is missing from",
    arguments: [
      ("identity.url", 2), ("identity.tokenFile", 1), ("service.watch.port", 5), ("service.watch.host", 4),
      ("tls", nil),
    ] as [(String, Int?)])
  func line(setting: String, line: Int?) {
    let yaml = "identity:\n  url: https://a\nservice:\n  watch:\n    port: 9443\n"
    #expect(SettingPlace.line(of: setting, in: yaml) == line)
  }
}

import Text

/// The origin of an application. Only `app` has ever been opened so far (docs/facts.md, "Who may query").
public enum Channel: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case app
  case web
  case miniProgram = "mini-program"
  case officialAccount = "official-account"
  case offline

  public static func < (left: Channel, right: Channel) -> Bool { left.position < right.position }

  @inlinable var position: Int {
    switch self {
    case .app: 0
    case .web: 1
    case .miniProgram: 2
    case .officialAccount: 3
    case .offline: 4
    }
  }

  public var name: Bilingual {
    switch self {
    case .app: Bilingual(zh: "手机应用", en: "app")
    case .web: Bilingual(zh: "网站", en: "website")
    case .miniProgram: Bilingual(zh: "小程序", en: "mini program")
    case .officialAccount: Bilingual(zh: "公众号", en: "official account")
    case .offline: Bilingual(zh: "线下柜台", en: "counter")
    }
  }
}

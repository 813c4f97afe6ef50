import Foundation
import Program
import Text

/// The operator who gives the commands: the author of revisions and audit records.
public struct Operator: Equatable {
  public let name: String

  /// The system account that runs this process.
  public static var ofProcess: Operator {
    let account = geteuid()
    guard let entry = getpwuid(account), let name = entry.pointee.pw_name else {
      return Operator(unchecked: "uid:\(account)")
    }
    return Operator(unchecked: String(cString: name))
  }

  private init(unchecked name: String) { self.name = name }

  /// Throws `UsageFault` if the name is no valid one, or could pass for another's. `option` is where it was given.
  public init(named name: String, option: String = "--as") throws {
    let composed = name.composed
    if let odd = composed.firstUnplain
      ?? composed.unicodeScalars.first(where: \.properties.isWhitespace).map(OddCharacter.init)
    {
      throw UsageFault.other(
        Bilingual(
          zh: "操作员名中不能有\(odd.text.zh)：只用汉字、拉丁字母、半角数字和标点",
          en:
            "An operator's name cannot contain \(odd.text.en): use Chinese characters, Latin letters, digits and punctuation"
        ))
    }
    guard (1...64).contains(composed.count) else {
      throw UsageFault.invalidValue(name.shown, option: option, allowed: [])
    }
    self.name = composed
  }
}

import Foundation
import Text

/// The system accounts of this machine, by which operators are known in a real database.
struct SystemAccounts {
  var has: (String) -> Bool = { getpwnam($0) != nil }

  /// The note on an operator whose name is no account of this system; nil if it is one.
  func note(on name: String) -> Bilingual? {
    guard !has(name) else { return nil }
    let near = [name.lowercased(), name.lowercased().filter(\.isLetter)].first { $0 != name && !$0.isEmpty && has($0) }
    return Bilingual(
      zh: "本机没有系统账户 \(name)：操作员按系统账户识别，有这个账户之前没有人能以此操作或审批"
        + (near.map { "；要登记的是 \($0) 吗？" } ?? ""),
      en: """
        this machine has no account \(name): operators are known by their system account, so until there is one nobody can \
        act or approve as \(name)
        """ + (near.map { "; did you mean \($0)?" } ?? ""))
  }
}
